/** The schedules against values recorded with Keras 3, every param of each at work. */
import { describe, expect, it } from 'vitest';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import { parseParams } from '../../../src/catalog/define/index.ts';
import type { ScheduleDefinition } from '../../../src/catalog/define/index.ts';
import { catalog } from '../../../src/catalog/index.ts';
import type { ParamValues } from '../../../src/catalog/params.ts';
import { horizonOf, rateAt } from '../../../src/catalog/schedules/wired.ts';
import type { WiredSchedule } from '../../../src/catalog/schedules/wired.ts';
import { cosineDecay } from '../../../src/catalog/schedules/cosine-decay.ts';
import { exponentialDecay } from '../../../src/catalog/schedules/exponential-decay.ts';
import golden from '../../golden/keras-golden.json' with { type: 'json' };

interface Curve {
  readonly type: string;
  readonly params: ParamValues;
  readonly values: readonly number[];
}
const recorded: Readonly<Record<string, Curve>> = golden.schedules.curves;
const oneCycles: readonly { readonly params: ParamValues; readonly values: readonly number[] }[] =
  golden.schedules.one_cycle;
const decay = { initial_learning_rate: 0.1, decay_steps: 100, decay_rate: 0.96 };
const warm = { initial_learning_rate: 0, decay_steps: 100, warmup_target: 0.1, warmup_steps: 50, alpha: 0.1 };

function curve(schedule: ScheduleDefinition, given: ParamValues = {}) {
  const parsed = parseParams(schedule, given);
  if (!parsed.success) throw parsed.error;
  const params = parsed.data;
  return { at: (step: number) => schedule.learningRate(params, step), horizon: schedule.horizon(params) };
}

it.each(Object.entries(recorded))('%s agrees with Keras 3', (_label, { type, params, values }) => {
  const { at } = curve(catalog.expect(type, 'schedule'), params);
  golden.schedules.steps.forEach((step, i) =>
    expect(Math.abs(at(step) - (values[i] ?? Number.NaN)), `step ${step}`).toBeLessThan(1e-7),
  );
});

describe('ExponentialDecay', () => {
  it('has a start and a pace of its own, since Keras asks for them', () => {
    expect(defaultParams(exponentialDecay)).toEqual({
      initial_learning_rate: 0.01,
      decay_steps: 100,
      decay_rate: 0.9,
      staircase: false,
    });
  });

  it('shows the fall to about a twentieth', () => {
    const { at, horizon } = curve(exponentialDecay, decay);
    expect(at(horizon) / 0.1).toBeGreaterThan(0.045);
    expect(at(horizon) / 0.1).toBeLessThan(0.051);
  });

  it.each([0, 1, 2, 0.999999])('has a sensible horizon for decay_rate %d', (decay_rate) => {
    const { horizon } = curve(exponentialDecay, { ...decay, decay_rate });
    expect(horizon).toBeGreaterThanOrEqual(300);
    expect(horizon).toBeLessThanOrEqual(10_000);
  });
});

describe('CosineDecay', () => {
  it('has a start and a length of its own, since Keras asks for them, and no warm-up', () => {
    expect(defaultParams(cosineDecay)).toEqual({
      initial_learning_rate: 0.01,
      decay_steps: 1000,
      alpha: 0,
      warmup_target: null,
      warmup_steps: 0,
    });
  });

  it('ignores warmup_steps without a target, as Keras does', () => {
    const { at, horizon } = curve(cosineDecay, { initial_learning_rate: 0.1, decay_steps: 100, warmup_steps: 50 });
    expect(at(0)).toBe(0.1);
    expect(at(50)).toBeCloseTo(0.05, 12);
    expect(horizon).toBe(110);
  });

  it('with a target but no warm-up steps starts from the target', () => {
    const { at } = curve(cosineDecay, { initial_learning_rate: 0.1, decay_steps: 100, warmup_target: 0.4 });
    expect(at(0)).toBe(0.4);
  });

  it('shows climb, fall and the flat end', () => {
    const { at, horizon } = curve(cosineDecay, warm);
    expect(horizon).toBe(165);
    expect(at(150)).toBeCloseTo(0.01, 12);
    expect(at(horizon)).toBe(at(150));
  });
});

const named = (type: string, given: ParamValues = {}) => curve(catalog.expect(type, 'schedule'), given);
const refusal = (type: string, given: ParamValues) => {
  const schedule = catalog.expect(type, 'schedule');
  return schedule.refuses?.({ ...defaultParams(schedule), ...given });
};

