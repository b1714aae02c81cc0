/** What is offered at the end of a wire, or anywhere: what takes the shape there first, then what was used last. */
import { offersFor, type Seeker } from '../../../compiler/rank-offers.ts';
import type { Offer } from '../../../compiler/offers.ts';
import { documentStore } from '../../stores/document.ts';
import { ownCatalog } from '../../stores/own-catalog.ts';
import { readRecent } from './recent-choices.ts';

export function offersAt(end: Seeker | undefined): readonly Offer[] {
  const { document, compilation } = documentStore.getState();
  const shape = end && compilation.nodes.get(end.node)?.outputShapes[end.port];
  return offersFor(document, ownCatalog(document), end && { ...end, shape }, readRecent());
}
