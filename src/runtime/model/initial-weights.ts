/** First values of every weight, drawn in JavaScript: the same bits on every backend. */
import { weightRandom } from '../../base/random.ts';
import { weightValues } from '../../catalog/initializers/weight-values.ts';
import type { Linked } from '../link.ts';

export type WeightValues = ReadonlyMap<string, Float32Array>;

/** By `layer/weight`. */
export function initialWeights({ program, layers }: Linked): WeightValues {
  const values = new Map<string, Float32Array>();
  for (const { plan: layer, weights } of layers) {
    for (const { plan, initializer } of weights) {
      const rng = weightRandom(program.seed, plan.drawnAs ?? layer.node, plan.name);
      values.set(plan.key, weightValues(initializer.definition, initializer.params, plan, rng));
    }
  }
  return values;
}
