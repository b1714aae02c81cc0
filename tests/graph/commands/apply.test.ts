import { describe, expect, test } from 'vitest';
import { applyCommand } from '../../../src/graph/commands/apply.ts';
import type { Command } from '../../../src/graph/commands/types.ts';
import { MAX_NODES } from '../../../src/graph/limits.ts';
import { nodeById } from '../../../src/graph/queries.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { applied, chain, edgeTexts, node, refusal } from '../support.ts';

describe('add', () => {
  test('nodes and edges, after what is there', () => {
    const edge = { from: 'd2.outputs', to: 'x.inputs' };
    const { document, label } = applied(chain(), { type: 'add', nodes: [node('x', 'Dropout')], edges: [edge] });
    expect(document.nodes.at(-1)).toEqual(node('x', 'Dropout'));
    expect(document.edges.at(-1)).toEqual(edge);
    expect(label).toBe('Add Dropout');
  });

  test.each<[string, Command, string]>([
    ['a taken id', { type: 'add', nodes: [node('d1')] }, 'already a node "d1"'],
    ['two equal ids', { type: 'add', nodes: [node('x'), node('x')] }, 'Two of the new nodes are called "x"'],
    ['a bad id', { type: 'add', nodes: [node('1 x')] }, '"1 x" is no id'],
    ['a dangerous id', { type: 'add', nodes: [node('__proto__')] }, 'no id'],
    ['no type', { type: 'add', nodes: [node('x', '')] }, 'no type'],
    ['no place', { type: 'add', nodes: [node('x', 'Dense', { position: [0, Number.NaN] })] }, 'two finite numbers'],
    ['no number', { type: 'add', nodes: [node('x', 'Dense', { params: { units: Number.NaN } })] }, 'is NaN'],
    ['an end nowhere', { type: 'add', nodes: [], edges: [{ from: 'x.a', to: 'd1.inputs' }] }, 'no node "x"'],
    ['an end without port', { type: 'add', nodes: [], edges: [{ from: 'd2', to: 'd1.inputs' }] }, 'names no port'],
  ])('refuses %s', (_, command, message) => {
    expect(refusal(chain(), command)).toContain(message);
  });

  test('keeps to the limits that opening keeps to', () => {
    const nodes = Array.from({ length: MAX_NODES - 4 }, (_, i) => node(`n${i}`));
    expect(refusal(chain(), { type: 'add', nodes })).toContain(`at most ${MAX_NODES} nodes`);
    let deep: number | readonly unknown[] = 1;
    for (let i = 0; i < 70; i++) deep = [deep];
    const command = { type: 'setParams', node: 'd1', params: { deep } } as Command;
    expect(refusal(chain(), command)).toContain('inside each other');
  });

  test.each<[Command]>([
    [{ type: 'setLabel', node: 'd1', label: 'x'.repeat(65_537) }],
    [{ type: 'setDocument', fields: { description: 'x'.repeat(65_537) } }],
    [{ type: 'setDocument', fields: { name: 'x'.repeat(65_537) } }],
    [{ type: 'setParams', node: 'd1', params: { text: 'x'.repeat(65_537) } }],
  ])('takes no text beyond 64 Ki characters: %.40j', (command) => {
    expect(refusal(chain(), command)).toContain('65,537 characters, expected at most 65,536');
  });

  test('names and refusals are short, whatever they are about', () => {
    const type = 'X'.repeat(100_000);
    const { document, label } = applied(chain(), { type: 'add', nodes: [node('x', type)] });
    expect(label.length).toBeLessThan(60);
    expect(applied(document, { type: 'setLabel', node: 'x', label: 'a' }).label.length).toBeLessThan(60);
    expect(applied(document, { type: 'remove', nodes: ['x'] }).label.length).toBeLessThan(60);
    expect(refusal(chain(), { type: 'setLabel', node: type, label: 'a' }).length).toBeLessThan(700);
  });
});

