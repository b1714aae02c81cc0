/** Another type in a node's place, where all of its wires still fit. */
import type { Catalog } from '../catalog/catalog.ts';
import { inputPort, outputPort } from '../catalog/catalog.ts';
import { kindFits, type PortSpec } from '../catalog/ports.ts';
import type { Command } from '../graph/commands/types.ts';
import { edgesFrom, edgesInto, nodeById } from '../graph/queries.ts';
import { endpoint, type GraphDocument, type NodeId, type Params } from '../graph/types.ts';
import { changeType } from './fixes/fix-commands.ts';
import type { Offer } from './offers.ts';

/** The command, or `undefined` where the type is of another role, is the one there is, or a wire would not fit. */
export function retyped(document: GraphDocument, catalog: Catalog, id: NodeId, offer: Offer): Command | undefined {
  const node = nodeById(document, id);
  const now = catalog.get(node?.type ?? '');
  const { definition } = offer;
  if (node === undefined || now === undefined || now.role !== definition.role) return undefined;
  if (now === definition && offer.params === undefined) return undefined;
  const same = (old: PortSpec | undefined, next: PortSpec | undefined) =>
    old !== undefined && next !== undefined && kindFits(old.kind, next.kind) && kindFits(next.kind, old.kind);
  const fits =
    edgesInto(document, id).every(({ to }) => {
      const { port } = endpoint(to);
      return same(inputPort(now, port), inputPort(definition, port));
    }) &&
    edgesFrom(document, id).every(({ from }) => {
      const { port } = endpoint(from);
      return same(outputPort(now, port), outputPort(definition, port));
    });
  const many = (name: string) => inputPort(definition, name)?.many === true;
  const single = edgesInto(document, id).every(
    ({ to }) => many(endpoint(to).port) || edgesInto(document, id, endpoint(to).port).length === 1,
  );
  if (!fits || !single) return undefined;
  return changeType(document, node, definition.type, kept(node.params, offer))[0]?.command;
}

/** The params that the new type has as well and accepts. */
function kept(params: Params | undefined, { definition, params: chosen }: Offer): Params | undefined {
  const entries = Object.entries(params ?? {}).filter(
    ([name, value]) => definition.params[name]?.safeParse(value).success === true,
  );
  const all = { ...Object.fromEntries(entries), ...chosen };
  return Object.keys(all).length === 0 ? undefined : all;
}
