/*
 * Changes of a document as immer patches. Patches are made by immer but put back by us: immer's
 * `applyPatches` copies every value deeply, and after an undo every node would be a new object,
 * redrawn and recompiled although it never changed. Here values are shared, as they are elsewhere.
 */
import type { Patch } from 'immer';
import { enablePatches, produceWithPatches } from 'immer';
import { invariant } from '../base/invariant.ts';
import { isObject } from '../base/json.ts';
import type { GraphDocument, GraphEdge, GraphFrame, GraphNode } from './types.ts';

enablePatches();

export type Patches = readonly Patch[];

/** What an edit may do: assign fields of the document, and exchange entries of its lists. */
export type Editable = { -readonly [K in keyof GraphDocument]: GraphDocument[K] } & {
  nodes: GraphNode[];
  edges: GraphEdge[];
  frames?: readonly GraphFrame[];
};

/** Runs `change` on a draft. Nodes and edges of the draft are to be replaced, not written to. */
export function edit(
  document: GraphDocument,
  change: (draft: Editable) => void,
): { readonly document: GraphDocument; readonly patches: Patches; readonly inverse: Patches } {
  const [next, patches, inverse] = produceWithPatches(document, (draft: Editable) => {
    change(draft);
  });
  return { document: next, patches, inverse };
}

type Container = Record<string | number, unknown>;

/** The document after these patches; everything they do not touch stays the same object. */
export function applyPatches(document: GraphDocument, patches: Patches): GraphDocument {
  let root: unknown = document;
  const copies = new Set<unknown>();
  const copyOnce = (value: unknown): Container => {
    invariant(isObject(value) || Array.isArray(value), 'a patch points into a value that is no container');
    if (copies.has(value)) return value as Container;
    const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
    copies.add(copy);
    return copy as Container;
  };
  for (const { op, path, value } of patches) {
    const last = path.at(-1);
    if (last === undefined) {
      root = value;
      continue;
    }
    let at = copyOnce(root);
    root = at;
    for (const key of path.slice(0, -1)) {
      const child = copyOnce(at[key]);
      at[key] = child;
      at = child;
    }
    write(at, last, op, value);
  }
  return root as GraphDocument;
}

function write(at: Container, key: string | number, op: Patch['op'], value: unknown): void {
  if (Array.isArray(at) && typeof key === 'number' && op !== 'replace') {
    if (op === 'add') at.splice(key, 0, value);
    else at.splice(key, 1);
  } else if (op === 'remove') delete at[key];
  else at[key] = value;
}

/**
 * One list of patches for two steps that became one. While a slider is dragged the same places are
 * written again and again; only the first `before` and the last `after` are worth keeping.
 */
export function mergePatches(
  first: { readonly patches: Patches; readonly inverse: Patches },
  second: { readonly patches: Patches; readonly inverse: Patches },
): { readonly patches: Patches; readonly inverse: Patches } {
  const same =
    first.patches.length === second.patches.length &&
    second.patches.every((patch, i) => patch.op === 'replace' && samePath(patch.path, first.patches[i]));
  if (!same) {
    return { patches: [...first.patches, ...second.patches], inverse: [...second.inverse, ...first.inverse] };
  }
  const patches = first.patches.map((patch, i) => ({ ...patch, value: second.patches[i]?.value as unknown }));
  return { patches, inverse: first.inverse };
}

const samePath = (path: Patch['path'], other: Patch | undefined): boolean =>
  other !== undefined &&
  other.op !== 'remove' &&
  path.length === other.path.length &&
  path.every((key, i) => key === other.path[i]);
