import { expect, it } from 'vitest';
import { inOrder } from '../../../src/ui/persistence/example-order.ts';
import { exampleNames } from '../../support/example-names.ts';

const file = (name: string, nodes = 1) => ({ path: `/examples/${name}.json`, nodes });
const names = (files: readonly { readonly path: string }[]) =>
  files.map(({ path }) => path.replace(/^.*\/|\.json$/g, ''));

it('has a place for every example that ships', () => {
  // One without a place would stand behind all others.
  const last = file('no example', 0);
  expect(names(inOrder([last, ...exampleNames.map((name) => file(name, 99))])).at(-1)).toBe('no example');
});

it('begins with what a first visit shows, and lets what is simple come before what builds on it', () => {
  const ordered = names(inOrder(exampleNames.map((name) => file(name))));
  expect(ordered[0]).toBe('two-spirals');
  for (const [before, after] of [
    ['digits', 'digits-convolution'],
    ['mnist', 'mnist-convolution'],
    ['skip-connection', 'residual-blocks'],
    ['height-weight', 'height-weight-standardized'],
    ['effect-learning-rates', 'effect-schedule'],
  ] as const)
    expect(ordered.indexOf(before)).toBeLessThan(ordered.indexOf(after));
});

it('puts what has no place last, small graphs first', () => {
  expect(names(inOrder([file('large', 9), file('small', 2), file('xor', 50)]))).toEqual(['xor', 'small', 'large']);
});
