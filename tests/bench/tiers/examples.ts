/** The example that everybody sees first, and one that is wide. */
import { readFileSync } from 'node:fs';
import { parseDocument } from '../../../src/graph/parse.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';

/** What its normalisation gives, which the instruments look at in both modes. */
export const NORMALISED = 'bn1.outputs';

export const twoSpirals = (): GraphDocument => example('two-spirals');
/** Its first normalisation has the same name. */
export const mnist = (): GraphDocument => example('mnist');

function example(name: string): GraphDocument {
  const parsed = parseDocument(readFileSync(`examples/${name}.json`, 'utf8'));
  if (!parsed.ok) throw new Error(`The example cannot be read: ${JSON.stringify(parsed.error)}`);
  return parsed.value.document;
}

/** So many epochs, of so many rows, take half a minute at half a million steps a second. */
const ENDLESS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  Train: { epochs: 100_000 },
  Dataset: { samples: 5000 },
};

/** The example without what would end it before it was measured; a step of it is the same. */
export function endlessSpirals(): string {
  const { nodes, edges, ...document } = twoSpirals();
  const stops = new Set(nodes.filter(({ type }) => type === 'EarlyStopping').map(({ id }) => id));
  return JSON.stringify({
    ...document,
    nodes: nodes
      .filter(({ id }) => !stops.has(id))
      .map((node) => ({ ...node, params: { ...node.params, ...ENDLESS[node.type] } })),
    edges: edges.filter(({ from }) => !stops.has(from.split('.')[0] ?? '')),
  });
}
