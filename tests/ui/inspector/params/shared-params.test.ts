import { expect, it } from 'vitest';
import { must } from '../../../../src/base/invariant.ts';
import { sharedParams } from '../../../../src/ui/inspector/params/shared-params.ts';
import { nodeView } from '../../../../src/ui/stores/node-view.ts';
import { compilationOf, graph } from '../../canvas/graph.ts';

const state = { document: graph, compilation: compilationOf(graph) };
const views = (...ids: string[]) => ids.map((id) => must(nodeView(state, id), id));

it('several nodes share the params that all of them have, and tell where they differ', () => {
  const shared = sharedParams(views('d1', 'out'));
  expect(shared.map(({ name }) => name)).toEqual(['units', 'activation', 'use_bias']);
  expect(shared.map(({ mixed }) => mixed)).toEqual([true, true, false]);
  expect(shared[0]?.value).toBe(8);
});

it('nodes of different kinds share nothing, and one alone has nothing to share', () => {
  expect(sharedParams(views('d1', 'train'))).toEqual([]);
  expect(sharedParams(views('d1'))).toEqual([]);
});
