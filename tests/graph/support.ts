/** Small documents and helpers shared by the tests of the document layer. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Applied } from '../../src/graph/commands/apply.ts';
import { applyCommand } from '../../src/graph/commands/apply.ts';
import type { Command } from '../../src/graph/commands/types.ts';
import { parseDocument } from '../../src/graph/parse.ts';
import type { Parsed, ParseIssue } from '../../src/graph/parse.ts';
import { applyPatches } from '../../src/graph/patches.ts';
import type { GraphDocument, GraphNode } from '../../src/graph/types.ts';
import { edgeId, endpoint, ID_PATTERN } from '../../src/graph/types.ts';

export const fixtureText = (version: number): string =>
  readFileSync(new URL(`./fixtures/v${version}.json`, import.meta.url), 'utf8');

export function opened(text: string): Parsed {
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new Error(`Refused: ${JSON.stringify(parsed.error)}`);
  return parsed.value;
}

export function refused(text: string): readonly ParseIssue[] {
  const parsed = parseDocument(text);
  if (parsed.ok) throw new Error('Opened, but a refusal was expected');
  return parsed.error;
}

/** Text of a file with these fields instead of, or beside, those of a small valid graph. */
export const file = (fields: Record<string, unknown> = {}): string =>
  JSON.stringify({ format: 'edgewise', version: 1, name: 'n', seed: 1, nodes: [], edges: [], ...fields });

export const node = (id: string, type = 'Dense', more: Partial<GraphNode> = {}): GraphNode => ({
  id,
  type,
  position: [0, 0],
  ...more,
});

/** data → d1 → relu → d2, and an initializer under d1. */
export const chain = (): GraphDocument => ({
  format: 'edgewise',
  version: 1,
  name: 'chain',
  seed: 7,
  nodes: [
    node('data', 'Dataset'),
    node('d1', 'Dense', { position: [200, 0], params: { units: 4 } }),
    node('relu', 'Activation', { position: [400, 0] }),
    node('d2', 'Dense', { position: [600, 50] }),
    node('he', 'HeNormal', { position: [200, 200] }),
  ],
  edges: [
    { from: 'data.features', to: 'd1.inputs' },
    { from: 'he.initializer', to: 'd1.kernel_initializer' },
    { from: 'd1.outputs', to: 'relu.inputs' },
    { from: 'relu.outputs', to: 'd2.inputs' },
  ],
});

/** Applies a command that must succeed, and checks that its patches lead there and back. */
export function applied(document: GraphDocument, command: Command): Applied {
  const before = structuredClone(document);
  const result = applyCommand(document, command);
  if (!result.ok) throw new Error(`Refused: ${result.error.message}`);
  const { document: next, patches, inverse, label } = result.value;
  // A command must not change its input.
  expect(document).toEqual(before);
  expect(applyPatches(document, patches)).toEqual(next);
  expect(applyPatches(next, inverse)).toEqual(document);
  expect(label).not.toBe('');
  return result.value;
}

/** The refusal of a command that must not succeed. */
export function refusal(document: GraphDocument, command: Command): string {
  const result = applyCommand(document, command);
  if (result.ok) throw new Error('Applied, but a refusal was expected');
  expect(result.error.hint).not.toBe('');
  return result.error.message;
}

export const edgeTexts = (document: GraphDocument): readonly string[] => document.edges.map(edgeId);

/** What holds for every document that commands can make. */
export function expectSound(document: GraphDocument): void {
  const ids = document.nodes.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !ID_PATTERN.test(id))).toEqual([]);
  const frames = document.frames?.map(({ id }) => id);
  expect(frames?.length).not.toBe(0);
  expect(new Set(frames).size).toBe(frames?.length ?? 0);
  const framed = document.nodes.flatMap(({ frame }) => (frame === undefined ? [] : [frame]));
  expect(framed.filter((id) => frames?.includes(id) !== true)).toEqual([]);
  const edges = edgeTexts(document);
  expect(new Set(edges).size).toBe(edges.length);
  const known = new Set(ids);
  const stray = document.edges.filter(({ from, to }) => {
    const [before, after] = [endpoint(from).node, endpoint(to).node];
    return !known.has(before) || !known.has(after) || before === after;
  });
  expect(stray).toEqual([]);
}
