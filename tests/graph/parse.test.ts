import { describe, expect, test, vi } from 'vitest';
import { MAX_BYTES, MAX_EDGES, MAX_NODES } from '../../src/graph/limits.ts';
import { serializeDocument } from '../../src/graph/serialize.ts';
import { file, fixtureText, node, opened, refused } from './support.ts';

// Machines that build several things at once are slow; nothing here depends on time.
vi.setConfig({ testTimeout: 60_000 });

/** More than any field handles. */
const LONG = 'x'.repeat(70_000);

describe('what opens unchanged', () => {
  test('a full file, with every unknown type, param and field where it was', () => {
    const text = fixtureText(1);
    const { document, warnings } = opened(text);
    expect(warnings).toEqual([]);
    expect(document).toEqual(JSON.parse(text));
  });

  test('edges to nowhere, cycles, edges to themselves and two wires into one port', () => {
    const edges = [
      { from: 'a.outputs', to: 'gone.inputs' },
      { from: 'a.outputs', to: 'b.inputs' },
      { from: 'b.outputs', to: 'a.inputs' },
      { from: 'a.outputs', to: 'a.inputs' },
    ];
    const { document, warnings } = opened(file({ nodes: [node('a'), node('b')], edges }));
    expect(document.edges).toEqual(edges);
    expect(warnings).toEqual([]);
  });

  test('a file with a byte order mark', () => {
    expect(opened(`\uFEFF${file()}`).warnings).toEqual([]);
  });
});

