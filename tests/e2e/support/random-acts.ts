/* Hands that do anything: keys, clicks and drags at random places of the page, the same for the same seed. */
import type { Page } from '@playwright/test';
import { random } from '../../../src/base/random.ts';
import type { Editor, TestFile } from './editor.ts';

/** Those of the shortcut table, and some text that fits a search or a field. */
const KEYS = [
  'Delete Backspace Enter Escape Tab Shift+Tab Space Shift+Space F2 Shift+F10',
  'Control+z Control+Shift+z Control+c Control+x Control+v Control+d Control+a',
  'Control+b Control+g Control+Shift+g Control+k Control+Enter Control+Alt+z',
  'ArrowRight ArrowLeft ArrowUp ArrowDown Shift+ArrowDown Home End [ ]',
  'c b f l m x d e / ? . + - 1 2 3 Shift+A Shift+L',
].flatMap((row) => row.split(' '));
const TEXTS = ['relu', 'softmax', 'Dense', '8', '0.5', 'no such thing'];
const MODIFIERS = ['Shift', 'Alt', 'Control', undefined, undefined, undefined];

const CONTROLS = 'button, input, select, [role=menuitem], [role=tab], [role=option], [role=treeitem], [role=slider]';
const DRAWN = '.react-flow__node, .react-flow__edge-interaction, .react-flow__handle, [data-param]';
const HOLDS = '.react-flow__node, .react-flow__handle, .react-flow__pane';

interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * The hands of a seed.
 *
 * @param files graphs of which one is dropped now and then
 */
export function randomHands(
  { page, drop }: { page: Page; drop: Editor['drop'] },
  seed: number,
  files: readonly TestFile[],
) {
  const { uniform, integer } = random('hands', seed);
  const one = <T>(of: readonly T[]): T | undefined => of[integer(of.length)];

  /** The middle of one of the elements that are wholly in sight. */
  const somewhere = async (selector: string): Promise<Place> => {
    const places = await page.evaluate(
      (wanted) =>
        [...document.querySelectorAll(wanted)].flatMap((element) => {
          const { left, top, right, bottom } = element.getBoundingClientRect();
          const inside = right > left && left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
          return inside ? [{ x: (left + right) / 2, y: (top + bottom) / 2 }] : [];
        }),
      selector,
    );
    return one(places) ?? { x: 400 + 500 * uniform(), y: 100 + 300 * uniform() };
  };

  async function click(): Promise<string> {
    const { x, y } = await somewhere(uniform() < 0.5 ? CONTROLS : DRAWN);
    const [button, clickCount] = [uniform() < 0.15 ? 'right' : 'left', uniform() < 0.15 ? 2 : 1] as const;
    await page.mouse.click(x, y, { button, clickCount });
    return `${button} click × ${clickCount} at ${x}, ${y}`;
  }

  async function drag(): Promise<string> {
    const [from, modifier] = [await somewhere(HOLDS), one(MODIFIERS)];
    const to = uniform() < 0.6 ? await somewhere(HOLDS) : { x: 200 + 800 * uniform(), y: 60 + 500 * uniform() };
    if (modifier !== undefined) await page.keyboard.down(modifier);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 5 });
    if (uniform() < 0.1) await page.keyboard.press('Escape');
    await page.mouse.up();
    if (modifier !== undefined) await page.keyboard.up(modifier);
    return `${modifier ?? ''} drag from ${from.x}, ${from.y} to ${to.x}, ${to.y}`;
  }

  async function press(): Promise<string> {
    if (uniform() < 0.1) {
      const text = one(TEXTS) ?? '';
      await page.keyboard.type(text);
      return `types ${text}`;
    }
    const key = one(KEYS) ?? 'Escape';
    await page.keyboard.press(key);
    return `presses ${key}`;
  }

  async function dropOne(): Promise<string> {
    const file = one(files);
    if (file !== undefined) await drop(file);
    return `drops ${file?.name ?? 'nothing'}`;
  }

  /** Does one thing, and says what. */
  return async (): Promise<string> => {
    const which = uniform();
    if (which < 0.02) return dropOne();
    if (which < 0.5) return press();
    return which < 0.78 ? click() : drag();
  };
}
