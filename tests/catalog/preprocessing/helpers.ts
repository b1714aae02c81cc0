/** Preprocessing as a run does it: fitted on some rows, then applied to these or others. */
import { nodeRandom } from '../../../src/base/random.ts';
import type { Shape } from '../../../src/base/shape.ts';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import { fitSteps } from '../../../src/catalog/data/fit-steps.ts';
import type { FittedStep } from '../../../src/catalog/data/fit-steps.ts';
import { must } from '../../../src/base/invariant.ts';
import type { PreprocessingDefinition } from '../../../src/catalog/define/index.ts';
import type { ParamValues } from '../../../src/catalog/params.ts';

export const f32 = (...values: number[]): Float32Array => Float32Array.from(values);

/** `count` rows of standard normal numbers. */
export const normalRows = (count: number, columns: number, seed = 1): Float32Array => {
  const rng = nodeRandom(seed, 'test')('rows');
  return Float32Array.from({ length: count * columns }, () => rng.normal());
};

/** One step, fitted on these rows. */
export function fitted(
  definition: PreprocessingDefinition,
  params: ParamValues,
  train: Float32Array,
  shape: Shape,
  seed = 1,
): FittedStep {
  const all = { ...defaultParams(definition), ...params };
  return must(fitSteps([{ node: 'step', definition, params: all }], train, shape, seed).steps[0], 'the step');
}

export const column = (rows: Float32Array, columns: number, index: number): Float32Array =>
  rows.filter((_, i) => i % columns === index);

export const meanOf = (values: Float32Array): number => values.reduce((a, b) => a + b, 0) / values.length;

export const stdOf = (values: Float32Array): number =>
  Math.sqrt(values.reduce((sum, each) => sum + (each - meanOf(values)) ** 2, 0) / values.length);
