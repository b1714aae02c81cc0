/** The first values of a weight: drawn at once, or piece by piece where Keras does so. */
import type { Random } from '../../base/random.ts';
import { sizeOf } from '../../base/shape.ts';
import type { Shape } from '../../base/shape.ts';
import type { InitializerDefinition, WeightPiece } from '../define/index.ts';
import type { ParamValues } from '../params.ts';

export interface WeightToFill {
  readonly shape: Shape;
  readonly pieces?: readonly WeightPiece[];
}

export function weightValues(
  definition: InitializerDefinition,
  params: ParamValues,
  { shape, pieces }: WeightToFill,
  rng: Random,
): Float32Array {
  if (pieces === undefined) return definition.values(params, shape, rng);
  const values = new Float32Array(sizeOf(shape));
  let place = 0;
  for (const piece of pieces) {
    const size = sizeOf(piece.shape);
    if (piece.ones) values.fill(1, place, place + size);
    else values.set(definition.values(params, piece.shape, rng), place);
    place += size;
  }
  return values;
}
