/** The numbers of a network that go into a file: those of a run, or those it starts with. */
import { weightRandom } from '../base/random.ts';
import { weightValues } from '../catalog/initializers/weight-values.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Program } from '../compiler/types.ts';
import type { OptimizerState } from './keras/slots.ts';

export type Weights = ReadonlyMap<string, Float32Array>;

export interface Trained {
  /** By `layer/weight`. */
  readonly weights: Weights;
  /** Absent where only weights are known. */
  readonly optimizer?: OptimizerState;
}

/** What training starts with: the same numbers as in a run. */
export function firstWeights(program: Program, catalog: Catalog): Weights {
  return new Map(
    program.layers.flatMap(({ node, weights }) =>
      weights.map((plan) => {
        const { key, name, initializer, drawnAs = node } = plan;
        const definition = catalog.expect(initializer.type, 'initializer');
        const random = weightRandom(program.seed, drawnAs, name);
        return [key, weightValues(definition, initializer.params, plan, random)] as const;
      }),
    ),
  );
}
