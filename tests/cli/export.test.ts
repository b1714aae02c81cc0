/** `export` and `import`: what goes out comes back, and what cannot go is said. */
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { unzipSync } from 'fflate';
import { edgewise, folder } from './run.ts';

const files = folder();
afterAll(files.remove);
const XOR = 'examples/xor.json';

describe('export', () => {
  it('writes a Keras archive with the weights and the optimizer of a training', () => {
    const [weights, out] = [files.file('w.safetensors'), files.file('xor.keras')];
    expect(edgewise('train', XOR, '--epochs', '2', '--backend', 'cpu', '--weights', weights).code).toBe(0);
    const { code, out: said } = edgewise('export', XOR, '--to', 'keras', '--weights', weights, '-o', out);
    expect([code, said]).toEqual([0, `Wrote ${out}.\n`]);
    const archive = unzipSync(readFileSync(out));
    expect(Object.keys(archive)).toContain('model.weights.h5');
    const metadata = JSON.parse(new TextDecoder().decode(archive['metadata.json'])) as Record<string, unknown>;
    expect(metadata['edgewise']).toMatchObject({ format: 'edgewise' });
    // The names of the optimizer's variables stand in the file as they are.
    expect(new TextDecoder('latin1').decode(archive['model.weights.h5'])).toContain('optimizer');

    const [graph, again] = [files.file('back.json'), files.file('back.safetensors')];
    expect(edgewise('import', out, '-o', graph, '--weights', again).code).toBe(0);
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

  it('writes a script with its data, the files of tfjs, and the schema', () => {
    const made = (to: string, name: string) => edgewise('export', XOR, '--to', to, '-o', files.file(name)).out;
    expect(made('python', 'net.py')).toContain('net.npz');
    expect(readFileSync(files.file('net.py'), 'utf8')).toContain('with_name("net.npz")');
    expect(made('tfjs', 'net.json')).toContain('net.weights.bin');
    expect(
      edgewise('import', files.file('net.json'), files.file('net.weights.bin'), '-o', files.file('t.json')).code,
    ).toBe(0);
    made('json-schema', 'schema.json');
    expect(JSON.parse(readFileSync(files.file('schema.json'), 'utf8'))).toHaveProperty('title', 'Edgewise graph');
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
  ] as const)('refuses %s', (_what, args, code, reason) => {
    const out = files.file('not-written');
    const outcome = edgewise('export', 'examples/two-spirals.json', ...args, '-o', out);
    expect(outcome.code).toBe(code);
    expect(outcome.err).toMatch(reason);
    expect(existsSync(out)).toBe(false);
  });
});

describe('import', () => {
  it('says what is wrong with a file, and writes nothing', () => {
    const out = files.file('none.json');
    const { code, err } = edgewise('import', 'package.json', '-o', out);
    expect([code, existsSync(out)]).toEqual([1, false]);
    expect(err).toMatch(/package\.json cannot be imported: it describes no model/);
  });
});
