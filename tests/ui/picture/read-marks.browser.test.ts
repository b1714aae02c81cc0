/* Reading marks off elements needs a real page: sizes, line breaks and colours are the browser's. */
import { afterEach, expect, test } from 'vitest';
import type { Mark } from '../../../src/ui/picture/picture-parts.ts';
import { marksOf } from '../../../src/ui/picture/read-marks.ts';

const SVG = 'http://www.w3.org/2000/svg';
const made: HTMLElement[] = [];

afterEach(() => {
  for (const root of made.splice(0)) root.remove();
});

function element(css: string, ...children: readonly (Node | string)[]): HTMLElement {
  const div = document.createElement('div');
  div.style.cssText = css;
  div.append(...children);
  return div;
}

function read(root: HTMLElement): Mark[] {
  document.body.append(root);
  made.push(root);
  return marksOf(root);
}

const of = <K extends Mark['draw']>(marks: readonly Mark[], draw: K) =>
  marks.filter((mark): mark is Extract<Mark, { draw: K }> => mark.draw === draw);

test('boxes keep place, colour and border; a colour that ends in 0 is no clear one', () => {
  const bar = element(
    'position: absolute; left: 10px; top: 20px; width: 3px; height: 30px; background: rgb(185, 120, 0)',
  );
  const root = element(
    'position: relative; width: 136px; height: 84px; box-sizing: border-box; border: 1px dashed #123456; border-radius: 9px; background: #fff',
    bar,
    element('background: rgba(9, 9, 9, 0); height: 4px'),
  );
  expect(read(root)).toEqual([
    {
      draw: 'box',
      x: 0.5,
      y: 0.5,
      width: 135,
      height: 83,
      radius: 8.5,
      fill: 'rgb(255, 255, 255)',
      stroke: { colour: 'rgb(18, 52, 86)', width: 1, dashed: true },
    },
    { draw: 'box', x: 11, y: 21, width: 3, height: 30, radius: 0, fill: 'rgb(185, 120, 0)' },
  ]);
});

test('text breaks where the page breaks it, and ends in dots where the page cuts it off', () => {
  const root = element(
    'width: 100px; font: 600 12px/16px monospace; color: rgb(1, 2, 3)',
    element('opacity: 0.5', 'first second  third'),
    element('overflow: hidden; text-overflow: ellipsis; white-space: nowrap', 'a line far too long for its box'),
    element('height: 16px; overflow: hidden', 'shown hiddenbelow'),
    element('display: none', 'never'),
  );
  const texts = of(read(root), 'text');
  expect(texts.map(({ text }) => text)).toEqual([
    'first second',
    'third',
    expect.stringMatching(/^a line fa.*…$/),
    'shown',
  ]);
  const [first, second, cut] = texts;
  expect(first).toMatchObject({ x: 0, size: 12, weight: 600, colour: 'rgb(1, 2, 3)', opacity: 0.5 });
  expect((second?.y ?? 0) - (first?.y ?? 0)).toBe(16);
  expect((cut?.x ?? 0) + (cut?.width ?? 0)).toBeLessThanOrEqual(100);
});

test('words in pieces of their own keep the spaces between them', () => {
  const root = element('font: 12px/16px monospace; width: 300px', 'very ', document.createElement('wbr'), 'long');
  const [first, second] = of(read(root), 'text');
  expect((second?.x ?? 0) - (first?.x ?? 0) - (first?.width ?? 0)).toBeGreaterThan(4);
});

test('an SVG stands alone: variables and classes become colours, HTML inside is left out', () => {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('width', '40');
  svg.setAttribute('viewBox', '0 0 40 20');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', 'M0 0h9');
  path.setAttribute('class', 'line');
  path.setAttribute('style', 'stroke: var(--tested); fill: none');
  svg.append(path, document.createElementNS(SVG, 'foreignObject'));
  const [mark] = of(read(element('--tested: rgb(4, 5, 6)', svg)), 'svg');
  expect(mark).toMatchObject({ width: 40, height: 20 });
  expect(mark?.svg).toMatch(/viewBox="0 0 40 20".*<path d="M0 0h9" fill="none" stroke="rgb\(4, 5, 6\)"/);
  expect(mark?.svg).not.toMatch(/var\(|class|style|foreignObject/);
});

test('a painted picture is taken along as it is', () => {
  const canvas = document.createElement('canvas');
  canvas.width = 4;
  const [image] = of(read(element('', canvas)), 'image');
  expect(image?.href).toBe(canvas.toDataURL());
});
