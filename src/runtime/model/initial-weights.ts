/** First values of every weight, drawn in JavaScript: the same bits on every backend. */
import { weightRandom } from '../../base/random.ts';
import { catalog } from '../../catalog/index.ts';
import type { Program } from '../../compiler/types.ts';

export type WeightValues = ReadonlyMap<string, Float32Array>;

/** By `layer/weight`. */
export function initialWeights(program: Program): WeightValues {
  const values = new Map<string, Float32Array>();
  for (const layer of program.layers) {
    for (const weight of layer.weights) {
      const { type, params } = weight.initializer;
      const rng = weightRandom(program.seed, layer.name, weight.name);
      values.set(weight.key, catalog.expect(type, 'initializer').values(params, weight.shape, rng));
    }
  }
  return values;
}
