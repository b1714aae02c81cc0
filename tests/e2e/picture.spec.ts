/* A picture of the graph opens as the graph again: exported, dropped on an empty canvas, pasted as text. */
import { readFile } from 'node:fs/promises';
import type { Editor } from './support/editor.ts';
import { spirals } from './support/graphs.ts';
import { expect, test } from './support/shared.ts';

async function exported(editor: Editor, label: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const download = editor.page.waitForEvent('download');
  await editor.button(/^File$/).click();
  await editor.page.getByRole('menuitem', { name: label }).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** Drops a file of any bytes on the canvas. */
async function drop(editor: Editor, name: string, bytes: Buffer): Promise<void> {
  const transfer = await editor.page.evaluateHandle(
    ([base64, called]) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], called));
      return data;
    },
    [bytes.toString('base64'), name] as const,
  );
  await editor.canvas.dispatchEvent('drop', { dataTransfer: transfer });
}

for (const [form, file] of [
  ['PNG', 'two-spirals.png'],
  ['SVG', 'two-spirals.svg'],
] as const) {
  test(`a graph exported as ${form} and dropped on another comes back byte for byte`, async ({ editor, page }) => {
    await editor.open(spirals);
    const before = await editor.save();
    const cards = await editor.nodes.count();
    const { name, bytes } = await exported(editor, `Picture (${form})`);
    expect(name).toBe(file);

    // The picture itself can be drawn, and has every card in it.
    const address = `data:image/${form === 'PNG' ? 'png' : 'svg+xml'};base64,${bytes.toString('base64')}`;
    const width = await page.evaluate(async (src) => {
      const image = new Image();
      image.src = src;
      await image.decode();
      return image.naturalWidth;
    }, address);
    expect(width).toBeGreaterThan(800);
    if (form === 'SVG') expect(bytes.toString('utf8').match(/data-(card|note)="/g)).toHaveLength(cards);

    await editor.newGraph();
    await expect(editor.nodes).toHaveCount(0);
    await drop(editor, name, bytes);
    await expect(editor.nodes).toHaveCount(cards);
    expect((await editor.save()).text).toBe(before.text);

    // Cut off on its way.
    await drop(editor, name, bytes.subarray(0, 700));
    await expect(page.getByText(/The graph in this picture is damaged/).first()).toBeVisible();
  });
}
