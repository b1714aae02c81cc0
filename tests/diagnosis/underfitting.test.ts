/** A network that cannot do what is asked of it: what is named as the cause. */
import { expect, test } from 'vitest';
import { applyCommand } from '../../src/graph/commands/apply.ts';
import type { GraphDocument } from '../../src/graph/types.ts';
import { network, value } from './networks/network.ts';
import { watch } from './watch.ts';

/** A wave around zero, learned by one unit. */
const curve = (activation: string) =>
  network({
    ...value,
    data: { name: 'sine' },
    hidden: [],
    answer: { units: 1, activation },
    optimizer: ['Adam', { learning_rate: 0.01 }],
    epochs: 30,
  });

async function underfitting(document: GraphDocument) {
  const { inTheEnd } = await watch(document);
  return inTheEnd.filter(({ rule }) => rule === 'underfitting');
}

test('a last layer that cannot reach the targets is the cause, and not the size of the network', async () => {
  const document = curve('relu');
  const [finding] = await underfitting(document);
  expect(finding).toMatchObject({ node: 'out', severity: 'warning' });
  expect(finding?.evidence).toMatch(/^After 30 epochs .*out ends with relu and can only answer 0 or more/);
  expect(finding?.advice).toContain('a linear last layer can reach every number');
  const [fix, ...others] = finding?.fixes ?? [];
  expect(others).toEqual([]);
  const mended = fix && applyCommand(document, fix.command);
  if (mended?.ok !== true) throw new Error('the fix cannot be applied');
  expect(mended.value.document.nodes.find(({ id }) => id === 'out')?.params?.['activation']).toBe('linear');
});

test('a straight line that can reach every target calls for more', async () => {
  const [finding] = await underfitting(curve('linear'));
  expect(finding).toMatchObject({ node: 'train' });
  expect(finding?.fixes.map(({ label }) => label)).toEqual(['Insert Dense with 16 units and relu']);
});