describe('remove', () => {
  test('takes the wires along', () => {
    const { document, label } = applied(chain(), { type: 'remove', nodes: ['d1', 'he'] });
    expect(document.nodes.map(({ id }) => id)).toEqual(['data', 'relu', 'd2']);
    expect(edgeTexts(document)).toEqual(['relu.outputs->d2.inputs']);
    expect(label).toBe('Remove 2 nodes');
  });

  test('heal joins over several removed nodes, in the place of the wire behind them', () => {
    const { document, label } = applied(chain(), { type: 'remove', nodes: ['relu', 'd1'], heal: true });
    expect(edgeTexts(document)).toEqual(['data.features->d2.inputs']);
    expect(label).toBe('Remove 2 nodes');
    const one = applied(chain(), { type: 'remove', nodes: ['relu'], heal: true });
    expect(edgeTexts(one.document).at(-1)).toBe('d1.outputs->d2.inputs');
    expect(one.label).toBe('Remove Activation');
  });

  test('heal keeps to the main ports: an initializer does not become a tensor', () => {
    const document: GraphDocument = { ...chain(), edges: chain().edges.slice(1) };
    expect(edgeTexts(applied(document, { type: 'remove', nodes: ['d1'], heal: true }).document)).toEqual([
      'relu.outputs->d2.inputs',
    ]);
  });

  test('heal makes no double, no loop, and survives a cycle of removed nodes', () => {
    const edges = [
      { from: 'a.outputs', to: 'b.inputs' },
      { from: 'b.outputs', to: 'c.inputs' },
      { from: 'a.outputs', to: 'c.inputs' },
      { from: 'b.outputs', to: 'a.inputs' },
      { from: 'x.outputs', to: 'y.inputs' },
      { from: 'y.outputs', to: 'x.inputs' },
      { from: 'y.outputs', to: 'c.other' },
    ];
    const document = { ...chain(), nodes: ['a', 'b', 'c', 'x', 'y'].map((id) => node(id)), edges };
    const healed = applied(document, { type: 'remove', nodes: ['b', 'x', 'y'], heal: true });
    expect(edgeTexts(healed.document)).toEqual(['a.outputs->c.inputs']);
  });

  test('heal with several wires in: the first goes on', () => {
    const edges = [
      { from: 'a.outputs', to: 'sum.inputs' },
      { from: 'b.outputs', to: 'sum.inputs' },
      { from: 'sum.outputs', to: 'c.inputs', bend: 3 },
    ];
    const document = { ...chain(), nodes: ['a', 'b', 'c', 'sum'].map((id) => node(id)), edges };
    const healed = applied(document, { type: 'remove', nodes: ['sum'], heal: true });
    expect(healed.document.edges).toEqual([{ from: 'a.outputs', to: 'c.inputs', bend: 3 }]);
  });

  test('edges alone, and edges that go with their node anyway', () => {
    const edge = 'relu.outputs->d2.inputs';
    expect(applied(chain(), { type: 'remove', nodes: [], edges: [edge] }).label).toBe('Remove wire');
    const both = applied(chain(), { type: 'remove', nodes: ['relu'], edges: [edge], heal: true });
    expect(edgeTexts(both.document)).toHaveLength(2);
  });
});

describe('connect and disconnect', () => {
  const edge = { from: 'data.features', to: 'd2.inputs' };

  test('adds a wire; with replace the old one gives way in its place', () => {
    expect(edgeTexts(applied(chain(), { type: 'connect', edge }).document)).toHaveLength(5);
    const first = { from: 'relu.outputs', to: 'd1.inputs' };
    const replaced = applied(chain(), { type: 'connect', edge: first, replace: true });
    expect(edgeTexts(replaced.document)).toEqual(['relu.outputs->d1.inputs', ...edgeTexts(chain()).slice(1)]);
    expect(replaced.label).toBe('Connect relu to d1');
  });

  test('replace with the wire that is there removes only its rivals', () => {
    const crowded = applied(chain(), { type: 'connect', edge }).document;
    const alone = applied(crowded, { type: 'connect', edge, replace: true });
    expect(edgeTexts(alone.document)).toEqual([...edgeTexts(chain()).slice(0, 3), 'data.features->d2.inputs']);
  });

  test('refusals', () => {
    expect(refusal(chain(), { type: 'connect', edge: { from: 'd1.outputs', to: 'relu.inputs' } })).toContain(
      'already connected',
    );
    expect(refusal(chain(), { type: 'connect', edge: { from: 'd1.outputs', to: 'd1.inputs' } })).toContain(
      'back to itself',
    );
    expect(
      refusal(chain(), { type: 'connect', edge: { from: 'd1.outputs', to: 'no.inputs' }, replace: true }),
    ).toContain('no node "no"');
  });

  test('disconnect', () => {
    const { document, label } = applied(chain(), { type: 'disconnect', edges: edgeTexts(chain()).slice(0, 2) });
    expect(edgeTexts(document)).toEqual(edgeTexts(chain()).slice(2));
    expect(label).toBe('Remove 2 wires');
  });
});

