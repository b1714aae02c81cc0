/*
 * What an initializer gives a weight: the very values training would start from, drawn with the same
 * generator. A weight too large to draw in passing is shown by a smaller stand-in, and said to be.
 */
import { weightRandom } from '../../base/random.ts';
import { formatShape, sizeOf } from '../../base/shape.ts';
import type { Shape } from '../../base/shape.ts';
import type { InitializerDefinition } from '../../catalog/define/index.ts';
import { weightValues } from '../../catalog/initializers/weight-values.ts';
import type { WeightToFill } from '../../catalog/initializers/weight-values.ts';
import type { ParamValues } from '../../catalog/params.ts';
import type { Compilation, WeightPlan } from '../../compiler/types.ts';
import type { Distribution } from '../../protocol/readings.ts';
import { summarise } from '../charts/distribution-of.ts';

/** Above this many values a draw could be felt while typing. */
const LARGEST = 262_144;
const STAND_IN: Shape = [64, 64];

export type Draw =
  | { readonly ok: true; readonly distribution: Distribution; readonly weight: string; readonly note: string }
  | { readonly ok: false; readonly message: string };

export interface DrawnWeight extends WeightToFill {
  /** `layer/weight`. */
  readonly key: string;
  /** The layer with whose numbers it is drawn, where that is not its own. */
  readonly drawnAs?: string;
}

/** What of a planned weight decides about its first values. */
export const drawnWeight = ({ key, shape, pieces, drawnAs }: DrawnWeight): DrawnWeight => ({
  key,
  shape,
  ...(drawnAs !== undefined && { drawnAs }),
  ...(pieces && { pieces }),
});

/** A weight as a program begins with it, or as its layer plans it where nothing can be trained yet. */
export function plannedWeight({ programs, nodes }: Compilation, key: string): WeightPlan | undefined {
  const isIt = (weight: WeightPlan) => weight.key === key;
  for (const { layers } of programs) {
    const found = layers.flatMap(({ weights }) => weights).find(isIt);
    if (found !== undefined) return found;
  }
  return nodes.get(key.split('/')[0] ?? '')?.weights.find(isIt);
}

const cache = new Map<string, Draw>();
const KEPT = 64;

/** Draws the weight, or a 64×64 stand-in if none is given; remembers the last few draws. */
export function drawInitializer(
  definition: InitializerDefinition,
  params: ParamValues,
  seed: number,
  weight?: DrawnWeight,
): Draw {
  const key = JSON.stringify([definition.type, params, seed, weight]);
  const known = cache.get(key);
  if (known !== undefined) return known;
  const drawn = draw(definition, params, seed, weight);
  cache.set(key, drawn);
  const oldest = cache.keys().next().value;
  if (cache.size > KEPT && oldest !== undefined) cache.delete(oldest);
  return drawn;
}

function draw(
  definition: InitializerDefinition,
  params: ParamValues,
  seed: number,
  weight: DrawnWeight | undefined,
): Draw {
  const fits = weight !== undefined && sizeOf(weight.shape) > 0 && sizeOf(weight.shape) <= LARGEST;
  const shape = fits ? weight.shape : STAND_IN;
  const [layer = 'example', name = 'kernel'] = weight?.key.split('/') ?? [];
  const refusal = definition.refuses?.(params)?.message ?? definition.refusesShape?.(params, shape);
  if (refusal !== undefined) return { ok: false, message: refusal };
  const random = weightRandom(seed, weight?.drawnAs ?? layer, name);
  const values = weightValues(definition, params, fits ? weight : { shape }, random);
  return {
    ok: true,
    distribution: summarise(values),
    weight: weight?.key ?? '',
    note: fits
      ? `The ${formatShape(shape)} first values of ${weight.key}.`
      : weight === undefined
        ? `Not plugged in yet: drawn for a ${formatShape(shape)} weight.`
        : `${weight.key} (${formatShape(weight.shape)}) is too large to draw here: shown for a ${formatShape(shape)} weight instead.`,
  };
}
