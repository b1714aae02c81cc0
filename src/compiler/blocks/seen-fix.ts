/*
 * A fix was made for the plain graph. Here it is put in the words of the document: it changes the part that is
 * seen, or the inside of one block; a fix that would reach into both is left away.
 */
import { isObject } from '../../base/json.ts';
import { applyCommand } from '../../graph/commands/apply.ts';
import type { Command } from '../../graph/commands/types.ts';
import { blockOf } from '../../graph/blocks.ts';
import type { GraphDocument, NodeId } from '../../graph/types.ts';
import { edgeId, endpoint, portOfOther } from '../../graph/types.ts';
import type { Fix } from '../types.ts';
import type { Expansion, Path, Place } from './expand.ts';
import { pathKey } from './expand.ts';

export function seenFix(fix: Fix, expansion: Expansion, shown: GraphDocument, path: Path): Fix | undefined {
  const command = mapTexts(fix.command, alongWires(expansion, path));
  const meant = placesIn(command, expansion);
  const scopes = new Map(meant.map((place) => [pathKey(place.path), place]));
  const [scope, ...others] = scopes.values();
  if (others.length > 0) return undefined;
  const local = mapTexts(command, (text) => mapNodes(text, (id) => expansion.places.get(id)?.id ?? id));
  if (scope === undefined || pathKey(scope.path) === pathKey(path)) return fits({ ...fix, command: local }, shown);
  const block = blockAt(scope.path, expansion);
  if (block === undefined || !isWithin(scope.path, path) || blockOf(shown, block) === undefined) return undefined;
  // What one use does not need, others may.
  if (removes(local)) return undefined;
  return fits({ ...fix, command: { type: 'inBlock', block, command: local } }, shown);
}

const removes = (command: Command): boolean =>
  command.type === 'remove' || (command.type === 'batch' && command.commands.some(removes));

/** Names of new nodes were chosen for the plain graph; where one is taken, there is no such fix. */
const fits = (fix: Fix, shown: GraphDocument): Fix | undefined =>
  applyCommand(shown, fix.command).ok ? fix : undefined;

const isWithin = (inner: Path, outer: Path): boolean => pathKey(inner.slice(0, outer.length)) === pathKey(outer);

const blockAt = (path: Path, { uses }: Expansion): string | undefined => uses.get(pathKey(path))?.block.name;

/** Wires of the plain graph and their ends, as the wires that are seen of them. */
function alongWires({ hops }: Expansion, path: Path): (text: string) => string {
  const key = pathKey(path);
  const seen = new Map<string, string>();
  for (const [wire, along] of hops) {
    const hop = along.find((each) => pathKey(each.path) === key);
    if (hop === undefined || along.length === 1) continue;
    const [from, to] = wire.split('->');
    seen.set(wire, edgeId(hop.edge));
    if (from !== undefined && hop !== along[0]) seen.set(from, hop.edge.from);
    if (to !== undefined && hop !== along.at(-1)) seen.set(to, hop.edge.to);
  }
  return (text) => seen.get(text) ?? text;
}

/** Where in the document the nodes stand that a command names. */
function placesIn(command: Command, { places }: Expansion): readonly Place[] {
  const found: Place[] = [];
  mapTexts(command, (text) =>
    mapNodes(text, (id) => {
      const place = places.get(id);
      if (place !== undefined) found.push(place);
      return id;
    }),
  );
  return found;
}

/** The text with each node that it names exchanged: a node, a port, or a wire. */
function mapNodes(text: string, exchange: (id: NodeId) => NodeId): string {
  const ends = text.split('->');
  if (ends.length === 2) return ends.map((end) => mapNodes(end, exchange)).join('->');
  if (!text.includes('.')) return exchange(text);
  return portOfOther(text, exchange(endpoint(text).node));
}

/** The same command with each text in it exchanged, the names of fields that are nodes too, as in `move`. */
function mapTexts<T>(value: T, exchange: (text: string) => string): T {
  const map = (each: unknown): unknown => {
    if (typeof each === 'string') return exchange(each);
    if (Array.isArray(each)) return each.map(map);
    if (!isObject(each)) return each;
    return Object.fromEntries(Object.entries(each).map(([key, child]) => [exchange(key), map(child)]));
  };
  return map(value) as T;
}
