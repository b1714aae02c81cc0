/* Why a port that was named by typing is not among those that a wire can end at. */
import type { Catalog } from '../../../catalog/catalog.ts';
import { canConnect } from '../../../compiler/can-connect.ts';
import { portRef, type GraphDocument } from '../../../graph/types.ts';
import type { LooseEnd } from '../canvas-store.ts';
import { ordered } from './connecting-store.ts';

/** The reason of the first port that is called so; that nothing is, where there is none. */
export function whyNone(document: GraphDocument, catalog: Catalog, loose: LooseEnd, query: string): string {
  const words = query.trim().toLowerCase();
  const named = document.nodes.flatMap(({ id, type }) => {
    const definition = catalog.get(type);
    const ports = (loose.direction === 'output' ? definition?.inputs : definition?.outputs) ?? [];
    return ports.map(({ name }) => portRef(id, name)).filter((ref) => ref.toLowerCase().includes(words));
  });
  const [first] = named.flatMap((ref) => {
    const { from, to } = ordered(loose, ref);
    const verdict = canConnect(document, catalog, from, to);
    return verdict.ok ? [] : [`${ref} does not fit: ${verdict.reason}`];
  });
  return words === '' || first === undefined ? 'No port and no node type that fits matches.' : first;
}
