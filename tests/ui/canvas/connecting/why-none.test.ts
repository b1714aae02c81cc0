import { expect, test } from 'vitest';
import { catalog } from '../../../../src/catalog/index.ts';
import { looseEnd } from '../../../../src/ui/canvas/connecting/connecting-store.ts';
import { whyNone } from '../../../../src/ui/canvas/connecting/why-none.ts';
import { documentStore } from '../../../../src/ui/stores/document.ts';
import { graph } from '../graph.ts';

test('a port that does not fit is named with the reason, and what is no port is just not there', () => {
  documentStore.begin(graph);
  const loose = looseEnd(graph, 'd1', 'outputs', 'output');
  if (loose === undefined) throw new Error('d1 has no outputs.');
  const said = (query: string) => whyNone(graph, catalog, loose, query);
  expect(said('loss.y_true')).toMatch(/^loss\.y_true does not fit: /);
  expect(said(' TRAIN.opt ')).toMatch(/^train\.optimizer does not fit: /);
  expect(said('nonsense')).toBe('No port and no node type that fits matches.');
  expect(said('')).toBe('No port and no node type that fits matches.');
});
