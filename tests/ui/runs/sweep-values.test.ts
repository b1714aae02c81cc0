import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { must } from '../../../src/base/invariant.ts';
import { catalog } from '../../../src/catalog/index.ts';
import { readAxis } from '../../../src/compiler/sweep/variants.ts';
import { parseDocument } from '../../../src/graph/parse.ts';
import { sweepParams } from '../../../src/ui/runs/sweep-values.ts';

const parsed = parseDocument(readFileSync('examples/two-spirals.json', 'utf8'));
const document = must(parsed.ok ? parsed.value.document : undefined, 'the example');
const param = (node: string, name: string) => sweepParams(document, catalog, node).find((each) => each.name === name);

test('numbers are offered around the present value, choices and types all of them', () => {
  expect(param('d1', 'units')).toMatchObject({ now: 16, choices: undefined, suggestion: '8, 16, 32, 64' });
  expect(param('d1', 'use_bias')).toMatchObject({ choices: ['on', 'off'] });
  expect(param('opt', 'type')?.choices).toContain('SGD');
  expect(param('lr', 'initial_learning_rate')?.suggestion).toBe('0.003, 0.00948, 0.03, 0.0948, 0.3');
});

test('what is offered can be tried, for every node of the example', () => {
  for (const { id } of document.nodes) {
    for (const { name, suggestion } of sweepParams(document, catalog, id)) {
      const read = readAxis(document, catalog, `${id}.${name}=${suggestion}`);
      expect(read.ok ? '' : `${id}.${name}: ${read.error}`).toBe('');
    }
  }
});