describe('what is repaired and reported', () => {
  test('missing name, seed, version, nodes and edges', () => {
    const { document, warnings } = opened('{"format":"edgewise"}');
    expect(document).toEqual({ format: 'edgewise', version: 1, name: 'Untitled', seed: 42, nodes: [], edges: [] });
    expect(warnings.map(({ path }) => path).toSorted()).toEqual(['edges', 'name', 'nodes', 'seed', 'version']);
  });

  test('missing positions: columns follow the wires, below what is placed', () => {
    const nodes = [{ id: 'c', type: 'Dense' }, { id: 'a', type: 'Dataset' }, { id: 'b', type: 'Dense' }, node('p')];
    const edges = [
      { from: 'a.features', to: 'b.inputs' },
      { from: 'b.outputs', to: 'c.inputs' },
    ];
    const { document, warnings } = opened(file({ nodes, edges }));
    expect(document.nodes.map(({ id, position }) => [id, position])).toEqual([
      ['c', [480, 160]],
      ['a', [0, 160]],
      ['b', [240, 160]],
      ['p', [0, 0]],
    ]);
    expect(warnings.map(({ message }) => message)).toEqual(['3 nodes had no position and were given one.']);
  });

  test.each([[[1]], [[1, 2, 3]], [['1', 2]], [[null, 0]], ['left'], [{ x: 1, y: 2 }]])(
    'a position %j is set aside and kept in the file',
    (position) => {
      const { document, warnings } = opened(file({ nodes: [{ id: 'a', type: 'Dense', position }] }));
      expect(document.nodes[0]).toEqual({ id: 'a', type: 'Dense', position: [0, 0], unreadable: { position } });
      expect(warnings.map(({ path }) => path)).toEqual(['nodes[0].position', 'nodes']);
      expect(opened(serializeDocument(document)).warnings).toEqual([]);
    },
  );

  test('values of the wrong type in known optional fields are set aside, several at a time', () => {
    const strange = { ...node('a'), params: [1], label: 5, muted: 'yes', frame: null, unreadable: { was: 'here' } };
    const { document } = opened(file({ nodes: [strange], name: 3, seed: 'x', description: [] }));
    expect(document.nodes[0]).toEqual({
      ...node('a'),
      unreadable: { was: 'here', params: [1], label: 5, muted: 'yes', frame: null },
    });
    expect(document).toMatchObject({ name: 'Untitled', seed: 42, unreadable: { name: 3, seed: 'x', description: [] } });
    expect(document).not.toHaveProperty('description');
  });

  test('a value that is as deep as a file may be is set aside as text, so that the saved file opens', () => {
    const deep = `${'['.repeat(61)}${']'.repeat(61)}`;
    const { document } = opened(file({ nodes: [node('a')] }).replace('[0,0]', deep));
    expect(document.nodes[0]).toMatchObject({ unreadable: { position: deep } });
    expect(opened(serializeDocument(document)).document).toEqual(document);
  });

  test('duplicate ids: the second is renamed, its fields stay, wires stay with the first', () => {
    const nodes = [node('d1'), node('d1', 'Dropout', { params: { rate: 0.1 } }), node('d2')];
    const edges = [{ from: 'd1.outputs', to: 'd2.inputs' }];
    const { document, warnings } = opened(file({ nodes, edges }));
    expect(document.nodes.map(({ id }) => id)).toEqual(['d1', 'd3', 'd2']);
    expect(document.nodes[1]).toMatchObject({ type: 'Dropout', params: { rate: 0.1 } });
    expect(document.edges).toEqual(edges);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatchObject({ path: 'nodes[1].id' });
    expect(warnings[0]?.message).toContain('"d1" stands twice');
  });

  test('missing ids and ids that break the rule, whose wires follow', () => {
    const nodes = [
      { type: 'BatchNormalization', position: [0, 0] },
      node('my layer'),
      node('v1.2'),
      node('__proto__'),
      node(''),
    ];
    const edges = [
      { from: 'my layer.outputs', to: 'v1.2.inputs' },
      { from: '__proto__.outputs', to: 'my layer.inputs' },
    ];
    const { document, warnings } = opened(file({ nodes, edges }));
    expect(document.nodes.map(({ id }) => id)).toEqual(['bn1', 'my_layer', 'v1_2', 'proto', 'node']);
    expect(document.edges).toEqual([
      { from: 'my_layer.outputs', to: 'v1_2.inputs' },
      { from: 'proto.outputs', to: 'my_layer.inputs' },
    ]);
    expect(warnings).toHaveLength(5);
  });

  test('duplicate edges become one that has the fields of both', () => {
    const edges = [
      { from: 'a.outputs', to: 'b.inputs', colour: 'red' },
      { from: 'a.outputs', to: 'b.inputs', colour: 'blue', note: 'second' },
    ];
    const { document, warnings } = opened(file({ nodes: [node('a'), node('b')], edges }));
    expect(document.edges).toEqual([{ from: 'a.outputs', to: 'b.inputs', colour: 'red', note: 'second' }]);
    expect(warnings.map(({ path }) => path)).toEqual(['edges[1]']);
  });

  test('edges whose ends are no "node.port" are kept', () => {
    const edges = [{ from: 'a', to: '.inputs' }];
    const { document, warnings } = opened(file({ nodes: [node('a')], edges }));
    expect(document.edges).toEqual(edges);
    expect(warnings.map(({ path }) => path)).toEqual(['edges[0].from', 'edges[0].to']);
  });

  test('"__proto__" keys are taken out at any depth and reported; "constructor" is only a name', () => {
    const text = file({ nodes: [node('a')] })
      .replace('"position"', '"__proto__":{"polluted":1},"position"')
      .replace(
        '{"format"',
        '{"blocks":[{"name":"B","nodes":[],"edges":[],"__proto__":{"polluted":2},"constructor":{"prototype":3}}],"format"',
      );
    const { document, warnings } = opened(text);
    expect(warnings.map(({ path }) => path)).toEqual(['blocks[0].__proto__', 'nodes[0].__proto__']);
    expect(JSON.stringify(document)).not.toContain('polluted');
    expect(document).toMatchObject({ blocks: [{ constructor: { prototype: 3 } }] });
    expect(document.nodes[0]).not.toHaveProperty('polluted');
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('numbers that JavaScript cannot hold are named with their path', () => {
    const text = file({ nodes: [node('a', 'Dense', { params: { units: 1, rate: 2, fine: 3 } })] })
      .replace('"units":1', '"units":9007199254740993')
      .replace('"rate":2', '"rate":-1e999')
      .replace('"fine":3', '"fine":9007199254740992');
    const { document, warnings } = opened(text);
    expect(warnings.map(({ path }) => path)).toEqual(['nodes[0].params.units', 'nodes[0].params.rate']);
    expect(warnings[0]?.message).toContain('it became 9007199254740992');
    expect(document.nodes[0]?.params?.rate).toBe(-Infinity);
  });

  test('half characters and keys that stand twice are reported', () => {
    const text = file({ name: 'x' }).replace('"x"', '"\\ud800"').replace('"seed":1', '"seed":1,"seed":2');
    const { document, warnings } = opened(text);
    expect(warnings.map(({ path }) => path).toSorted()).toEqual(['name', 'seed']);
    expect(document.seed).toBe(2);
    expect(opened(serializeDocument(document)).document.name).toBe('\ud800');
  });

  test('no more than a hundred warnings, then a count', () => {
    const nodes = Array.from({ length: 150 }, () => node('a'));
    const { warnings, document } = opened(file({ nodes }));
    expect(new Set(document.nodes.map(({ id }) => id)).size).toBe(150);
    expect(warnings).toHaveLength(101);
    expect(warnings.at(-1)?.message).toContain('49 more');
  });

  test('half a million warnings are counted, not kept', () => {
    const numbers = Array.from({ length: 500_000 }, () => '12345678901234567890').join(',');
    const { warnings } = opened(file({ x: 0 }).replace('"x":0', `"x":[${numbers}]`));
    expect(warnings).toHaveLength(101);
    expect(warnings.at(-1)?.message).toBe('And 499,900 more messages like these.');
  });

  test.each([
    ['description', { description: LONG }],
    ['name', { name: LONG }],
    ['nodes[0].label', { nodes: [node('a', 'Dense', { label: LONG })] }],
    ['nodes[0].type', { nodes: [node('a', LONG)] }],
    ['nodes[0].params.text', { nodes: [node('a', 'Note', { params: { text: LONG } })] }],
    ['edges[0].from', { nodes: [node('a')], edges: [{ from: `b.${LONG}`, to: 'a.inputs' }] }],
    ['nodes[0].params.xxx', { nodes: [node('a', 'Note', { params: { [LONG]: 1 } })] }],
  ])('a very long %s is kept to the letter, and said in few words', (path, fields) => {
    const { document, warnings } = opened(file(fields));
    expect(JSON.parse(serializeDocument(document))).toEqual(JSON.parse(file(fields)));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.path.startsWith(path.slice(0, 14))).toBe(true);
    expect(warnings[0]?.message).toMatch(/70,00\d characters; up to 65,536/);
    expect(JSON.stringify(warnings).length).toBeLessThan(1_000);
  });

  test('what is said of long texts stays short', () => {
    const twice = { from: `a.${LONG}`, to: `b.${LONG}` };
    const { warnings } = opened(
      file({ nodes: [node('a'), node('b'), { ...node('c'), id: LONG }], edges: [twice, twice] }),
    );
    expect(warnings.length).toBeGreaterThan(3);
    for (const each of warnings) expect(JSON.stringify(each).length).toBeLessThan(2_000);
    const reasons = refused(file({ nodes: [{ id: 'a', type: [LONG] }, LONG], version: 1 }));
    for (const each of reasons) expect(JSON.stringify(each).length).toBeLessThan(2_000);
  });
});

describe('what is refused', () => {
  test.each([
    ['', 'line 1, column 1', 'The file is empty'],
    ['   \n ', 'line 2, column 2', 'The file is empty'],
    ['[1]', 'document', 'found a list of 1'],
    ['null', 'document', 'found null'],
    ['{}', 'format', 'no Edgewise graph: expected "edgewise", found nothing'],
    [file({ format: 'comfy' }), 'format', 'found the text "comfy"'],
    [file({ version: 2 }), 'version', 'The file has version 2; this Edgewise reads up to version 1'],
    [file({ version: '1' }), 'version', 'Expected a version from 1 to 1, found the text "1"'],
    [file({ version: 0 }), 'version', 'found the number 0'],
    [file({ nodes: {} }), 'nodes', 'Expected a list of nodes, found an object'],
    [file({ edges: 'none' }), 'edges', 'Expected a list of edges, found the text "none"'],
    [file({ nodes: [null] }), 'nodes[0]', 'Expected a node { "id", "type", … }, found null'],
    [file({ nodes: [{ id: 3, type: 'Dense' }] }), 'nodes[0].id', 'found the number 3'],
    [file({ nodes: [{ id: 'a' }] }), 'nodes[0].type', 'found nothing'],
    [file({ edges: [[]] }), 'edges[0]', 'found an empty list'],
    [file({ edges: [{ from: 'a.b' }] }), 'edges[0].to', 'Expected "node.port" as text, found nothing'],
    [file({ nodes: Array(MAX_NODES + 1).fill(0) }), 'nodes', `has ${MAX_NODES + 1} nodes; at most ${MAX_NODES}`],
    [file({ edges: Array(MAX_EDGES + 1).fill(0) }), 'edges', `at most ${MAX_EDGES}`],
    ['['.repeat(100_000), 'line 1, column 65', 'more than 64 lists or objects inside each other'],
    [' '.repeat(MAX_BYTES + 1), 'document', 'larger than 20 MiB'],
    ['é'.repeat(MAX_BYTES / 2 + 1), 'document', 'larger than 20 MiB'],
  ])('%.40s', (text, path, message) => {
    const issues = refused(text);
    expect(issues[0]?.path).toBe(path);
    expect(issues[0]?.message).toContain(message);
    expect(issues[0]?.hint).not.toBe('');
  });

  test('every broken node and edge is named, not only the first', () => {
    expect(refused(file({ nodes: [1, { type: '' }], edges: [{}] })).map(({ path }) => path)).toEqual([
      'nodes[0]',
      'nodes[1].type',
      'edges[0].from',
      'edges[0].to',
    ]);
  });
});
