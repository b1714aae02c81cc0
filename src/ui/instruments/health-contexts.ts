/** How the figures of a network's tensors are to be read, worked out once for each program. */
import { remembered } from '../../base/remembered.ts';
import { catalog } from '../../catalog/index.ts';
import { valueOrigins } from '../../compiler/program/value-origins.ts';
import { tensorKey } from '../../compiler/types.ts';
import type { Compilation, EdgePlan, Program, TensorRef } from '../../compiler/types.ts';
import type { PortRef } from '../../graph/types.ts';
import type { HealthContext } from '../../protocol/health.ts';

/** All that a reading does not say itself, but for the gradients of its moment. */
export type Standing = Omit<HealthContext, 'strongestGradient'>;

/** By the tensors' keys, in the order in which data flows. */
export const standingsOf = remembered((program: Program): ReadonlyMap<PortRef, Standing> => {
  const answer = tensorKey(program.output);
  const origins = [...valueOrigins(program, catalog)];
  return new Map(origins.map(([key, origin]) => [key, { ...origin, isOutput: key === answer }]));
});

const DATA: Standing = { isData: true };
const UNKNOWN: Standing = {};

/** Of data on its way, or of a layer's values; the same object as long as the program is. */
export function standingOf(tensor: TensorRef, isData: boolean, { programs }: Compilation): Standing {
  const key = tensorKey(tensor);
  for (const program of programs) {
    const standing = standingsOf(program).get(key);
    if (standing !== undefined) return standing;
  }
  return isData ? DATA : UNKNOWN;
}

/** The same of the tensor on a wire. */
export function standingOn({ carries }: EdgePlan, compilation: Compilation): Standing {
  if (carries.what !== 'activation' && carries.what !== 'features') return UNKNOWN;
  return standingOf(carries.tensor, carries.what === 'features', compilation);
}
