/** The schedules against values recorded with Keras 3, every param of each at work. */
import { describe, expect, it } from 'vitest';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import { parseParams } from '../../../src/catalog/define/index.ts';
import type { ScheduleDefinition } from '../../../src/catalog/define/index.ts';
import { catalog } from '../../../src/catalog/index.ts';
import type { ParamValues } from '../../../src/catalog/params.ts';
import { cosineDecay } from '../../../src/catalog/schedules/cosine-decay.ts';
import { exponentialDecay } from '../../../src/catalog/schedules/exponential-decay.ts';
import golden from '../../golden/keras-golden.json' with { type: 'json' };

interface Curve {
  readonly type: string;
  readonly params: ParamValues;
  readonly values: readonly number[];
}
const recorded: Readonly<Record<string, Curve>> = golden.schedules.curves;
const decay = { initial_learning_rate: 0.1, decay_steps: 100, decay_rate: 0.96 };
const warm = { initial_learning_rate: 0, decay_steps: 100, warmup_target: 0.1, warmup_steps: 50, alpha: 0.1 };

function curve(schedule: ScheduleDefinition, given: ParamValues) {
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
