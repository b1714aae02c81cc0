/** Sound documents with things wrong in them: params, types, wires, missing and spare nodes. Seeded. */
import type { Json } from '../../../src/base/json.ts';
import { random } from '../../../src/base/random.ts';
import type { Random } from '../../../src/base/random.ts';
import { catalog } from '../../../src/catalog/index.ts';
import type { GraphDocument, GraphEdge, GraphNode } from '../../../src/graph/types.ts';
import { edgeId, endpoint, portRef } from '../../../src/graph/types.ts';

/** A document that mutations may change. */
interface Draft {
  nodes: GraphNode[];
  edges: GraphEdge[];
}

/** Values that few params take. */
export const STRANGE: readonly Json[] = [
  0,
  1,
  -1,
  2,
  3,
  0.5,
  1.5,
  1e9,
  1e30,
  -1e30,
  1e308,
  20_000,
  '8',
  '',
  'relu',
  'softmx',
  'sigmoid',
  'softmax',
  'linear',
  true,
  false,
  null,
  [],
  {},
];

export function mutated(originals: readonly GraphDocument[], seed: number): GraphDocument {
  const rng = random(seed, 'mutate');
  const original = pick(originals, rng);
  const draft: Draft = { nodes: [...original.nodes], edges: [...original.edges] };
  const times = 1 + below(5, rng);
  for (let i = 0; i < times; i++) pick(MUTATIONS, rng)(draft, rng);
  const edges = new Map(draft.edges.map((edge) => [edgeId(edge), edge]));
  return { ...original, nodes: draft.nodes, edges: [...edges.values()] };
}

export const below = (n: number, rng: Random): number => Math.min(n - 1, Math.floor(rng.uniform() * n));

export function pick<T>(list: readonly T[], rng: Random): T {
  const found = list[below(list.length, rng)];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
}

type Mutation = (draft: Draft, rng: Random) => void;

/** Exchanges one node, if there is any. */
const onNode =
  (change: (node: GraphNode, rng: Random) => GraphNode): Mutation =>
  (draft, rng) => {
    if (draft.nodes.length === 0) return;
    const place = below(draft.nodes.length, rng);
    draft.nodes = draft.nodes.map((node, i) => (i === place ? change(node, rng) : node));
  };

const setParam = onNode((node, rng) => {
  const known = Object.keys(catalog.get(node.type)?.params ?? {});
  if (known.length === 0) return node;
  return { ...node, params: { ...node.params, [pick(known, rng)]: pick(STRANGE, rng) } };
});

const misspellParam = onNode((node, rng) => {
  const known = Object.keys(catalog.get(node.type)?.params ?? {});
  if (known.length === 0) return node;
  const name = pick(known, rng);
  return { ...node, params: { ...node.params, [misspelt(name, rng)]: node.params?.[name] ?? pick(STRANGE, rng) } };
});

export const misspelt = (word: string, rng: Random): string => {
  const place = below(word.length, rng);
  return rng.uniform() < 0.5
    ? word.slice(0, place) + word.slice(place + 1)
    : `${word.slice(0, place)}x${word.slice(place)}`;
};

const changeType = onNode((node, rng) => ({
  ...node,
  type: rng.uniform() < 0.5 ? misspelt(node.type, rng) || 'X' : pick(catalog.all, rng).type,
}));

const mute = onNode((node) => ({ ...node, muted: node.muted !== true }));

const addNode: Mutation = (draft, rng) => {
  let number = draft.nodes.length;
  while (draft.nodes.some(({ id }) => id === `m${number}`)) number++;
  const node = {
    id: `m${number}`,
    type: pick(catalog.all, rng).type,
    position: [below(2000, rng), below(600, rng)] as const,
  };
  draft.nodes = [...draft.nodes, node];
  addWire(draft, rng);
  addWire(draft, rng);
};

const removeNode: Mutation = (draft, rng) => {
  if (draft.nodes.length === 0) return;
  const gone = pick(draft.nodes, rng).id;
  draft.nodes = draft.nodes.filter(({ id }) => id !== gone);
  if (rng.uniform() < 0.7) {
    draft.edges = draft.edges.filter(({ from, to }) => ![endpoint(from).node, endpoint(to).node].includes(gone));
  }
};

/** Takes a node out and joins what was before and behind it. */
const healNode: Mutation = (draft, rng) => {
  if (draft.nodes.length === 0) return;
  const gone = pick(draft.nodes, rng).id;
  const before = draft.edges.find(({ to }) => to === `${gone}.inputs`)?.from;
  draft.nodes = draft.nodes.filter(({ id }) => id !== gone);
  draft.edges = draft.edges
    .filter(({ to }) => endpoint(to).node !== gone)
    .flatMap((edge) =>
      endpoint(edge.from).node !== gone ? [edge] : before === undefined ? [] : [{ ...edge, from: before }],
    );
};

const removeWire: Mutation = (draft, rng) => {
  if (draft.edges.length === 0) return;
  const place = below(draft.edges.length, rng);
  draft.edges = draft.edges.filter((_edge, i) => i !== place);
};

const aPort = (draft: Draft, side: 'inputs' | 'outputs', rng: Random): string | undefined => {
  if (draft.nodes.length === 0) return undefined;
  const node = pick(draft.nodes, rng);
  const ports = catalog.get(node.type)?.[side] ?? [];
  return ports.length === 0 ? undefined : portRef(node.id, pick(ports, rng).name);
};

/** Mostly between ports that fit, sometimes between any two. */
const addWire: Mutation = (draft, rng) => {
  const [from, to] = [aPort(draft, 'outputs', rng), aPort(draft, 'inputs', rng)];
  if (from === undefined || to === undefined) return;
  draft.edges = [...draft.edges, { from, to }];
};

const turnWire: Mutation = (draft, rng) => {
  if (draft.edges.length === 0) return;
  const place = below(draft.edges.length, rng);
  const end = rng.uniform() < 0.5 ? 'from' : 'to';
  const other = aPort(draft, end === 'from' ? 'outputs' : 'inputs', rng);
  if (other === undefined) return;
  draft.edges = draft.edges.map((edge, i) => (i === place ? { ...edge, [end]: other } : edge));
};

const misspellPort: Mutation = (draft, rng) => {
  if (draft.edges.length === 0) return;
  const place = below(draft.edges.length, rng);
  const end = rng.uniform() < 0.5 ? 'from' : 'to';
  draft.edges = draft.edges.map((edge, i) => {
    if (i !== place) return edge;
    const { node, port } = endpoint(edge[end]);
    return { ...edge, [end]: rng.uniform() < 0.1 ? node : portRef(node, misspelt(port || 'x', rng)) };
  });
};

const MUTATIONS: readonly Mutation[] = [
  setParam,
  setParam,
  setParam,
  misspellParam,
  changeType,
  mute,
  addNode,
  removeNode,
  healNode,
  removeWire,
  addWire,
  addWire,
  turnWire,
  turnWire,
  misspellPort,
];
