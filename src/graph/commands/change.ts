/** Commands that change nodes where they stand, or the document's own fields. */
import { count } from '../../base/format.ts';
import type { Json } from '../../base/json.ts';
import { ok } from '../../base/result.ts';
import { shorten } from '../../base/text.ts';
import { MAX_TEXT } from '../limits.ts';
import { nodeById, nodeIndex } from '../queries.ts';
import type { GraphDocument, GraphNode, NodeId, Params, PortRef } from '../types.ts';
import { endpoint, portOfOther } from '../types.ts';
import { checkId } from './add-nodes.ts';
import { moveBends } from './bend.ts';
import type { CommandOf, Planned } from './plan.ts';
import { nodesInWords, refuse, unknownNode } from './plan.ts';
import { sameJson, unsavable } from './savable.ts';

export function planMove(document: GraphDocument, { positions }: CommandOf<'move'>): Planned {
  const moved: GraphNode[] = [];
  for (const [id, [x, y]] of Object.entries(positions)) {
    const node = nodeById(document, id);
    if (node === undefined) return unknownNode(id);
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      return refuse(`The new position of "${id}" is [${x}, ${y}], expected two finite numbers.`, 'Move it again.');
    }
    if (node.position[0] !== x || node.position[1] !== y) moved.push({ ...node, position: [x, y] });
  }
  const words = nodesInWords(document, moved.length > 0 ? moved.map(({ id }) => id) : Object.keys(positions));
  const plan = exchange(document, `Move ${words}`, moved);
  const { edit } = plan.ok ? plan.value : {};
  if (!plan.ok || edit === undefined) return plan;
  const shifts = new Map(
    moved.map(({ id, position: [x, y] }) => {
      const [left, top] = nodeById(document, id)?.position ?? [x, y];
      return [id, [x - left, y - top] as const];
    }),
  );
  return ok({
    ...plan.value,
    edit(draft) {
      edit(draft);
      moveBends(document, draft, shifts);
    },
  });
}

export function planSetParams(document: GraphDocument, { node: id, params: wanted }: CommandOf<'setParams'>): Planned {
  const node = nodeById(document, id);
  if (node === undefined) return unknownNode(id);
  const names = Object.keys(wanted);
  const label =
    names.length === 1 ? `Set ${shorten(names[0] ?? '')}` : `Set ${names.length} params of ${shorten(node.type)}`;
  for (const [name, value] of Object.entries(wanted)) {
    const problem = value === undefined ? undefined : badParam(name, value);
    if (problem !== undefined) return refuse(`${shorten(name, 80)} of "${id}" ${problem}.`, 'Give another value.');
  }
  const before: Params = node.params ?? {};
  const changed = Object.entries(wanted).filter(([name, value]) =>
    value === undefined ? Object.hasOwn(before, name) : !Object.hasOwn(before, name) || !sameJson(before[name], value),
  );
  if (changed.length === 0) return ok({ label });
  const kept = Object.entries({ ...before, ...Object.fromEntries(changed) }).filter(
    (entry): entry is [string, Json] => entry[1] !== undefined,
  );
  const { params: _, ...rest } = node;
  return exchange(document, label, [kept.length === 0 ? rest : { ...rest, params: Object.fromEntries(kept) }]);
}

function badParam(name: string, value: Json): string | undefined {
  if (name === '__proto__') return 'is no name for a param';
  if (value === Infinity || value === -Infinity) return `is ${value}, expected a finite number`;
  if (isTooLong(value)) return `has ${count(value.length)} characters, expected at most ${count(MAX_TEXT)}`;
  return unsavable(value);
}

/** Longer texts open and stay as they are, but none is typed or pasted in. */
const isTooLong = (value: unknown): value is string => typeof value === 'string' && value.length > MAX_TEXT;

const refuseLength = (what: string, text: string) =>
  refuse(`The ${what} has ${count(text.length)} characters, expected at most ${count(MAX_TEXT)}.`, 'Shorten it.');

export function planSetLabel(document: GraphDocument, { node: id, label }: CommandOf<'setLabel'>): Planned {
  const node = nodeById(document, id);
  if (node === undefined) return unknownNode(id);
  const { label: before, ...rest } = node;
  // An empty label is none.
  const wanted = label === '' ? undefined : label;
  const words = wanted === undefined ? `Remove label of ${shorten(node.type)}` : `Label ${shorten(node.type)}`;
  if (wanted === before) return ok({ label: words });
  if (isTooLong(wanted)) return refuseLength('label', wanted);
  return exchange(document, words, [wanted === undefined ? rest : { ...rest, label: wanted }]);
}

export function planSetMuted(document: GraphDocument, { nodes: ids, muted }: CommandOf<'setMuted'>): Planned {
  const changed: GraphNode[] = [];
  for (const id of new Set(ids)) {
    const node = nodeById(document, id);
    if (node === undefined) return unknownNode(id);
    const { muted: before = false, ...rest } = node;
    if (before !== muted) changed.push(muted ? { ...rest, muted } : rest);
  }
  const words = nodesInWords(document, changed.length > 0 ? changed.map(({ id }) => id) : ids);
  return exchange(document, muted ? `Bypass ${words}` : `Stop bypassing ${words}`, changed);
}

export function planRenameId(document: GraphDocument, { node: id, id: wanted }: CommandOf<'renameId'>): Planned {
  const node = nodeById(document, id);
  if (node === undefined) return unknownNode(id);
  const label = `Rename ${id} to ${wanted}`;
  if (id === wanted) return ok({ label });
  const refused = checkId(document, wanted);
  if (refused !== undefined) return refused;
  return ok({
    label,
    edit(draft) {
      draft.nodes[nodeIndex(document, id)] = { ...node, id: wanted };
      for (const [i, edge] of document.edges.entries()) {
        const renamed = { ...edge, from: follow(edge.from, id, wanted), to: follow(edge.to, id, wanted) };
        if (renamed.from !== edge.from || renamed.to !== edge.to) draft.edges[i] = renamed;
      }
    },
  });
}

const follow = (ref: PortRef, id: NodeId, wanted: NodeId): PortRef =>
  endpoint(ref).node === id ? portOfOther(ref, wanted) : ref;

export function planSetDocument(document: GraphDocument, { fields }: CommandOf<'setDocument'>): Planned {
  const { name, seed, description } = fields;
  if (seed !== undefined && !Number.isSafeInteger(seed)) {
    return refuse(
      `The seed is ${seed}, expected a whole number up to 9007199254740991.`,
      'Enter a whole number, such as 42.',
    );
  }
  const changed = Object.entries({ name, seed, description }).filter(
    ([key, value]) => value !== undefined && value !== (document[key as keyof typeof fields] ?? ''),
  );
  for (const [key, value] of changed) if (isTooLong(value)) return refuseLength(key, value);
  const [only] = changed;
  const label =
    changed.length === 1 && only !== undefined ? `Set ${only[0]}` : `Set ${Object.keys(fields).join(' and ')}`;
  if (changed.length === 0) return ok({ label });
  return ok({
    label,
    edit(draft) {
      if (name !== undefined) draft.name = name;
      if (seed !== undefined) draft.seed = seed;
      // An empty description is none.
      if (description === '') delete draft.description;
      else if (description !== undefined) draft.description = description;
    },
  });
}

/** Puts changed nodes where the ones with the same id stood. */
function exchange(document: GraphDocument, label: string, nodes: readonly GraphNode[]): Planned {
  if (nodes.length === 0) return ok({ label });
  return ok({
    label,
    edit(draft) {
      for (const node of nodes) draft.nodes[nodeIndex(document, node.id)] = node;
    },
  });
}