describe('changes in place', () => {
  test('move', () => {
    const { document, label, patches } = applied(chain(), {
      type: 'move',
      positions: { d1: [1, 2], d2: [600, 50], he: [3, 4] },
    });
    expect(nodeById(document, 'd1')?.position).toEqual([1, 2]);
    expect(label).toBe('Move 2 nodes');
    expect(patches).toHaveLength(2);
    expect(applied(chain(), { type: 'move', positions: { d1: [1, 2] } }).label).toBe('Move Dense');
    expect(refusal(chain(), { type: 'move', positions: { x: [0, 0] } })).toContain('no node "x"');
    expect(refusal(chain(), { type: 'move', positions: { d1: [0, Infinity] } })).toContain('finite');
  });

  test('setParams adds, changes and removes', () => {
    const { document, label } = applied(chain(), {
      type: 'setParams',
      node: 'd1',
      params: { units: 8, constructor: 'x' },
    });
    expect(nodeById(document, 'd1')?.params).toEqual({ units: 8, constructor: 'x' });
    expect(label).toBe('Set 2 params of Dense');
    const one = applied(document, { type: 'setParams', node: 'd1', params: { constructor: undefined } });
    expect(one.label).toBe('Set constructor');
    expect(nodeById(one.document, 'd1')?.params).toEqual({ units: 8 });
    const none = applied(one.document, { type: 'setParams', node: 'd1', params: { units: undefined } });
    expect(nodeById(none.document, 'd1')).not.toHaveProperty('params');
    const bad = { type: 'setParams', node: 'd1', params: JSON.parse('{"__proto__": 1}') } as Command;
    expect(refusal(chain(), bad)).toContain('__proto__');
    expect(refusal(chain(), { type: 'setParams', node: 'd1', params: { units: Number.NaN } })).toContain(
      'units of "d1" is NaN',
    );
  });

  test('an infinite param can be copied with its node, but not entered', () => {
    const { document } = applied(chain(), {
      type: 'add',
      nodes: [node('x', 'Dense', { params: { units: Infinity } })],
    });
    expect(nodeById(document, 'x')?.params).toEqual({ units: Infinity });
    expect(refusal(chain(), { type: 'setParams', node: 'd1', params: { units: Infinity } })).toContain('is Infinity');
  });

  test('setLabel and setMuted', () => {
    const labelled = applied(chain(), { type: 'setLabel', node: 'd1', label: 'hidden' });
    expect(nodeById(labelled.document, 'd1')?.label).toBe('hidden');
    const bare = applied(labelled.document, { type: 'setLabel', node: 'd1', label: '' });
    expect(nodeById(bare.document, 'd1')).not.toHaveProperty('label');
    const muted = applied(chain(), { type: 'setMuted', nodes: ['d1', 'relu', 'd1'], muted: true });
    expect(muted.label).toBe('Bypass 2 nodes');
    const again = applied(muted.document, { type: 'setMuted', nodes: ['relu'], muted: false });
    expect(nodeById(again.document, 'relu')).not.toHaveProperty('muted');
    expect(again.label).toBe('Stop bypassing Activation');
  });

  test('renameId takes every wire along', () => {
    const { document, label } = applied(chain(), { type: 'renameId', node: 'd1', id: 'hidden' });
    expect(edgeTexts(document)).toEqual([
      'data.features->hidden.inputs',
      'he.initializer->hidden.kernel_initializer',
      'hidden.outputs->relu.inputs',
      'relu.outputs->d2.inputs',
    ]);
    expect(document.nodes.map(({ id }) => id)).toEqual(['data', 'hidden', 'relu', 'd2', 'he']);
    expect(label).toBe('Rename d1 to hidden');
    // Also one that names no port yet.
    const bare = { ...chain(), edges: [{ from: 'data.features', to: 'd1' }] };
    expect(edgeTexts(applied(bare, { type: 'renameId', node: 'd1', id: 'hidden' }).document)).toEqual([
      'data.features->hidden',
    ]);
    expect(refusal(chain(), { type: 'renameId', node: 'd1', id: 'd2' })).toContain('already a node "d2"');
    expect(refusal(chain(), { type: 'renameId', node: 'd1', id: 'a b' })).toContain('no id');
  });

  test('insert puts both halves where the wire was', () => {
    const insert: Command = {
      type: 'insert',
      node: node('bn', 'BatchNormalization'),
      edge: edgeTexts(chain())[2] ?? '',
      input: 'inputs',
      output: 'outputs',
    };
    const { document, label } = applied(chain(), insert);
    expect(edgeTexts(document).slice(2)).toEqual([
      'd1.outputs->bn.inputs',
      'bn.outputs->relu.inputs',
      'relu.outputs->d2.inputs',
    ]);
    expect(label).toBe('Insert BatchNormalization');
    expect(refusal(chain(), { ...insert, edge: 'a.b->c.d' })).toContain('no wire');
    expect(refusal(chain(), { ...insert, node: node('d1') })).toContain('already a node');
  });

  test('setDocument', () => {
    const { document, label } = applied(chain(), { type: 'setDocument', fields: { seed: 3, name: 'chain' } });
    expect(document.seed).toBe(3);
    expect(label).toBe('Set seed');
    const described = applied(document, { type: 'setDocument', fields: { description: 'x' } }).document;
    expect(applied(described, { type: 'setDocument', fields: { description: '' } }).document).not.toHaveProperty(
      'description',
    );
    expect(refusal(chain(), { type: 'setDocument', fields: { seed: 0.5 } })).toContain('0.5');
  });
});

