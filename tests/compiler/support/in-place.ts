/** A sound classifier with a node of any type in a place where such a node goes. */
import type { Json } from '../../../src/base/json.ts';
import { catalog } from '../../../src/catalog/index.ts';
import type { NodeDefinition } from '../../../src/catalog/define/index.ts';
import { random } from '../../../src/base/random.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { classifier } from '../documents.ts';
import { below, misspelt, pick, STRANGE } from './mutate.ts';

/** The nodes of the classifier that another of the same role takes the place of. */
const TAKEN: Partial<Record<NodeDefinition['role'], string>> = {
  dataset: 'data',
  loss: 'loss',
  optimizer: 'opt',
  training: 'train',
};

/** Where a parameter plugs in, by the kind of its output. */
const PLUGS: Partial<Record<string, string>> = {
  initializer: 'd1.kernel_initializer',
  regularizer: 'd1.kernel_regularizer',
  constraint: 'd1.kernel_constraint',
  schedule: 'opt.learning_rate',
  callback: 'train.callbacks',
  metric: 'train.metrics',
};

export function inPlace({ type, role, outputs }: NodeDefinition, params: Record<string, Json>): GraphDocument {
  const taken = TAKEN[role];
  if (taken !== undefined) return classifier({ nodes: [[taken, type, params]] });
  const [from, to] = role === 'layer' ? ['d1.outputs', 'out.inputs'] : ['data.features', 'd1.inputs'];
  if (role === 'layer' || role === 'preprocessing')
    return classifier({
      nodes: [['x', type, params]],
      cut: [`${from} ${to}`],
      edges: [`${from} x.inputs`, `x.outputs ${to}`],
    });
  const edges = outputs.flatMap(({ name, kind }) => (PLUGS[kind] === undefined ? [] : [`x.${name} ${PLUGS[kind]}`]));
  return classifier({ nodes: [['x', type, params]], edges });
}

/** For each param of each type, documents in which it has a strange value, or a strange name as well. */
export function* strangeParams(seed: number, times: number): Generator<readonly [name: string, GraphDocument]> {
  for (const definition of catalog.all) {
    for (const param of Object.keys(definition.params)) {
      const rng = random(seed, definition.type, param);
      for (let i = 0; i < times; i++) {
        const value = pick(STRANGE, rng);
        const name = below(2, rng) === 0 ? param : misspelt(param, rng);
        yield [`${definition.type} ${name} ${JSON.stringify(value)}`, inPlace(definition, { [name]: value })];
      }
    }
  }
}
