/** The schema, read by a validator of its own rules: every example fits it, and mistakes do not. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { writeInfo } from '../../src/assets/info.ts';
import type { Column } from '../../src/assets/info.ts';
import type { JsonObject } from '../../src/base/json.ts';
import { catalog } from '../../src/catalog/index.ts';
import { graphSchema } from '../../src/interop/json-schema.ts';

const EXAMPLES = join(import.meta.dirname, '../../examples');
const schema = graphSchema(catalog);
type Node = { id: string; type: string; position: number[]; params: Record<string, unknown> };

const file = (name: string) =>
  JSON.parse(readFileSync(join(EXAMPLES, name), 'utf8')) as { nodes: Node[]; edges: object[] };

/** zod reads all of it but `not`, so the rule of the one type that a node has is looked up here. */
function fits(graph: ReturnType<typeof file>): boolean {
  const { node, edge } = schema['$defs'] as unknown as { node: JsonObject; edge: JsonObject };
  const { allOf, ...plain } = node as unknown as {
    allOf: { anyOf: [Unless, { properties: { params: JsonObject } }] }[];
  };
  const rules = new Map(
    allOf.map(({ anyOf: [unless, then] }) => [unless.properties.type.not.const, then.properties.params]),
  );
  const of = (each: JsonObject) => z.fromJSONSchema(each);
  return (
    graph.nodes.every((each) => {
      const rule = rules.get(each.type);
      return of(plain).safeParse(each).success && (rule === undefined || of(rule).safeParse(each.params ?? {}).success);
    }) && graph.edges.every((each) => of(edge).safeParse(each).success)
  );
}
type Unless = { properties: { type: { not: { const: string } } } };

describe('graphSchema', () => {
  it.each(readdirSync(EXAMPLES))('%s fits', (name) => {
    expect(fits(file(name))).toBe(true);
  });

  it.each([
    ['a param that the type lacks', (node: Node) => (node.params = { unit: 4 })],
    ['a value out of bounds', (node: Node) => (node.params = { units: 0 })],
    ['a value of another kind', (node: Node) => (node.params = { units: 'many' })],
    ['a choice that is none', (node: Node) => (node.params = { activation: 'rellu' })],
    ['an id with a dot', (node: Node) => (node.id = 'a.b')],
    ['a position of one number', (node: Node) => (node.position = [1])],
  ])('refuses %s', (_what, spoil) => {
    const graph = file('xor.json');
    const dense = graph.nodes.find(({ type }) => type === 'Dense');
    if (dense !== undefined) spoil(dense);
    expect(fits(graph)).toBe(false);
  });

  it('frames: a title and an id, and whatever colour', () => {
    const { properties } = schema as unknown as { properties: { frames: JsonObject } };
    const takes = (frame: object) => z.fromJSONSchema(properties.frames).safeParse([frame]).success;
    expect(takes({ id: 'f', title: 'F', colour: 'blue' })).toBe(true);
    expect(takes({ id: 'f', title: '', colour: 'of another version', position: [0, 0], size: [1, 1] })).toBe(true);
    expect(takes({ id: 'f' })).toBe(false);
    expect(takes({ id: 'a b', title: '' })).toBe(false);
    expect(takes({ id: 'f', title: '', position: [1] })).toBe(false);
  });

  it('columns of every kind, as a graph file has them', () => {
    const columns: readonly Column[] = [
      { name: 'height', kind: 'number', missing: 2, range: [0, 2.5] },
      { name: 'colour', kind: 'category', categories: ['red', 'blue'] },
      { name: 'picture', kind: 'image', size: [28, 28, 1] },
    ];
    const { columns: written } = writeInfo({ kind: 'table', name: 'a.csv', bytes: 1, rows: 9, columns });
    const { column } = schema['$defs'] as unknown as { column: JsonObject };
    const takes = (each: unknown) => z.fromJSONSchema(column).safeParse(each).success;
    expect(written).toHaveLength(3);
    for (const each of written as readonly JsonObject[]) expect(takes(each), JSON.stringify(each)).toBe(true);
    expect(takes({ name: 'picture', kind: 'image', size: [28, 28] })).toBe(false);
    expect(takes({ name: 'picture', kind: 'film' })).toBe(false);
  });

  it('lets types through that it does not know', () => {
    const graph = file('xor.json');
    graph.nodes.push({ id: 'later', type: 'FromAnotherVersion', position: [0, 0], params: { any: [1] } });
    expect(fits(graph)).toBe(true);
  });

  it('explains every type and every param', () => {
    const text = JSON.stringify(schema);
    for (const { type, summary, description } of catalog.all) {
      expect(text).toContain(JSON.stringify(summary));
      expect(text, type).toContain(JSON.stringify(description));
    }
    expect(text).toContain('How many numbers');
  });
});
