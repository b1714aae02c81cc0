/** `export` and `import`: what goes out comes back, and what cannot go is said. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { unzipSync } from 'fflate';
import { edgewise, folder, last, lines } from './run.ts';

const files = folder();
afterAll(files.remove);
const XOR = 'examples/xor.json';

describe('export', () => {
  it('writes a Keras archive with the weights and the optimizer of a training', async () => {
    const [weights, out] = [files.file('w.safetensors'), files.file('xor.keras')];
    expect((await edgewise('train', XOR, '--epochs', '2', '--backend', 'cpu', '--weights', weights)).code).toBe(0);
    const { code, out: said } = await edgewise('export', XOR, '--to', 'keras', '--weights', weights, '-o', out);
    expect([code, said]).toEqual([0, `Wrote ${out}.\n`]);
    const archive = unzipSync(readFileSync(out));
    expect(Object.keys(archive)).toContain('model.weights.h5');
    const metadata = JSON.parse(new TextDecoder().decode(archive['metadata.json'])) as Record<string, unknown>;
    expect(metadata['edgewise']).toMatchObject({ format: 'edgewise' });
    // The names of the optimizer's variables stand in the file as they are.
    expect(new TextDecoder('latin1').decode(archive['model.weights.h5'])).toContain('optimizer');

    const [graph, again] = [files.file('back.json'), files.file('back.safetensors')];
    expect((await edgewise('import', out, '-o', graph, '--weights', again)).code).toBe(0);
    expect(readFileSync(graph, 'utf8')).toBe(readFileSync(XOR, 'utf8'));
    const bytesOf = (file: string, key: string) => {
      const bytes = readFileSync(file);
      const length = Number(bytes.readBigUInt64LE(0));
      const header = JSON.parse(bytes.toString('utf8', 8, 8 + length)) as Record<
        string,
        { data_offsets: [number, number] }
      >;
      const [from = 0, to = 0] = header[key]?.data_offsets ?? [];
      return bytes.subarray(8 + length + from, 8 + length + to).toString('hex');
    };
    expect(bytesOf(again, 'd1/kernel')).toBe(bytesOf(weights, 'd1/kernel'));
  });

  it('goes on training a Keras archive to the loss of one training without a stop', async () => {
    // All rows in one batch, so that it does not matter in which order they come.
    const plain = JSON.parse(readFileSync(XOR, 'utf8')) as {
      nodes: { type: string; params?: Record<string, unknown> }[];
    };
    for (const { type, params } of plain.nodes) if (type === 'Train' && params) params['batch_size'] = 65_536;
    const graph = files.file('whole.json', JSON.stringify(plain));
    const train = async (epochs: number, ...more: readonly string[]) => {
      const done = last(
        await edgewise('train', graph, '--json', '--backend', 'cpu', '--epochs', String(epochs), ...more),
      );
      expect(done['type']).toBe('done');
      return Number(done['loss']);
    };
    const [weights, out, back] = [files.file('a.safetensors'), files.file('a.keras'), files.file('b.safetensors')];
    const straight = await train(9);
    await train(6, '--weights', weights);
    expect((await edgewise('export', graph, '--to', 'keras', '--weights', weights, '-o', out)).code).toBe(0);
    const { out: said } = await edgewise('import', out, '-o', files.file('b.json'), '--weights', back);
    expect(said).toContain('Training goes on after step 6.');
    const on = files.file('on.safetensors');
    expect(await train(3, '--from', back, '--weights', on)).toBeCloseTo(straight, 5);
    expect(await train(3)).not.toBeCloseTo(straight, 3);
    // What was reached counts its steps on.
    const again = files.file('c.keras');
    expect((await edgewise('export', graph, '--to', 'keras', '--weights', on, '-o', again)).code).toBe(0);
    const last_ = await edgewise('import', again, '-o', files.file('c.json'), '--weights', files.file('c.safetensors'));
    expect(last_.out).toContain('Training goes on after step 9.');
  });

  it('goes on from a file that fits, and with one training only', async () => {
    const other = await edgewise('train', 'examples/two-spirals.json', '--from', files.file('a.safetensors'));
    expect([other.code, other.err]).toEqual([1, expect.stringMatching(/does not fit this graph: /)]);
    const several = await edgewise('train', 'examples/effect-schedule.json', '--from', files.file('a.safetensors'));
    expect([several.code, several.err]).toEqual([
      1,
      expect.stringMatching(/goes on with one training, but .* has several: constant, lowered/),
    ]);
  });

  it('writes a script with its data, the files of tfjs, and the schema', async () => {
    const made = async (to: string, name: string) =>
      (await edgewise('export', XOR, '--to', to, '-o', files.file(name))).out;
    expect(await made('python', 'net.py')).toContain('net.npz');
    expect(readFileSync(files.file('net.py'), 'utf8')).toContain('with_name("net.npz")');
    expect(await made('tfjs', 'net.json')).toContain('net.weights.bin');
    expect(
      (await edgewise('import', files.file('net.json'), files.file('net.weights.bin'), '-o', files.file('t.json')))
        .code,
    ).toBe(0);
    await made('json-schema', 'schema.json');
    expect(JSON.parse(readFileSync(files.file('schema.json'), 'utf8'))).toHaveProperty('title', 'Edgewise graph');
  });

  it('tells each file as an object with --json', async () => {
    const told = async (to: string, name: string) =>
      lines(await edgewise('export', XOR, '--to', to, '-o', files.file(name), '--json'));
    const file = (name: string, kind: string) => ({
      type: 'file',
      file: files.file(name),
      bytes: statSync(files.file(name)).size,
      kind,
    });
    const [python, tfjs, schema] = [
      await told('python', 'told.py'),
      await told('tfjs', 'm.json'),
      await told('json-schema', 's.json'),
    ];
    const program = { program: 'train' };
    expect(python).toEqual([
      { ...file('told.py', 'python'), ...program },
      { ...file('told.npz', 'data'), ...program },
    ]);
    expect(tfjs).toEqual([
      { ...file('m.json', 'tfjs'), ...program },
      { ...file('m.weights.bin', 'weights'), ...program },
    ]);
    expect(schema).toEqual([file('s.json', 'json-schema')]);
    expect(await told('keras', 'told.keras')).toEqual([{ ...file('told.keras', 'keras'), ...program }]);
  });

  it.each([
    [
      'weights of another graph',
      ['--to', 'keras', '--weights', files.file('w.safetensors')],
      1,
      /does not fit this graph: /,
    ],
    ['weights for a script', ['--to', 'python', '--weights', files.file('w.safetensors')], 1, /takes no weights/],
    ['a Train node that is not there', ['--to', 'keras', '--program', 'nobody'], 1, /no Train node nobody, but train/],
    ['a form that is none', ['--to', 'onnx'], 2, /keras, python, tfjs, json-schema/],
  ] as const)('refuses %s', async (_what, args, code, reason) => {
    const out = files.file('not-written');
    const outcome = await edgewise('export', 'examples/two-spirals.json', ...args, '-o', out);
    expect(outcome.code).toBe(code);
    expect(outcome.err).toMatch(reason);
    expect(existsSync(out)).toBe(false);
  });
});

describe('import', () => {
  it('tells the graph and the weights as objects with --json', async () => {
    const [trained, model] = [files.file('six.safetensors'), files.file('six.keras')];
    await edgewise('train', XOR, '--epochs', '2', '--backend', 'cpu', '--weights', trained);
    await edgewise('export', XOR, '--to', 'keras', '--weights', trained, '-o', model);
    const [graph, weights] = [files.file('six.json'), files.file('back-again.safetensors')];
    const told = lines(await edgewise('import', model, '-o', graph, '--weights', weights, '--json'));
    expect(told).toEqual([
      { type: 'file', file: graph, bytes: statSync(graph).size, kind: 'graph' },
      { type: 'file', file: weights, bytes: statSync(weights).size, kind: 'weights', step: expect.any(Number) },
    ]);
  });

  it('tells whether the table is in the graph file with --json', async () => {
    const table = files.file('told.csv', 'width,kind\n1,a\n2,b\n3,a\n4,b\n5,a\n6,b\n7,a\n8,b\n');
    const graph = files.file('told-table.json');
    const told = lines(await edgewise('import', table, '-o', graph, '--json'));
    expect(told).toEqual([{ type: 'file', file: graph, bytes: statSync(graph).size, kind: 'graph', embedded: true }]);
  });

  it('says what is wrong with a file, and writes nothing', async () => {
    const out = files.file('none.json');
    const { code, err } = await edgewise('import', 'package.json', '-o', out);
    expect([code, existsSync(out)]).toEqual([1, false]);
    expect(err).toMatch(/package\.json cannot be imported: it describes no model/);
  });
});
