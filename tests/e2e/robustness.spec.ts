/* What goes wrong is said in words, the graph is untouched, and the page goes on. */
import { Editor } from './support/editor.ts';
import { changed, longXor, nodesOf, withParams, xor } from './support/graphs.ts';
import { expect, test } from './support/shared.ts';
import { test as alone } from './support/test.ts';

alone(
  'a worker that fails is replaced, the graph stays, and training goes on',
  async ({ editor, page, complaints }) => {
    await editor.useBackend('WASM');
    await editor.open(longXor);
    const before = await editor.save();
    await editor.train.click();
    await expect(editor.progress).toHaveText(/^epoch [1-9]/);
    await page
      .workers()[0]
      ?.evaluate(() => void setTimeout(() => void Promise.reject(new Error('thrown by the test')), 0));
    await editor.hears(/The training worker failed: thrown by the test\. Training (goes on from step|starts again)/);
    await expect(editor.progress).toHaveText(/^epoch [1-9]/);
    expect((await editor.save()).text).toBe(before.text);
    expect(complaints.splice(0)).toEqual(['uncaught: thrown by the test']);
    await editor.train.click();
    await expect(editor.train).toHaveText('Train');
  },
);

// It is noticed as one that spins is.
alone(
  'a worker that died in silence is replaced, and training goes on',
  { tag: '@thorough' },
  async ({ editor, page }) => {
    await editor.useBackend('WASM');
    await editor.open(longXor);
    await editor.train.click();
    await expect(editor.progress).toHaveText(/^epoch [1-9]/);
    await page.workers()[0]?.evaluate(() => self.close());
    await editor.hears(/The training worker had stopped answering\. Training (goes on from step|starts again)/);
    await expect(editor.nodes).toHaveCount(8);
    await expect(editor.progress).toHaveText(/^epoch [1-9]/);
  },
);

alone('a worker that spins is replaced, and the run goes on where it was', async ({ editor, page }) => {
  const epoch = async () =>
    Number(/^epoch ([\d,]+)/.exec((await editor.progress.textContent()) ?? '')?.[1]?.replaceAll(',', ''));
  await editor.useBackend('WASM');
  await editor.open(longXor);
  await editor.train.click();
  // Long enough for a copy of the run to have been taken.
  await expect.poll(epoch).toBeGreaterThan(50);
  const before = await epoch();
  // It never answers.
  void page
    .workers()[0]
    ?.evaluate(() => {
      for (;;);
    })
    .catch(() => undefined);
  await editor.hears(/The training worker had stopped answering\. Training goes on from step [1-9]/);
  await expect.poll(epoch).toBeGreaterThan(before);
  await expect(editor.nodes).toHaveCount(8);
});

test('a layer that cannot fit is refused by name, with its bytes, before anything is allocated', async ({ editor }) => {
  await editor.open(withParams(xor, { d1: { units: 16_384 }, train: { batch_size: 65_536 } }));
  await expect(editor.instrument('d1.outputs', 'tanh1.inputs')).toBeVisible();
  await editor.tab('Problems');
  await expect(editor.problems).toContainText(/d1 would need [\d.]+\sGB to train/);
  await editor.train.click();
  await editor.hears(/This graph cannot train yet\. .*d1 would need/);
  await expect(editor.progress).toHaveText('not trained yet');
  await editor.problems.getByRole('button', { name: /^Set units of d1 to/ }).click();
  // The layer alone would fit now; the whole run not quite.
  await expect(editor.problems).toContainText('Training Train train would need');
  await editor.select('d1');
  await editor.param('units').fill('256');
  await expect(editor.problems).not.toContainText('would need');
  await expect(editor.problems).not.toContainText('Errors');
});

test('a learning rate of a million stops the run at the layer that broke, and the page stays usable', async ({
  editor,
  page,
}) => {
  await editor.useBackend('WASM');
  const text = changed(xor, (graph) => {
    for (const node of graph.nodes) {
      if (node.id === 'data') node.params = { name: 'reg-plane' };
      if (node.id === 'tanh1' || node.id === 'prob') node.params = { activation: 'linear' };
      if (node.id === 'loss') node.type = 'MeanSquaredError';
      if (node.id === 'opt') Object.assign(node, { type: 'SGD', params: { learning_rate: 1e6 } });
    }
  });
  await editor.open(text);
  await editor.train.click();
  await expect(editor.progress).toHaveText('stopped by a fault');
  await editor.hears(/Training stopped\. At step \d+/);
  await editor.tab('Problems');
  const fault = page.getByRole('region', { name: 'The run', exact: true });
  await expect(fault).toContainText('The last finite weights were kept');
  await expect(fault.getByRole('button', { name: /^Show (d1|tanh1|out|prob|loss)$/ })).toBeVisible();

  await editor.select('opt');
  await editor.param('learning_rate').fill('0.001');
  await editor.train.click();
  await expect(editor.progress).toHaveText(/^(epoch [1-9]|done)/);
});

