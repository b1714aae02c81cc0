import { expect, it } from 'vitest';
import { catalog } from '../../src/catalog/index.ts';
import { allOffers } from '../../src/compiler/offers.ts';
import { retyped } from '../../src/compiler/retype.ts';
import { applied, classifier } from './documents.ts';

const graph = classifier({
  nodes: [
    ['he', 'HeNormal'],
    ['opt', 'SGD', { learning_rate: 0.5, momentum: 0.9 }],
  ],
  edges: ['he.initializer d1.kernel_initializer'],
});
const offer = (id: string) => {
  const found = allOffers(catalog).find((each) => each.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const to = (node: string, type: string) => retyped(graph, catalog, node, offer(type));

it('puts another type in the place, with wires, id and the params both have', () => {
  const command = to('opt', 'Adam');
  const after = command && applied(graph, command);
  expect(after?.nodes.find(({ id }) => id === 'opt')).toMatchObject({ type: 'Adam', params: { learning_rate: 0.5 } });
  expect(after?.nodes.find(({ id }) => id === 'opt')?.params).not.toHaveProperty('momentum');
  expect(after?.edges).toContainEqual({ from: 'opt.optimizer', to: 'train.optimizer' });
});

it('offers only what keeps every wire', () => {
  expect(to('he', 'GlorotUniform')).toBeDefined();
  expect(to('d1', 'Dropout')).toBeUndefined();
  expect(to('opt', 'HeNormal')).toBeUndefined();
  expect(to('opt', 'SGD')).toBeUndefined();
});
