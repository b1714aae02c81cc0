/* The editor as a person finds it: by what buttons, fields and nodes are called. */
import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';

/** Training on software graphics takes its time. */
const SLOW = 60_000;

/** A file to be chosen or dropped. */
export interface TestFile {
  readonly name: string;
  readonly text: string;
}

export class Editor {
  readonly canvas: Locator;
  readonly inspector: Locator;
  readonly palette: Locator;
  readonly search: Locator;
  readonly backend: Locator;
  /** The list in the dock's problems tab. */
  readonly problems: Locator;
  readonly train: Locator;
  /** Where training stands, e.g. `epoch 3/60`. */
  readonly progress: Locator;

  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.canvas = page.getByTestId('canvas');
    this.inspector = page.getByRole('complementary', { name: 'Inspector' });
    this.palette = page.getByRole('region', { name: 'Nodes' });
    this.search = page.getByRole('searchbox', { name: 'Search nodes' });
    this.problems = page.getByRole('region', { name: 'Problems', exact: true });
    this.backend = page.getByRole('button', { name: /^Backend/ });
    const training = page.getByRole('group', { name: 'Training' });
    this.train = training.getByRole('button', { name: /^(Train|Pause)$/ });
    this.progress = training.getByText(/^(epoch \d|not trained|preparing|stopped|done|the graph has changed)/);
  }

  async visit(): Promise<void> {
    await this.page.goto('/');
    await expect(this.canvas).toBeVisible();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  node(id: string | RegExp): Locator {
    return this.page.getByTestId(typeof id === 'string' ? `rf__node-${id}` : new RegExp(`^rf__node-.*${id.source}`));
  }

  get nodes(): Locator {
    return this.page.getByTestId(/^rf__node-/);
  }

  wire(from: string, to: string): Locator {
    return this.page.getByTestId(`rf__edge-${from}->${to}`);
  }

  get wires(): Locator {
    return this.page.getByTestId(/^rf__edge-/);
  }

  instrument(from: string, to: string): Locator {
    return this.page.getByTestId(`instrument-${from}->${to}`);
  }

  port(ref: string): Locator {
    return this.page.locator(`[data-port="${ref}"]`);
  }

  /** A setting of the selected node, by its Keras name. */
  param(name: string): Locator {
    return this.inspector.getByLabel(name, { exact: true });
  }

  /** Selects one node by its card's title bar. */
  async select(id: string, options: { readonly more?: boolean } = {}): Promise<void> {
    const modifiers = options.more === true ? (['Shift'] as const) : [];
    await this.node(id).click({ position: { x: 40, y: 12 }, modifiers: [...modifiers] });
    await expect(this.node(id)).toHaveClass(/selected/);
  }

  /** Selects a wire by its instrument. */
  async selectWire(from: string, to: string): Promise<void> {
    await this.instrument(from, to).click();
    await expect(this.instrument(from, to)).toHaveAttribute('data-selected', 'true');
  }

  async tab(name: string): Promise<void> {
    await this.page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
  }

  async useBackend(name: 'WebGPU' | 'WASM' | 'CPU'): Promise<void> {
    await this.backend.click();
    await this.page.getByRole('menuitemradio', { name: new RegExp(`^${name}`) }).click();
    await expect(this.backend).toContainText(name);
    await expect(this.backend).toBeFocused();
  }

  /** The number of steps made, as it is shown while training rests. */
  async steps(): Promise<number> {
    const text = await this.page
      .getByRole('group', { name: 'Training' })
      .getByText(/^step [\d,]+$/)
      .textContent();
    return Number((text ?? '').replace(/\D/g, ''));
  }

  /** What is said aloud, and in cards where it should be seen. */
  async hears(text: string | RegExp, timeout = SLOW): Promise<void> {
    await expect(this.page.locator('[role="status"], [role="alert"]').filter({ hasText: text }).first()).toBeAttached({
      timeout,
    });
  }

  /** The open graph as its file. */
  async save(): Promise<TestFile> {
    const download = this.page.waitForEvent('download');
    await this.page.keyboard.press('Control+s');
    const file = await download;
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
  }

  /** Opens a graph file, and waits until it is on screen and at rest. */
  async open(file: TestFile): Promise<void> {
    await this.choose(file);
    const { name, nodes } = JSON.parse(file.text) as { name: string; nodes: unknown[] };
    await expect(this.page.getByRole('textbox', { name: 'Name of the graph' })).toHaveValue(name);
    await expect(this.nodes).toHaveCount(nodes.length);
    await expect(this.canvas).not.toHaveAttribute('aria-busy', 'true');
    // The view fits itself to a new graph, if need be by gliding there.
    if (nodes.length > 0) await untilAtRest(this.nodes.first());
  }

  /** Gives a file to the browser's file chooser. */
  async choose({ name, text }: TestFile): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.button(/^File$/).click();
    await this.page.getByRole('menuitem', { name: /^Open/ }).click();
    // The menu gives the focus back when it has closed; what comes next must not be interrupted by that.
    await expect(this.button(/^File$/)).toBeFocused();
    await (await chooser).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  }

  async newGraph(): Promise<void> {
    await this.button(/^File$/).click();
    await this.page.getByRole('menuitem', { name: 'New' }).click();
    await expect(this.nodes).toHaveCount(0);
  }

  /** Drops a file onto the page. */
  async drop({ name, text }: TestFile): Promise<void> {
    const data = await this.page.evaluateHandle(
      ([file, content]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([content], file, { type: 'application/json' }));
        return transfer;
      },
      [name, text] as const,
    );
    await this.canvas.dispatchEvent('dragover', { dataTransfer: data });
    await this.canvas.dispatchEvent('drop', { dataTransfer: data });
  }

  /** Draws from the middle of one thing to the middle of another. */
  async drag(from: Locator, to: Locator | { readonly x: number; readonly y: number }): Promise<void> {
    await from.hover();
    const start = await middle(from);
    const end = 'x' in to ? to : await middle(to);
    const { mouse } = this.page;
    await mouse.move(start.x, start.y);
    await mouse.down();
    await mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 });
    await mouse.move(end.x, end.y, { steps: 4 });
    await mouse.up();
  }
}

/** Waits until nothing moves an element any more. */
export async function untilAtRest(of: Locator): Promise<void> {
  await (await of.elementHandle())?.waitForElementState('stable');
}

/** Where the middle of an element comes to rest. */
export async function middle(of: Locator): Promise<{ readonly x: number; readonly y: number }> {
  await untilAtRest(of);
  const box = await of.boundingBox();
  if (box === null) throw new Error('The element to point at is not drawn.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