describe('batch', () => {
  test('later commands see what earlier ones did; one label', () => {
    const { document, label } = applied(chain(), {
      type: 'batch',
      label: 'Insert Flatten',
      commands: [
        { type: 'add', nodes: [node('f', 'Flatten')] },
        { type: 'connect', edge: { from: 'data.features', to: 'f.inputs' } },
        { type: 'connect', edge: { from: 'f.outputs', to: 'd1.inputs' }, replace: true },
        { type: 'remove', nodes: ['he'] },
      ],
    });
    expect(edgeTexts(document)).toEqual([
      'f.outputs->d1.inputs',
      'd1.outputs->relu.inputs',
      'relu.outputs->d2.inputs',
      'data.features->f.inputs',
    ]);
    expect(label).toBe('Insert Flatten');
  });

  test('all or nothing', () => {
    const document = chain();
    const command: Command = {
      type: 'batch',
      label: 'x',
      commands: [
        { type: 'remove', nodes: ['d1'] },
        { type: 'remove', nodes: ['d2'] },
        { type: 'setLabel', node: 'd1', label: 'gone' },
      ],
    };
    expect(refusal(document, command)).toContain('no node "d1"');
    expect(document).toEqual(chain());
  });
});

test.each<Command>([
  { type: 'add', nodes: [] },
  { type: 'remove', nodes: ['gone'], edges: ['a.b->c.d'], heal: true },
  { type: 'disconnect', edges: ['a.b->c.d'] },
  { type: 'connect', edge: { from: 'd1.outputs', to: 'relu.inputs' }, replace: true },
  { type: 'move', positions: { d2: [600, 50] } },
  { type: 'setParams', node: 'd1', params: { units: 4, gone: undefined } },
  { type: 'setLabel', node: 'd1', label: undefined },
  { type: 'setMuted', nodes: ['d1'], muted: false },
  { type: 'renameId', node: 'd1', id: 'd1' },
  { type: 'setDocument', fields: { name: 'chain', seed: 7, description: '' } },
  { type: 'batch', label: 'Nothing', commands: [{ type: 'setLabel', node: 'd1', label: '' }] },
])('$type that changes nothing returns the same document and no patches', (command) => {
  const document = chain();
  const result = applyCommand(document, command);
  expect(result.ok).toBe(true);
  if (!result.ok) return;
  expect(result.value.document).toBe(document);
  expect(result.value.patches).toEqual([]);
});
