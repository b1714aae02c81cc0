/* Whether a claim is to be seen: from what is known of the runs, and of nothing that is no longer the present. */
import { describe, expect, test } from 'vitest';
import type { Compilation, EdgePlan } from '../../../src/compiler/types.ts';
import type { Claim } from '../../../src/graph/lesson-fields.ts';
import type { Distribution, TensorReading } from '../../../src/protocol/readings.ts';
import { claimNow, type Runs } from '../../../src/ui/lessons/claim-now.ts';
import { runStore } from '../../../src/ui/stores/run.ts';
import { factsOf } from '../../../src/ui/stores/side-runs.ts';
import { program } from '../stores/fixtures.ts';

const WIRE = 'd1.outputs->dead.inputs';
const values = (changes: Partial<Distribution>): Distribution => ({
  count: 10,
  mean: 0,
  std: 1,
  min: 0,
  max: 1,
  zeros: 0,
  nonFinite: 0,
  bins: new Float32Array(24),
  ...changes,
});
const tensor: TensorReading = {
  shape: [16],
  forward: values({ mean: 0.25, std: 2, zeros: 0.5 }),
  gradientNorm: 0.125,
  units: 16,
  deadUnits: 12,
  saturated: 0.1,
};

const plan = (carries: EdgePlan['carries']): EdgePlan => ({ edge: WIRE, kind: 'tensor', carries, programs: ['relu'] });
const ACTIVATION = plan({ what: 'activation', tensor: { layer: 'd1', output: 'outputs' }, shape: [16] });
const compiled = (edge = ACTIVATION): Compilation => ({
  programs: [program('relu'), program('leaky')],
  diagnostics: [],
  edges: new Map([[WIRE, edge]]),
  nodes: new Map(),
});

/** A run of `relu` that has been measured at its first weights. */
const run = (changes: Partial<Runs> = {}): Runs => ({
  ...factsOf(runStore.getState()),
  side: [],
  run: 'r1',
  program: 'relu',
  state: 'idle',
  stale: false,
  step: 0,
  readings: {
    wires: {
      value: {
        tensors: { 'd1.outputs': tensor },
        weights: { 'd1/kernel': { shape: [2, 16], values: values({ std: 3 }), gradientNorm: 7 } },
        loss: 1,
        learningRate: 0.1,
      },
      step: 0,
      epoch: 0,
      run: 'r1',
      program: 'relu',
      at: 0,
    },
  },
  ...changes,
});
const above = (figure: string, value: number): Claim => ({ figure, of: WIRE, is: 'above', value });
/** The same about the logs of a run. */
const logged = (figure: string, value: number, of?: string): Claim => ({
  figure,
  ...(of !== undefined && { of }),
  is: 'above',
  value,
});

describe('a claim about a wire', () => {
  test.each([
    ['mean', 0.25],
    ['std', 2],
    ['zeros', 0.5],
    ['dead', 0.75],
    ['saturated', 0.1],
    ['gradient', 0.125],
  ])('reads its %s', (figure, value) => {
    expect(claimNow(above(figure, 0.05), false, compiled(), run())).toEqual({ value, holds: true });
  });

  test('holds above or below its value, and not at it', () => {
    const holds = (is: 'above' | 'below', value: number) =>
      claimNow({ figure: 'std', of: WIRE, is, value }, false, compiled(), run()).holds;
    expect([holds('above', 1.9), holds('above', 2), holds('below', 2), holds('below', 2.1)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  test('of an initializer reads the weights, of which none are dead', () => {
    const weights = compiled(plan({ what: 'initializer', weights: ['d1/kernel'] }));
    expect(claimNow(above('std', 2), false, weights, run()).value).toBe(3);
    expect(claimNow(above('gradient', 2), false, weights, run()).value).toBe(7);
    expect(claimNow(above('dead', 0), false, weights, run())).toEqual({ value: undefined, holds: false });
  });

  test('of data before their preprocessing reads the training examples', () => {
    const raw = compiled(plan({ what: 'features', tensor: { layer: 'data', output: 'features' }, shape: [2] }));
    const rows = { features: new Float32Array([0, 2, 4, 6]), targets: new Float32Array(), count: 2 };
    const data = { columns: 2, splits: { train: rows, validation: rows, test: rows } };
    expect(claimNow(above('mean', 2), false, raw, run({ data }))).toEqual({ value: 3, holds: true });
    expect(claimNow(above('zeros', 0), false, raw, run({ data })).value).toBe(0.25);
  });

  test('is of the run that the wire belongs to, also beside the shown one', () => {
    const shown = run({ program: 'leaky', readings: {}, side: [run()] });
    expect(claimNow(above('dead', 0.5), false, compiled(), shown).value).toBe(0.75);
    expect(claimNow(above('dead', 0.5), false, compiled(), run({ program: 'leaky' })).value).toBeUndefined();
  });

  test('is not of what was measured before: of another graph, or at other weights', () => {
    const unknown = { value: undefined, holds: false };
    expect(claimNow(above('dead', 0.5), false, compiled(), run({ stale: true }))).toEqual(unknown);
    expect(claimNow(above('dead', 0.5), false, compiled(), run({ state: 'paused', step: 7 }))).toEqual(unknown);
    expect(claimNow(above('dead', 0.5), false, compiled(), run({ readings: {} }))).toEqual(unknown);
  });

  test('about training holds only when that is over', () => {
    const at = (state: Runs['state']) => claimNow(above('dead', 0.5), true, compiled(), run({ state })).holds;
    expect([at('idle'), at('running'), at('finished'), at('failed')]).toEqual([false, false, true, true]);
  });
});

describe('a claim about the logs', () => {
  const point = { epoch: 1, step: 3, learningRate: 0.1, logs: { loss: 0.5, val_loss: 0.7 } };

  test('reads the last epoch, or what training ended with', () => {
    expect(claimNow(logged('val_loss', 0.6), false, compiled(), run({ epochPoints: [point] }))).toEqual({
      value: 0.7,
      holds: true,
    });
    const done = { reason: 'epochs', detail: '', logs: { val_loss: 0.4 } };
    const ended = run({ epochPoints: [point], done, state: 'finished' });
    expect(claimNow(logged('val_loss', 0.6), true, compiled(), ended).value).toBe(0.4);
    expect(claimNow(logged('loss', 0.1), true, compiled(), ended).value).toBe(0.5);
  });

  test('is about the first program, unless it names another', () => {
    const side = [run({ program: 'leaky', epochPoints: [{ ...point, logs: { loss: 9 } }] })];
    const runs = run({ epochPoints: [point], side });
    expect(claimNow(logged('loss', 1), false, compiled(), runs).value).toBe(0.5);
    expect(claimNow(logged('loss', 1, 'leaky'), false, compiled(), runs).value).toBe(9);
  });

  test('never holds of a loss that is no number, or of a graph that has changed', () => {
    const gone = run({ epochPoints: [{ ...point, logs: { loss: Number.NaN } }], state: 'failed' });
    expect(claimNow(logged('loss', 0), true, compiled(), gone)).toEqual({ value: Number.NaN, holds: false });
    const stale = run({ epochPoints: [point], stale: true });
    expect(claimNow(logged('loss', 0), false, compiled(), stale).value).toBeUndefined();
  });
});
