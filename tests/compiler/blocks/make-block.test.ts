import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalogOf } from '../../../src/catalog/blocks-of.ts';
import { catalog } from '../../../src/catalog/index.ts';
import { dissolveBlock, makeBlock } from '../../../src/compiler/blocks/make-block.ts';
import { compile } from '../../../src/compiler/compile.ts';
import type { Program } from '../../../src/compiler/types.ts';
import { applyCommand } from '../../../src/graph/commands/apply.ts';
import type { Command } from '../../../src/graph/commands/types.ts';
import { blockOf } from '../../../src/graph/blocks.ts';
import { parseDocument } from '../../../src/graph/parse.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { classifier } from '../documents.ts';

function opened(name: string): GraphDocument {
  const parsed = parseDocument(readFileSync(`examples/${name}`, 'utf8'));
  if (!parsed.ok) throw new Error(name);
  return parsed.value.document;
}

function after(document: GraphDocument, command: Command): GraphDocument {
  const applied = applyCommand(document, command);
  if (!applied.ok) throw new Error(applied.error.message);
  return applied.value.document;
}

/** What a program computes, whatever its layers are called. */
const computes = ({ layers, output, cost }: Program) => {
  const place = new Map(layers.map(({ node }, i) => [node, i]));
  const at = (layer: string) => place.get(layer) ?? layer;
  return {
    cost,
    output: at(output.layer),
    layers: layers.map(({ type, params, inputs, weights, outputShapes }) => ({
      type,
      params,
      outputShapes,
      inputs: Object.values(inputs).map((refs) => refs?.map((ref) => [at(ref.layer), ref.output])),
      weights: weights.map(({ name, shape, initializer, regularizer }) => ({
        name,
        shape,
        initializer: initializer.type,
        regularizer: regularizer?.type,
      })),
    })),
  };
};

const placeIn = (layers: readonly string[], id: string): number =>
  layers.includes(id) ? layers.indexOf(id) : layers.findIndex((each) => each.startsWith(`${id}_`));

const examples = readdirSync('examples').filter((name) => name.endsWith('.json'));

describe.each(examples)('%s', (name) => {
  const document = opened(name);
  const before = compile(document, catalog).programs;
  // Where nodes stand for blocks, those are chosen, with all but the last of the layers around them.
  const inProgram = before[0]?.layers.map(({ node }) => node) ?? [];
  const layers = document.nodes
    .filter(({ id, type }) => inProgram.includes(id) || blockOf(document, type) !== undefined)
    .map(({ id }) => id)
    .toSorted((a, b) => placeIn(inProgram, a) - placeIn(inProgram, b));
  const chosen = layers.slice(0, Math.max(1, layers.length - 1));

  test.runIf(layers.length > 1)('as a block it computes the same, and dissolved too', () => {
    const made = makeBlock(document, catalog, chosen);
    if (!made.ok) {
      // Two programs may share layers in turn; then a value would leave the block and come back.
      expect(made.error).toContain('lies between these nodes');
      return;
    }
    const blocked = after(document, made.value.command);
    const [use] = made.value.nodes;
    const { programs, diagnostics } = compile(blocked, catalog);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(programs.map(computes)).toEqual(before.map(computes));
    expect(programs[0]?.layers[0]?.node).toBe(`${use}_${chosen[0]}`);
    const dissolved = dissolveBlock(blocked, catalog, use ?? '');
    if (!dissolved.ok) throw new Error(dissolved.error);
    expect(compile(after(blocked, dissolved.value.command), catalog).programs).toEqual(programs);
  });
});

describe('makeBlock', () => {
  const refusal = (ids: readonly string[], document: GraphDocument = classifier()) => {
    const made = makeBlock(document, catalog, ids);
    return made.ok ? 'made' : made.error;
  };

  test('refuses what is no part of a network, and nothing at all', () => {
    expect(refusal(['d1', 'loss'])).toContain('CategoricalCrossentropy loss cannot be part of a block');
    expect(refusal([])).toContain('Select the layers');
  });

  test('refuses nodes that a value leaves and comes back to', () => {
    const document = opened('two-spirals.json');
    const [first, , third] = compile(document, catalog).programs[0]?.layers.map(({ node }) => node) ?? [];
    expect(refusal([first ?? '', third ?? ''], document)).toContain('lies between these nodes');
  });

  describe('what shapes weights outside too', () => {
    const shared = after(classifier(), {
      type: 'batch',
      label: '',
      commands: [
        {
          type: 'add',
          nodes: [
            { id: 'he', type: 'HeNormal', position: [0, 200] },
            { id: 'l2', type: 'L2', position: [0, 300] },
            { id: 'own', type: 'GlorotNormal', position: [0, 400] },
          ],
        },
        ...[
          'he.initializer d1.kernel_initializer',
          'he.initializer out.kernel_initializer',
          'l2.regularizer d1.kernel_regularizer',
          'l2.regularizer out.kernel_regularizer',
          'own.initializer d1.bias_initializer',
        ].map((edge) => {
          const [from = '', to = ''] = edge.split(' ');
          return { type: 'connect', edge: { from, to } } as const;
        }),
      ],
    });
    const made = makeBlock(shared, catalog, ['d1'], 'my block');
    if (!made.ok) throw new Error(made.error);
    const blocked = after(shared, made.value.command);
    const [use = ''] = made.value.nodes;

    test('stays there and is wired to a port of its own kind; what serves the block alone goes inside', () => {
      const [block] = blocked.blocks ?? [];
      expect(block?.name).toBe('MyBlock');
      expect(block?.nodes.map(({ id, params }) => [id, params?.['kind']])).toEqual([
        ['inputs', undefined],
        ['kernel_initializer', 'initializer'],
        ['kernel_regularizer', 'regularizer'],
        ['d1', undefined],
        ['own', undefined],
        ['outputs', undefined],
      ]);
      expect(block?.edges).toContainEqual({ from: 'kernel_initializer.initializer', to: 'd1.kernel_initializer' });
      expect(blocked.nodes.map(({ id }) => id)).toEqual(expect.arrayContaining(['he', 'l2']));
      expect(blocked.edges).toContainEqual({ from: 'he.initializer', to: `${use}.kernel_initializer` });
      expect(catalogOf(catalog, blocked).get('MyBlock')?.inputs).toMatchObject([
        { name: 'inputs', kind: 'tensor', required: true },
        { name: 'kernel_initializer', kind: 'initializer' },
        { name: 'kernel_regularizer', kind: 'regularizer' },
      ]);
    });

    test('shapes them as before, as a block and dissolved again', () => {
      const before = compile(shared, catalog).programs;
      const { programs, diagnostics } = compile(blocked, catalog);
      expect(diagnostics).toEqual([]);
      expect(programs.map(computes)).toEqual(before.map(computes));
      expect(programs[0]?.layers[0]?.weights[0]?.initializer.type).toBe('HeNormal');
      const dissolved = dissolveBlock(blocked, catalog, use);
      if (!dissolved.ok) throw new Error(dissolved.error);
      const plain = after(blocked, dissolved.value.command);
      expect(compile(plain, catalog).programs).toEqual(programs);
      const renamed = (ref: string) => ref.replaceAll(`${use}_`, '');
      const wires = plain.edges.map(({ from, to }) => `${renamed(from)} ${renamed(to)}`);
      expect(wires.toSorted()).toEqual(shared.edges.map(({ from, to }) => `${from} ${to}`).toSorted());
    });
  });
});
