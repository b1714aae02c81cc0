import { describe, expect, test } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { compile } from '../../../src/compiler/compile.ts';
import { applyCommand } from '../../../src/graph/commands/apply.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { twoSpirals } from '../documents.ts';

const lost = (document: GraphDocument) =>
  compile(document, catalog).diagnostics.filter(({ code }) => code === 'no-frame');

/** The graph with these nodes in a frame. */
const inFrame = (document: GraphDocument, ids: readonly string[], frame: string): GraphDocument => ({
  ...document,
  nodes: document.nodes.map((node) => (ids.includes(node.id) ? { ...node, frame } : node)),
});

describe('a frame that does not exist', () => {
  const document = inFrame(twoSpirals, ['d1', 'out'], 'body');

  test('is a hint at the first of its nodes, with ways out that work', () => {
    const [hint, ...others] = lost(document);
    expect(others).toEqual([]);
    expect(hint).toMatchObject({ severity: 'hint', node: 'd1', message: expect.stringContaining('"body"') as unknown });
    expect(hint?.fixes?.map(({ label }) => label)).toEqual(['Add the frame body', 'Take d1 and 1 more out of it']);
    for (const { command } of hint?.fixes ?? []) {
      const fixed = applyCommand(document, command);
      expect(fixed.ok && lost(fixed.value.document)).toEqual([]);
    }
  });

  test('cannot be added under a name that is no id', () => {
    const [hint] = lost(inFrame(twoSpirals, ['d1'], 'my frame'));
    expect(hint?.fixes?.map(({ label }) => label)).toEqual(['Take d1 out of it']);
  });
});

test('frames change nothing of what is compiled', () => {
  const plain = twoSpirals;
  const frames = [
    { id: 'body', title: 'Body', colour: 'blue' },
    { id: 'none', title: '', position: [0, 0] as const },
  ];
  const ids = plain.nodes.map(({ id }) => id).slice(2);
  const { programs, diagnostics, edges } = compile({ ...inFrame(plain, ids, 'body'), frames }, catalog);
  const without = compile(plain, catalog);
  expect(programs.length).toBeGreaterThan(0);
  expect(programs).toEqual(without.programs);
  expect(diagnostics).toEqual(without.diagnostics);
  expect(edges).toEqual(without.edges);
});
