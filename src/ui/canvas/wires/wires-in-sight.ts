/** Which tensors and weights the wires in sight carry: they are measured first. */
import { tensorKey } from '../../../compiler/types.ts';
import type { EdgePlan } from '../../../compiler/types.ts';
import type { EdgeId } from '../../../graph/types.ts';
import { overlaps, type Area } from '../view/crowd.ts';
import type { CardNode, WireEdge } from '../view/to-react-flow.ts';

/** The keys of what a wire carries; none where nothing on it is measured. */
export function keysOn({ carries }: EdgePlan): readonly string[] {
  if (carries.what === 'activation' || carries.what === 'features') return [tensorKey(carries.tensor)];
  return carries.what === 'initializer' || carries.what === 'regularizer' ? carries.weights : [];
}

/** Keys of the wires that begin or end in the area. */
export function keysInSight(
  cards: readonly CardNode[],
  wires: readonly WireEdge[],
  area: Area,
  plans: ReadonlyMap<EdgeId, EdgePlan>,
): readonly string[] {
  const near = new Set(cards.filter((card) => overlaps(card, area)).map(({ id }) => id));
  const keys = wires
    .filter(({ source, target }) => near.has(source) || near.has(target))
    .flatMap(({ id }) => {
      const plan = plans.get(id);
      return plan === undefined ? [] : keysOn(plan);
    });
  return [...new Set(keys)].toSorted();
}
