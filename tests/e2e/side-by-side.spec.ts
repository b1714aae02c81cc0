/* Several programs of one graph: each card tells of its own run. */
import { changed, example, twoVariants, withParams } from './support/graphs.ts';
import { expect, test } from './support/shared.ts';

test('each Train card and the wire into it show their own progress', async ({ editor, page }) => {
  await editor.open(example('effect-optimizers'));
  await editor.useBackend('WASM');
  await editor.train.click();
  await expect(editor.progress).toHaveText(/^done/, { timeout: 90_000 });
  const losses = new Set<string>();
  for (const id of ['sgd', 'momentum', 'adagrad', 'rmsprop', 'adam']) {
    const card = editor.node(id);
    await expect(card).toContainText('15 / 15', { timeout: 60_000 });
    await expect(card).toContainText(/val \w+\s*0\.\d+/);
    const wire = editor.instrument('loss.loss', `${id}.loss`);
    await expect(wire).toHaveText(/^0\.\d+$/);
    losses.add((await wire.textContent()) ?? '');
  }
  expect(losses.size).toBe(5);
  const list = page.getByTestId('runs-legend');
  for (const id of ['sgd', 'adam']) await expect(list).toContainText(id);
  const cut = await list.evaluate((all) =>
    [...all.querySelectorAll('span')].flatMap((each) =>
      each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 3 ? [each.textContent] : [],
    ),
  );
  expect(cut).toEqual([]);
  await page.getByRole('group', { name: 'Training' }).getByText(/^done/).hover();
  await expect(page.getByRole('tooltip')).toContainText(/momentum: done · epoch 15, step [\d,]+, loss 0\.\d+/);
});

test('a wire says when it was measured by the run that it belongs to, and grows old with that one alone', async ({
  editor,
}) => {
  // Without what stands around the networks, their wires are near enough to be pointed at.
  const networks = changed(example('effect-overfitting'), (graph) => {
    graph.nodes = graph.nodes.filter(({ id }) => !/_plane$|^note$/.test(id));
    graph.edges = graph.edges.filter(({ to }) => !to.includes('_plane'));
  });
  await editor.open(withParams(networks, { plain: { epochs: 9 }, dropped: { epochs: 3 } }));
  await editor.useBackend('WASM');
  await editor.train.click();
  await expect(editor.progress).toHaveText(/^done/, { timeout: 90_000 });
  await expect(editor.node('dropped')).toContainText('3 / 3', { timeout: 60_000 });
  const wires = [
    ['d1.outputs', 'd2.inputs', /^Measured at step \d+, epoch 9\.$/],
    ['e2.outputs', 'drop2.inputs', /^Measured at step \d+, epoch 3\.$/],
  ] as const;
  for (const [from, to, words] of wires) {
    await editor.selectWire(from, to);
    await expect(editor.inspector.getByText(words).first()).toBeVisible();
  }
  // The graph of the one beside changes: only its wires are of before.
  await editor.select('drop1');
  await editor.param('rate').fill('0.3');
  await editor.param('rate').press('Enter');
  await editor.selectWire('drop2.outputs', 'dropped_out.inputs');
  await expect(editor.inspector.getByText(/before the graph was changed\.$/).first()).toBeVisible();
  await editor.selectWire('d1.outputs', 'd2.inputs');
  await expect(editor.inspector.getByText(/^Measured at step \d+, epoch 9\.$/).first()).toBeVisible();
});

test('of several programs, Train is for all of them until one is chosen', async ({ editor, page }) => {
  await editor.open(twoVariants);
  await editor.useBackend('WASM');
  const choice = editor.button(/^Train is for:/);
  await expect(choice).toHaveText('All 2');
  await choice.click();
  await page.getByRole('menuitemradio', { name: 'short' }).click();
  await expect(choice).toHaveText('short');
  await editor.train.click();
  await expect(editor.progress).toHaveText(/^done . epoch 2/);
  await expect(editor.node('short')).toContainText('2 / 2');
  await expect(editor.node('train')).toContainText('0 / 40');
  await choice.click();
  await page.getByRole('menuitemradio', { name: /^All 2, side by side/ }).click();
  await editor.train.click();
  await expect(editor.node('train')).toContainText('40 / 40', { timeout: 60_000 });
  await expect(editor.node('short')).toContainText('2 / 2');
});

test('Output and Landscape say whose training they show, and turn to that of another program', async ({
  editor,
  page,
}) => {
  await editor.open(twoVariants);
  await editor.useBackend('WASM');
  await editor.train.click();
  await expect(editor.progress).toHaveText(/^done/, { timeout: 60_000 });
  await editor.tab('Output');
  const dock = page.getByRole('region', { name: 'Dock' });
  const shown = dock.getByRole('combobox', { name: 'Program shown' });
  await expect(shown).toHaveValue('train');
  const picture = page.getByRole('tabpanel', { name: 'Output' }).getByRole('img', { name: /are on the right side/ });
  // Two epochs leave the answers of the first weights nearly as they were, forty do not.
  const barely = /\. 53 % of 100 validation points/;
  await expect(picture).not.toHaveAttribute('aria-label', barely);
  await shown.selectOption('short');
  await expect(picture).toHaveAttribute('aria-label', barely);
  await editor.tab('Landscape');
  await expect(shown).toHaveValue('short');
});

test('Problems tells what every program shows before training, and which of them a fault has ended', async ({
  editor,
  page,
}) => {
  await editor.open(example('effect-first-weights'));
  await editor.useBackend('WASM');
  await editor.tab('Problems');
  const problems = page.getByRole('tabpanel', { name: /^Problems/ });
  for (const id of ['small', 'large'])
    await expect(
      problems.getByRole('region', { name: `Seen in the run of ${id}` }).getByRole('listitem'),
    ).not.toHaveCount(0);
  await expect(problems.getByRole('region', { name: 'Seen in the run of he' })).toHaveCount(0);
  await editor.train.click();
  const ended = problems.getByRole('region', { name: 'The run of large', exact: true });
  await expect(ended).toContainText(/no longer finite/);
  await ended.getByRole('button', { name: 'Show large2' }).click();
  await expect(editor.node('large2')).toHaveClass(/selected/);
});
