import { describe, expect, it } from 'vitest';
import { edgewise, last, lines } from './run.ts';

const XOR = 'examples/xor.json';
const short = ['--epochs', '3', '--backend', 'cpu'] as const;

describe('sweep', () => {
  it('trains with every value, prints a line for each run and which did best, and repeats itself', async () => {
    const args = ['sweep', XOR, '--param', 'd1.units=2,4', '--param', 'opt.type=SGD,Adam', ...short, '--json'] as const;
    const outcome = await edgewise(...args);
    expect(outcome.err).toBe('');
    const [summary, ...runs] = lines(outcome).toReversed();
    const values = runs.toReversed().map((run) => run['values']);
    expect(values).toEqual([
      { 'd1.units': 2, 'opt.type': 'SGD' },
      { 'd1.units': 2, 'opt.type': 'Adam' },
      { 'd1.units': 4, 'opt.type': 'SGD' },
      { 'd1.units': 4, 'opt.type': 'Adam' },
    ]);
    for (const run of runs) expect(run).toMatchObject({ type: 'run', epochs: 3, backend: 'cpu', reason: 'epochs' });
    const best = Math.min(...runs.map((run) => Number(run['best_val_loss'])));
    expect(summary).toMatchObject({ type: 'sweep', runs: 4, failed: 0, best_val_loss: best });
    // A run of a sweep is the run that `train` makes of the same graph.
    const alone = await edgewise('sweep', XOR, '--param', 'd1.units=4', '--param', 'opt.type=Adam', ...short, '--json');
    expect(last(alone)['best_val_loss']).toBe(runs[0]?.['best_val_loss']);
  });

  it('says which value cannot be trained, goes on with the others, and compares losses by what they reach', async () => {
    const { code, out } = await edgewise('sweep', XOR, '--param', 'loss.type=*', ...short);
    expect(code).toBe(0);
    expect(out).toMatch(/^loss\.type=BinaryCrossentropy {2}best val_accuracy 0\.\d/m);
    expect(out).toMatch(/^loss\.type=CategoricalCrossentropy {2}failed: The network gives 1 value/m);
    expect(out).toMatch(/^\d+ runs, \d failed\. Best: loss\.type=\S+ with val_accuracy 0\./m);
  });

  it.each([
    [['--param', 'd1.unit=3'], 1, 'Dense (d1) has no param “unit”'],
    [
      ['--param', 'd1.units=3', '--program', 'other'],
      1,
      'There is no Train node “other” that can be trained. There is: train.',
    ],
    [[], 2, "required option '--param"],
  ])('refuses %j', async (args, expected, reason) => {
    const { code, out, err } = await edgewise('sweep', XOR, ...args);
    expect(code).toBe(expected);
    expect(out).toBe('');
    expect(err).toContain(reason);
  });
});
