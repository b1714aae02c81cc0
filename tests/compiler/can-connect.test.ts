import { expect, test } from 'vitest';
import { catalog } from '../../src/catalog/index.ts';
import { canConnect, compatiblePorts } from '../../src/compiler/can-connect.ts';
import { classifier } from './documents.ts';

const input = classifier({
  nodes: [
    ['he', 'HeNormal'],
    ['sgd', 'SGD'],
    ['free', 'Dense'],
    ['odd', 'Nonsense'],
  ],
});

test.each([
  ['he.initializer', 'd1.kernel_initializer'],
  ['data.features', 'free.inputs'],
  ['d1.outputs', 'free.inputs'],
])('%s may go to %s', (from, to) => {
  expect(canConnect(input, catalog, from, to)).toEqual({ ok: true });
});

test('a port that takes one wire says which one gives way', () => {
  expect(canConnect(input, catalog, 'sgd.optimizer', 'train.optimizer')).toEqual({
    ok: true,
    replaces: 'opt.optimizer->train.optimizer',
  });
});

test.each([
  [
    'he.initializer',
    'd1.inputs',
    /gives an initializer .* takes a tensor .*Connect it to d1.kernel_initializer instead/,
  ],
  ['data.targets', 'd1.inputs', /must not see the answers/],
  ['out.outputs', 'd1.inputs', /close a circle: out already depends on d1/],
  ['d1.outputs', 'd1.inputs', /its own result/],
  ['d1.outputs', 'out.inputs', /already connected/],
  ['d1.outputs', 'free.outputs', /outputs is an output of Dense free; a wire ends at an input/],
  ['d1.inputs', 'free.inputs', /inputs is an input of Dense d1; a wire starts at an output/],
  ['ghost.outputs', 'd1.inputs', /there is no node "ghost"/],
  ['odd.outputs', 'd1.inputs', /type of odd, "Nonsense", is not known/],
  ['d1.nothing', 'free.inputs', /Dense d1 has no output "nothing"/],
])('%s to %s is refused with a reason', (from, to, reason) => {
  const verdict = canConnect(input, catalog, from, to);
  expect(verdict.ok ? '' : verdict.reason).toMatch(reason);
});

test('a loose wire end is offered only what fits, by its best port', () => {
  const from = compatiblePorts(catalog, 'tensor', 'output');
  expect(from.find(({ type }) => type === 'Dense')?.port.name).toBe('inputs');
  expect(from.find(({ type }) => type === 'CategoricalCrossentropy')?.port.name).toBe('y_pred');
  expect(from.some(({ type }) => type === 'Standardize' || type === 'Adam')).toBe(false);
  const to = compatiblePorts(catalog, 'tensor', 'input');
  expect(to.find(({ type }) => type === 'Dataset')?.port.name).toBe('features');
  expect(to.some(({ type }) => type === 'HeNormal')).toBe(false);
});
