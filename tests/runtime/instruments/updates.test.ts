/** What the next step is said to change is what it then changes, and the slots are the optimizer's own. */
import { describe, expect, test } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import { updates } from '../../../src/runtime/instruments/updates.ts';
import { preparedRun, readOnce } from '../../support/prepared.ts';

const norm = (values: readonly number[]) => Math.hypot(...values);

describe.each(['eager', 'fast'] as const)('with %s steps', (mode) => {
  test('the next step is foreseen', async () => {
    const run = await preparedRun('two-spirals', {}, 'wasm');
    await run.record(mode);
    for (let step = 0; step < 3; step++) run.advance();
    await run.settle();
    const reading = await readOnce(updates, run, { node: 'opt' });
    const before = await run.checkpoint();
    run.advance();
    await run.settle();
    const after = await run.checkpoint();
    const trained = run.network.trainable.map(({ key }) => key);
    const change = trained.flatMap((key) => {
      const old = before.weights.get(key) ?? [];
      return [...(after.weights.get(key) ?? [])].map((value, i) => value - (old[i] ?? 0));
    });
    expect(reading).toMatchObject({ node: 'opt', weights: change.length });
    expect(reading?.updateNorm).toBeCloseTo(norm(change), 5);
    const moved = change.filter((value) => value !== 0).map((value) => Math.log10(Math.abs(value)));
    expect(reading?.sizes.max).toBeCloseTo(Math.max(...moved), 2);
    expect(reading?.learningRate).toBeGreaterThan(0);
    const slot = before.slots.get('momentum') ?? [];
    expect(reading?.slots.map(({ name }) => name)).toEqual(['momentum', 'velocity']);
    expect(reading?.slots[0]?.norm).toBeCloseTo(norm([...slot]), 5);
    expect(reading?.slots[0]?.bytes).toBe(4 * change.length);
  });
});

test('at the end of an epoch the first batch of the next one is looked at', async () => {
  const run = await preparedRun('xor');
  while (!run.epochComplete) run.advance();
  await run.settle();
  expect(await readOnce(updates, run, { node: 'opt' })).toBeDefined();
});

test('every slot of every optimizer says what it is for', () => {
  for (const definition of catalog.all) {
    if (definition.role !== 'optimizer') continue;
    const flags = Object.fromEntries(
      ['amsgrad', 'centered', 'use_ema'].filter((name) => name in definition.params).map((name) => [name, true]),
    );
    const params = {
      ...defaultParams(definition),
      ...flags,
      ...('momentum' in definition.params && { momentum: 0.9 }),
    };
    for (const slot of Object.keys(definition.slots(params)))
      expect(definition.slotWords?.[slot], `${definition.type} ${slot}`).toMatch(/\.$/);
  }
});