it.each(oneCycles)('OneCycle agrees with PyTorch: $params', ({ params, values }) => {
  const { at } = named('OneCycle', params);
  values.forEach((value, step) => expect(Math.abs(at(step) - value), `step ${step}`).toBeLessThan(1e-9));
  expect(at(values.length + 50)).toBe(at(values.length - 1));
});

describe('our own schedules', () => {
  it('StepDecay drops by its factor, first at decay_steps', () => {
    const { at } = named('StepDecay', { initial_learning_rate: 0.8, decay_steps: 10, factor: 0.5 });
    expect([0, 9, 10, 19, 20, 30].map(at)).toEqual([0.8, 0.8, 0.4, 0.4, 0.2, 0.1]);
  });

  it('InverseSqrtDecay divides by the root of the step, counted from 1', () => {
    const { at } = named('InverseSqrtDecay', { initial_learning_rate: 1, decay_steps: 1 });
    [0, 3, 15, 99].forEach((step) => expect(at(step)).toBeCloseTo(1 / Math.sqrt(step + 1), 12));
    expect(named('InverseSqrtDecay', { initial_learning_rate: 1, decay_steps: 100 }).at(300)).toBeCloseTo(0.5, 12);
  });

  it('LinearDecay is a line that ends where it should', () => {
    const { at } = named('LinearDecay', { initial_learning_rate: 1, decay_steps: 4, end_learning_rate: 0.2 });
    [1, 0.8, 0.6, 0.4, 0.2, 0.2].forEach((value, step) => expect(at(step)).toBeCloseTo(value, 12));
  });
});

describe('Warmup', () => {
  const warmup = catalog.expect('Warmup', 'schedule');
  const cosine = catalog.expect('CosineDecay', 'schedule');
  const params = { ...defaultParams(warmup), warmup_steps: 10, start_learning_rate: 0.01, learning_rate: 0.5 };
  const inside = { ...defaultParams(cosine), initial_learning_rate: 0.1, decay_steps: 100 };
  const around: WiredSchedule = {
    definition: warmup,
    params,
    wraps: { definition: cosine, params: inside },
  };

  it('climbs to where the wired schedule begins and then follows it from its own step 0', () => {
    expect(rateAt(around, 0)).toBeCloseTo(0.01, 12);
    expect(rateAt(around, 5)).toBeCloseTo(0.055, 12);
    for (const step of [0, 1, 50, 100]) expect(rateAt(around, 10 + step)).toBe(cosine.learningRate(inside, step));
    expect(horizonOf(around)).toBe(10 + cosine.horizon(inside));
  });

  it('stays at its own learning rate without one', () => {
    const alone = { definition: warmup, params };
    expect([5, 10, 999].map((step) => rateAt(alone, step))).toEqual([0.255, 0.5, 0.5]);
    expect(horizonOf(alone)).toBe(20);
  });

  it('can stand around another one of its kind', () => {
    const twice: WiredSchedule = { definition: warmup, params: { ...params, warmup_steps: 2 }, wraps: around };
    expect(rateAt(twice, 2 + 5)).toBeCloseTo(0.055, 12);
    expect(horizonOf(twice)).toBe(12 + cosine.horizon(inside));
  });
});

describe('PiecewiseConstantDecay', () => {
  it('refuses lists that do not fit together and offers what would', () => {
    expect(refusal('PiecewiseConstantDecay', {})).toBeUndefined();
    const short = refusal('PiecewiseConstantDecay', { boundaries: [1, 2, 3], values: [1, 2] });
    expect(short?.remedies[0]?.params).toEqual({ boundaries: [1] });
    const long = refusal('PiecewiseConstantDecay', { boundaries: [1], values: [1, 2, 3] });
    expect(long?.remedies[0]?.params).toEqual({ values: [1, 2] });
    const mixed = refusal('PiecewiseConstantDecay', { boundaries: [2, 1], values: [1, 2, 3] });
    expect(mixed?.remedies[0]?.params).toEqual({ boundaries: [1, 2] });
  });
});

it('CosineDecayRestarts begins each wave anew, however long the waves have become', () => {
  const { at } = named('CosineDecayRestarts', { initial_learning_rate: 1, first_decay_steps: 1, t_mul: 3 });
  // Waves begin after 1, 4, 13, 40, 121, 364 steps; logarithms miss some of these by a rounding.
  for (const step of [0, 1, 4, 13, 40, 121, 364]) expect(at(step), `step ${step}`).toBeCloseTo(1, 6);
});
