/** Reads the list of nodes. */
import { isObject } from '../../base/json.ts';
import type { GraphNode, NodeId } from '../types.ts';
import { freshId, isUsableId } from '../unique-id.ts';
import type { Raw } from './fields.ts';
import { checkOptional, isFlag, isPair, isText, setAside } from './fields.ts';
import type { Findings } from './issues.ts';
import { describe } from './issues.ts';

type Position = readonly [number, number];
/** A node whose id may still be missing or taken, and whose place may be unknown. */
interface Draft {
  readonly raw: Raw;
  readonly type: string;
  readonly id: string | undefined;
  readonly position: Position | undefined;
}

export interface ReadNodes {
  readonly nodes: readonly (Omit<GraphNode, 'position'> & { readonly position: Position | undefined })[];
  /** Ids that could not stay, with what they became; edges follow. */
  readonly renamed: ReadonlyMap<string, NodeId>;
}

const OPTIONAL = [
  { key: 'params', expected: 'an object of params', fits: isObject },
  { key: 'label', expected: 'text', fits: isText },
  { key: 'muted', expected: 'true or false', fits: isFlag },
  { key: 'frame', expected: 'text', fits: isText },
];

export function readNodes(list: readonly unknown[], findings: Findings): ReadNodes {
  const drafts = list.map((raw, i) => readNode(raw, `nodes[${i}]`, findings)).filter((draft) => draft !== undefined);
  // Valid ids are spoken for first, so that a made-up id never takes one that stands further down.
  const taken = new Set<string>();
  const keeps = drafts.map(({ id }) => {
    if (id === undefined || !isUsableId(id) || taken.has(id)) return false;
    taken.add(id);
    return true;
  });
  const renamed = new Map<string, NodeId>();
  const nodes = drafts.map(({ raw, type, id: wish, position }, i) => {
    if (wish !== undefined && keeps[i] === true) return { ...raw, id: wish, type, position };
    const id = freshId(wish ?? type, taken);
    taken.add(id);
    if (wish !== undefined && !isUsableId(wish) && !renamed.has(wish)) renamed.set(wish, id);
    reportId(`nodes[${i}].id`, wish, id, findings);
    return { ...raw, id, type, position };
  });
  return { nodes, renamed };
}

function reportId(path: string, wish: string | undefined, id: NodeId, findings: Findings): void {
  if (wish === undefined) findings.warn(path, `The node has no id; it was called "${id}".`, 'Save to keep this id.');
  else if (isUsableId(wish)) {
    const message = `The id "${wish}" stands twice; this node was renamed to "${id}".`;
    findings.warn(path, message, `Edges that name "${wish}" stay with the first of the two: check its wires.`);
  } else {
    const message = `${describe(wish)} is no id: expected a letter, then letters, digits, "_" or "-", at most 64. It became "${id}".`;
    findings.warn(path, message, 'Its wires were renamed with it.');
  }
}

function readNode(raw: unknown, path: string, findings: Findings): Draft | undefined {
  if (!isObject(raw)) {
    findings.refuse(
      path,
      `Expected a node { "id", "type", … }, found ${describe(raw)}.`,
      'Repair or remove this entry.',
    );
    return undefined;
  }
  const { id, type } = raw;
  if (typeof type !== 'string' || type === '') {
    findings.refuse(
      `${path}.type`,
      `Expected the name of a node type, found ${describe(type)}.`,
      'Write for example "Dense".',
    );
    return undefined;
  }
  if (id !== undefined && typeof id !== 'string') {
    findings.refuse(
      `${path}.id`,
      `Expected an id as text, found ${describe(id)}.`,
      'Put the id in double quotes, as in "d1".',
    );
    return undefined;
  }
  let record = checkOptional(raw, OPTIONAL, path, findings);
  const position = positionOf(record.position);
  if (position === undefined && Object.hasOwn(record, 'position')) {
    record = setAside(record, 'position', 'two numbers [x, y]', path, findings);
  }
  return { raw: record, type, id, position };
}

const positionOf = (value: unknown): Position | undefined => (isPair(value) ? [value[0], value[1]] : undefined);
