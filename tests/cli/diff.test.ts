import { readFileSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { edgewise, folder, last, lines } from './run.ts';

const XOR = 'examples/xor.json';
const files = folder();
afterAll(files.remove);

it('says what differs between two graph files, a line each and a count', async () => {
  const text = readFileSync(XOR, 'utf8');
  const graph = JSON.parse(text) as { seed: number; nodes: { id: string; label?: string }[] };
  const nodes = graph.nodes.map((node) => (node.id === 'd1' ? { ...node, label: 'first' } : node));
  const other = files.file('other.json', JSON.stringify({ ...graph, seed: 9999, nodes }));

  const plain = await edgewise('diff', XOR, other);
  expect(plain).toMatchObject({ code: 0, err: '' });
  expect(plain.out.trimEnd().split('\n')).toEqual([
    `seed: ${graph.seed} → 9999`,
    expect.stringMatching(/^d1: label .* → “first”$/),
    '1 label changed, 1 field of the graph changed',
  ]);

  const json = await edgewise('diff', XOR, other, '--json');
  expect(lines(json)[0]).toMatchObject({ type: 'change', kind: 'document', before: graph.seed, after: 9999 });
  expect(last(json)).toMatchObject({ type: 'done', changes: 2 });

  expect(await edgewise('diff', XOR, XOR)).toMatchObject({ code: 0, out: 'no differences\n' });
});

it('names the file that cannot be read', async () => {
  const { code, err } = await edgewise('diff', XOR, 'no/such.json');
  expect([code, err]).toEqual([1, expect.stringContaining('no/such.json')]);
});
