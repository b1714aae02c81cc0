/** Compiles example files and small documents for runtime tests. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../src/base/json.ts';
import { newDocument } from '../../src/graph/new.ts';
import { parseDocument } from '../../src/graph/parse.ts';
import type { GraphDocument } from '../../src/graph/types.ts';

export { linkedOf, programOf } from './linked.ts';

const EXAMPLES = join(import.meta.dirname, '../../examples');

export function example(name: string): GraphDocument {
  const parsed = parseDocument(readFileSync(join(EXAMPLES, `${name}.json`), 'utf8'));
  if (!parsed.ok) throw new Error(`${name}: ${JSON.stringify(parsed.error)}`);
  return parsed.value.document;
}

/** The document with some params of some nodes changed. */
export function withParams(
  document: GraphDocument,
  changes: Readonly<Record<string, Record<string, unknown>>>,
): GraphDocument {
  return {
    ...document,
    nodes: document.nodes.map((node) => ({ ...node, params: { ...node.params, ...changes[node.id] } as never })),
  };
}

/** A small network behind one preprocessing node, `step`. */
export function behind(type: string, params: JsonObject = {}, data = 'height-weight'): GraphDocument {
  const images = data === 'digits';
  const at = (id: string, name: string, given: JsonObject = {}, x = 0) => ({
    id,
    type: name,
    position: [x, 0] as const,
    ...(Object.keys(given).length > 0 && { params: given }),
  });
  return {
    ...newDocument(type),
    seed: 1,
    nodes: [
      at('data', 'Dataset', { name: data }),
      at('step', type, params, 240),
      at('out', 'Dense', images ? { units: 10, activation: 'softmax' } : { units: 1, activation: 'sigmoid' }, 480),
      at('loss', images ? 'CategoricalCrossentropy' : 'BinaryCrossentropy', {}, 720),
      at('opt', 'SGD', {}, 960),
      at('train', 'Train', {}, 1200),
    ],
    edges: [
      { from: 'data.features', to: 'step.inputs' },
      { from: 'step.outputs', to: 'out.inputs' },
      { from: 'out.outputs', to: 'loss.y_pred' },
      { from: 'data.targets', to: 'loss.y_true' },
      { from: 'loss.loss', to: 'train.loss' },
      { from: 'opt.optimizer', to: 'train.optimizer' },
    ],
  };
}