alone('a hidden tab goes on training', async ({ editor, page }) => {
  await editor.useBackend('WASM');
  await editor.open(longXor);
  await editor.train.click();
  await expect(editor.progress).toHaveText(/^epoch [1-9]/);
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    // A hidden page is not painted.
    globalThis.requestAnimationFrame = () => 0;
    document.dispatchEvent(new Event('visibilitychange'));
  });
  const epoch = async () => Number(/\d+/.exec((await editor.progress.textContent()) ?? '')?.[0]);
  const start = await epoch();
  await expect.poll(epoch).toBeGreaterThan(start + 5);
});

alone('without storage the page works in memory and says so', async ({ page }) => {
  const editor = new Editor(page);
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', {
      get() {
        throw new DOMException('Storage is denied.', 'SecurityError');
      },
    });
  });
  await editor.visit();
  const banner = page.getByRole('alert').filter({ hasText: 'This browser cannot keep your graph' });
  await expect(banner).toContainText('Your changes stay in this tab');
  await editor.select('d1');
  await editor.param('units').fill('5');
  await expect(editor.instrument('d1.outputs', 'bn1.inputs')).toHaveText(/^5(?!\d)/);
  const download = page.waitForEvent('download');
  await banner.getByRole('button', { name: 'Save as a file' }).click();
  expect((await download).suggestedFilename()).toBe('two-spirals.json');
  expect(nodesOf(await editor.save()).get('d1')?.params).toHaveProperty('units', 5);
});

alone(
  'a full disk: the work stays, a banner says so and hands it out, and with room again it is stored',
  async ({ page }) => {
    const editor = new Editor(page);
    await page.addInitScript(() => {
      const { put } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = function (value: unknown, key?: IDBValidKey) {
        if (Reflect.get(globalThis, 'full') === true) throw new DOMException('The disk is full.', 'QuotaExceededError');
        return key === undefined ? put.call(this, value) : put.call(this, value, key);
      };
    });
    await editor.visit();
    const full = (is: boolean) => page.evaluate((now) => void Object.assign(globalThis, { full: now }), is);
    await full(true);
    await editor.select('d1');
    await editor.param('units').fill('5');
    const banner = page.getByRole('alert').filter({ hasText: 'its storage is full' });
    await expect(banner).toContainText('Your changes stay in this tab');
    await expect(page.getByText('not saved', { exact: true })).toBeVisible();
    const download = page.waitForEvent('download');
    await banner.getByRole('button', { name: 'Save as a file' }).click();
    expect((await download).suggestedFilename()).toBe('two-spirals.json');
    // Leaving now would lose something, and asks.
    const asked: string[] = [];
    page.once('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await page.evaluate(() => window.location.reload());
    await expect.poll(() => asked).toEqual(['beforeunload']);

    await full(false);
    await editor.param('units').fill('6');
    await expect(banner).toHaveCount(0);
    await expect(page.getByTitle('The graph is saved in this browser')).toBeVisible();
    await page.reload();
    await expect(editor.instrument('d1.outputs', 'bn1.inputs')).toHaveText(/^6/);
  },
);

test('a graph over another with the same ids and other types leaves the canvas alive', async ({ editor }) => {
  const start = (type: string) =>
    changed(xor, (graph) => {
      graph.nodes.push({ id: 'start', type, position: [240, 420] });
      graph.edges.push({ from: 'start.initializer', to: 'd1.kernel_initializer' });
    });
  for (const type of ['RandomNormal', 'GlorotNormal', 'Zeros', 'RandomUniform']) {
    await editor.open(start(type));
    await expect(editor.node('start')).toContainText(type);
  }
  for (const type of ['Zeros', 'GlorotNormal', 'RandomNormal']) {
    await editor.page.keyboard.press('Control+z');
    await expect(editor.node('start')).toContainText(type);
  }
});

test('a copy that was undone is not selected any more', async ({ editor }) => {
  await editor.open(xor);
  await editor.select('tanh1');
  await editor.page.keyboard.press('Control+d');
  await expect(editor.nodes).toHaveCount(9);
  await editor.page.keyboard.press('Control+z');
  await expect(editor.nodes).toHaveCount(8);
  // Undo selects again what was selected before the copy, and nothing of the copy.
  await editor.select('d1', { more: true });
  await editor.page.keyboard.press('Control+b');
  await editor.hears('Bypassed 2 nodes.');
});
