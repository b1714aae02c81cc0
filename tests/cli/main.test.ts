import { readdirSync, readFileSync, truncateSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { catalog } from '../../src/catalog/index.ts';
import { check } from '../../src/cli/commands/check.ts';
import { compile } from '../../src/compiler/compile.ts';
import { example } from '../support/programs.ts';
import { edgewise, edgewiseAlone, folder, last, lines, said } from './run.ts';
import type { Outcome } from './run.ts';

const XOR = 'examples/xor.json';
const files = folder();
afterAll(files.remove);

type Params = Record<string, Record<string, unknown>>;

/** The xor example with other params, as a file. */
function changed(name: string, params: Params): string {
  const graph = JSON.parse(readFileSync(XOR, 'utf8')) as { nodes: { id: string; params?: object }[] };
  for (const node of graph.nodes) node.params = { ...node.params, ...params[node.id] };
  return files.file(name, JSON.stringify(graph));
}

describe('usage', () => {
  it('lists the commands on request, and ends well', () => {
    const { code, out, err } = edgewiseAlone('--help');
    expect(code).toBe(0);
    for (const command of ['check', 'describe', 'train', 'probe', 'catalog']) expect(out).toContain(command);
    expect(err).toBe('');
  });

  it('ends the process with 2 where it is called wrongly', () => {
    expect(edgewiseAlone('frobnicate')).toMatchObject({ code: 2, out: '' });
  });

  it.each([
    [['frobnicate'], /unknown command/i],
    [['check'], /missing required argument/i],
    [['train', XOR, '--epochs', 'many'], /“many”, expected a whole number from 1 to 100,000/],
    [['train', XOR, '--epochs', '100001'], /“100001”, expected a whole number from 1 to 100,000/],
    [['probe', XOR, '--after', '100001'], /whole number from 0 to 100,000/],
    [['train', XOR, '--seed', '-3'], /whole number/],
    [['train', XOR, '--backend', 'abacus'], /abacus.*webgpu, webgl, wasm, cpu/is],
    [['check', XOR, '--loud'], /unknown option/i],
  ])('ends with 2 and a reason on stderr: %j', async (args, reason) => {
    const { code, out, err } = await edgewise(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(reason);
    expect(err.trimEnd()).not.toContain('\n');
  });
});

describe('bad files', () => {
  it('names a file that is not there', async () => {
    const { code, out, err } = await edgewise('check', 'no/such/file.json');
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toContain('no/such/file.json cannot be read');
    expect(err).not.toContain('    at ');
  });

  it('says where a broken file breaks off', async () => {
    const broken = files.file('broken.json', readFileSync(XOR, 'utf8').slice(0, 300));
    const { code, out, err } = await edgewise('train', broken, '--json');
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toContain('broken.json cannot be opened');
    expect(err).toMatch(/line \d+/i);
  });

  it.each([
    [
      'points.csv',
      'x,y\n1,2\n3,4\n',
      'This is a table of values (CSV). Import it: drop it on the canvas of the editor, `import` on the command line.',
    ],
    ['model.json', '{"modelTopology":{}}', 'This is a TensorFlow.js model (model.json). Import it: '],
  ])('names a file that is no graph: %s', async (name, text, what) => {
    const { code, out, err } = await edgewise('check', files.file(name, text));
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toContain(`${name} cannot be opened. ${what}`);
    expect(err.trimEnd()).not.toContain('\n');
  });

  it('refuses a file beyond the limit without reading it', async () => {
    const large = files.file('large.json', `{${' '.repeat(70_000)}`);
    // The rest has no place on the disk; a text of that size could not be held.
    truncateSync(large, 6e9);
    const { code, err } = await edgewise('check', large);
    expect(code).toBe(1);
    expect(err).toMatch(/large\.json cannot be opened: it is larger than 20 MiB.*\n$/);
  });

  it('names a folder', async () => {
    expect((await edgewise('check', 'examples')).err).toBe(
      'examples cannot be read: it is a folder. Give the name of a file in it.\n',
    );
  });

  it('says very many faults in a few lines', async () => {
    // More than a call takes arguments.
    const params = Object.fromEntries(Array.from({ length: 150_000 }, (_, i) => [`p${i}`, i]));
    const file = changed('faults.json', { d1: params });
    const { code, out } = await edgewise('check', file);
    expect(code).toBe(0);
    expect(out.length).toBeLessThan(10_000);
    expect(out).toContain('And 149,990 more like this');
    const json = await edgewise('check', file, '--json');
    expect(json.out.length).toBeLessThan(20_000);
    expect(last(json)).toMatchObject({ type: 'done', diagnostics: 150_000 });
  });

  it('refuses a file of a newer version', async () => {
    const newer = files.file('newer.json', readFileSync(XOR, 'utf8').replace('"version": 1', '"version": 7'));
    const { code, err } = await edgewise('describe', newer);
    expect(code).toBe(1);
    expect(err).toContain('version 7');
  });

  it.each(['train', 'describe', 'probe'])('%s tells the errors of a graph and does nothing', async (command) => {
    const { code, out, err } = await edgewise(command, changed('error.json', { d1: { units: 1_000_000_000 } }));
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toMatch(/error {2}d1.*: units of Dense d1 is 1000000000, expected a whole number from 1 to 16384/);
  });

  it('refuses to train a graph without a Train node', async () => {
    const graph = JSON.stringify({ format: 'edgewise', version: 1, name: 'Nothing', seed: 1, nodes: [], edges: [] });
    const { code, err } = await edgewise('train', files.file('nothing.json', graph));
    expect(code).toBe(1);
    expect(err).toContain('nothing to train');
  });
});

describe('check', () => {
  // Without a process of its own for each: what the command says of a file is the same inside of one.
  it.each(readdirSync('examples').filter((name) => name.endsWith('.json')))('finds no error in %s', (name) => {
    const outcome = said(() => check(`examples/${name}`, { json: true }));
    expect(outcome).toMatchObject({ code: 0, err: '' });
    const trained = compile(example(name.replace('.json', '')), catalog).programs.map(({ id }) => id);
    expect(trained).not.toEqual([]);
    expect(last(outcome)).toMatchObject({ type: 'done', errors: 0, programs: trained });
  });

  it('ends well and prints a line for each thing as JSON', async () => {
    const outcome = await edgewise('check', XOR, '--json');
    expect(outcome).toEqual(said(() => check(XOR, { json: true })));
    expect(outcome).toMatchObject({ code: 0, err: '' });
  });

  it('says in words that all is well', async () => {
    expect((await edgewise('check', XOR)).out).toContain('No errors; 1 to train: train.');
  });

  it('prints errors with place, hint and fixes, and ends with 1', async () => {
    const bad = changed('bad.json', { d1: { units: 1_000_000_000 } });
    const outcome = await edgewise('check', bad, '--json');
    expect(outcome.code).toBe(1);
    const [error] = lines(outcome).filter(({ severity }) => severity === 'error');
    expect(error).toMatchObject({ type: 'diagnostic', node: 'd1', code: 'bad-param', param: 'units' });
    expect(error?.['fixes']).toEqual(['Set units to 256', 'Set units to its default, 32']);
    expect((await edgewise('check', bad)).out).toMatch(/\d errors?\.\n$/);
  });
});

describe('the layer table', () => {
  it('names each layer and sums up', async () => {
    const outcome = await edgewise('describe', XOR, '--json');
    expect(outcome).toMatchObject({ code: 0, err: '' });
    const layers = lines(outcome).filter(({ type }) => type === 'layer');
    expect(layers.map(({ name, shape, parameters }) => [name, shape, parameters])).toEqual([
      ['d1', [8], 24],
      ['tanh1', [8], 0],
      ['out', [1], 9],
      ['prob', [1], 0],
    ]);
    expect(last(outcome)).toMatchObject({
      type: 'done',
      program: 'train',
      parameters: 33,
      multiplyAdds: expect.any(Number),
    });
    const { out } = await edgewise('describe', XOR);
    expect(out).toMatch(/^d1 +Dense/m);
    expect(out).toContain('33 parameters');
  });
});

describe('catalog', () => {
  it('prints every type with ports, params and documentation', async () => {
    const outcome = await edgewise('catalog', '--json');
    expect(outcome).toMatchObject({ code: 0, err: '' });
    const types = lines(outcome);
    expect(types.length).toBeGreaterThan(40);
    const dense = types.find(({ node }) => node === 'Dense');
    expect(dense).toMatchObject({ category: 'Layers', summary: expect.any(String), formula: expect.any(String) });
    expect(dense?.['params']).toContainEqual(expect.objectContaining({ name: 'units', default: 32, min: 1 }));
    expect((await edgewise('catalog')).out).toContain('Dense: ');
  });
});

describe('train', () => {
  const options = ['train', XOR, '--json', '--epochs', '3', '--backend', 'cpu'];
  const run = (...args: readonly string[]) => edgewiseAlone(...options, ...args);
  const figuresIn = (outcome: Outcome) => lines(outcome).map(({ seconds: _timing, ...rest }) => rest);

  it('prints one line per epoch and a last one with the backend', () => {
    const outcome = run();
    expect(outcome.code).toBe(0);
    const epochs = lines(outcome).filter(({ type }) => type === 'epoch');
    expect(epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
    for (const each of epochs) {
      expect(each).toMatchObject({
        program: 'train',
        loss: expect.any(Number),
        val_loss: expect.any(Number),
        val_accuracy: expect.any(Number),
        lr: expect.closeTo(0.03, 5),
      });
    }
    expect(last(outcome)).toMatchObject({ type: 'done', reason: 'epochs', epochs: 3, backend: 'cpu' });
  });

  it('repeats its figures with the same seed, and not with another', async () => {
    const figures = async (...args: readonly string[]) => figuresIn(await edgewise(...options, ...args));
    // One of them in a process of its own.
    const first = figuresIn(run());
    expect(await figures()).toEqual(first);
    expect(await figures('--seed', '7')).toEqual(first);
    expect(await figures('--seed', '8')).not.toEqual(first);
  });

  it('prints for people without --json, and no progress line where there is no terminal', async () => {
    const { code, out, err } = await edgewise('train', XOR, '--epochs', '2', '--backend', 'wasm');
    expect(code).toBe(0);
    expect(out).toMatch(/on wasm\nepoch +1\/2 .*\nepoch +2\/2 .*\ndone after 2 epochs/);
    expect(err).not.toContain('\u001b');
    expect((await edgewise('train', XOR, '--epochs', '1', '--backend', 'cpu')).out).toContain('done after 1 epoch:');
  });

  it('says what broke when the run does, and ends with 1', async () => {
    const graph = changed('diverges.json', {
      data: { name: 'reg-plane' },
      tanh1: { activation: 'linear' },
      prob: { activation: 'linear' },
    });
    const text = readFileSync(graph, 'utf8')
      .replace('"BinaryCrossentropy"', '"MeanSquaredError"')
      .replace('"Adam"', '"SGD"')
      .replace('"learning_rate":0.03', '"learning_rate":1000000');
    const outcome = await edgewise('train', files.file('diverges.json', text), '--json', '--backend', 'cpu');
    expect(outcome.code).toBe(1);
    expect(outcome.err).toContain('Training stopped at step');
    expect(lines(outcome).find(({ type }) => type === 'fault')).toMatchObject({
      code: 'nonFinite',
      node: expect.any(String),
    });
  });

  it('goes on with the other programs where one breaks, and ends with 1', async () => {
    const file = 'examples/effect-first-weights.json';
    const outcome = await edgewise('train', file, '--json', '--backend', 'cpu', '--epochs', '1');
    const ends = lines(outcome).filter(({ type }) => type === 'done' || type === 'fault');
    expect(ends.map(({ type, program }) => [type, program])).toEqual([
      ['done', 'small'],
      ['fault', 'large'],
      ['done', 'xavier'],
      ['done', 'he'],
    ]);
    expect(outcome.code).toBe(1);
    expect(outcome.err).toContain('1 of 4 did not end well: large.');
  });

  it('writes the weights as safetensors', () => {
    const file = files.file('weights.safetensors');
    expect(run('--weights', file).code).toBe(0);
    const bytes = readFileSync(file);
    const length = Number(bytes.readBigUInt64LE(0));
    const { __metadata__: about, ...tensors } = JSON.parse(bytes.subarray(8, 8 + length).toString('utf8')) as Record<
      string,
      { shape: number[]; dtype: string; data_offsets: [number, number] }
    >;
    expect(about).toMatchObject({ program: 'train', seed: '7', step: expect.stringMatching(/^[1-9]\d*$/) as string });
    const weights = { 'd1/kernel': [2, 8], 'd1/bias': [8], 'out/kernel': [8, 1], 'out/bias': [1] };
    // Behind them the state of the optimizer, two numbers for each weight.
    const slots = ['momentum', 'velocity'].flatMap((slot) =>
      Object.entries(weights).map(([name, shape]) => [`:optimizer/${slot}/${name}`, shape] as const),
    );
    expect(Object.fromEntries(Object.entries(tensors).map(([name, { shape }]) => [name, shape]))).toEqual({
      ...weights,
      ...Object.fromEntries(slots),
    });
    for (const {
      shape,
      dtype,
      data_offsets: [start, end],
    } of Object.values(tensors)) {
      expect(dtype).toBe('F32');
      expect(end - start).toBe(4 * shape.reduce((size, each) => size * each, 1));
      const values = Array.from({ length: (end - start) / 4 }, (_, i) => bytes.readFloatLE(8 + length + start + 4 * i));
      expect(values.every(Number.isFinite)).toBe(true);
      expect(values.some((value) => value !== 0)).toBe(true);
    }
    expect(bytes.length).toBe(8 + length + 3 * 4 * 33);
  });
});

describe('probe', () => {
  it('measures the wires at the first weights, and after epochs', async () => {
    const outcome = await edgewise('probe', XOR, '--json', '--backend', 'cpu');
    expect(outcome.code).toBe(0);
    const wires = lines(outcome).filter(({ type }) => type === 'wire');
    expect(wires.map(({ wire }) => wire)).toContain('d1.outputs->tanh1.inputs');
    for (const wire of wires.filter(({ what }) => what === 'activation')) {
      expect(wire['forward']).toMatchObject({ mean: expect.any(Number), std: expect.any(Number), nonFinite: 0 });
    }
    expect(last(outcome)).toMatchObject({ type: 'done', step: 0 });

    const later = await edgewise('probe', XOR, '--json', '--backend', 'cpu', '--after', '2');
    expect(last(later)).toMatchObject({ epoch: 2 });
    expect(Number(last(later)['loss'])).toBeLessThan(Number(last(outcome)['loss']));
    expect((await edgewise('probe', XOR, '--backend', 'cpu')).out).toMatch(
      /d1\.outputs->tanh1\.inputs +d1\.outputs +8 /,
    );
  });
});
