/** Files from elsewhere: what is not known is told, and what means harm does none. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { compile } from '../../../src/compiler/compile.ts';
import { writeHdf5 } from '../../../src/interop/hdf5.ts';
import { importModel } from '../../../src/interop/import/import-model.ts';
import type { GivenFile } from '../../../src/interop/import/import-model.ts';

const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const json = (value: unknown, name = 'model.json'): GivenFile => ({ name, bytes: bytes(value) });
const run = (...files: readonly GivenFile[]) => importModel(files, catalog);

async function imported(...files: readonly GivenFile[]) {
  const read = await run(...files);
  if (!read.ok) throw new Error(read.error);
  return read.value;
}
async function refused(...files: readonly GivenFile[]): Promise<string> {
  const read = await run(...files);
  return read.ok ? 'it was imported' : read.error;
}

const layer = (class_name: string, config: object, name?: string) => ({ class_name, config: { name, ...config } });
const sequential = (...layers: readonly object[]) => ({ class_name: 'Sequential', config: { name: 'm', layers } });
const IRIS = sequential(
  layer('Dense', { units: 8, activation: 'relu', batch_input_shape: [null, 4] }, 'hidden'),
  layer('Dense', { units: 3, activation: 'softmax' }, 'out'),
);

async function archive(config: object, weights?: Uint8Array, metadata: object = {}): Promise<GivenFile> {
  return {
    name: 'm.keras',
    bytes: zipSync({
      'metadata.json': bytes(metadata),
      'config.json': bytes(config),
      ...(weights === undefined ? {} : { 'model.weights.h5': weights }),
    }),
  };
}

describe('a model from elsewhere', () => {
  it('of the Sequential kind becomes a chain, with data that fits and everything that training needs', async () => {
    const { document, remarks } = await imported(json(IRIS));
    const { programs, diagnostics } = compile(document, catalog);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(programs[0]?.layers.map(({ node, type }) => `${node} ${type}`)).toEqual(['hidden Dense', 'out Dense']);
    expect(document.nodes.find(({ type }) => type === 'Dataset')?.params).toEqual({ name: 'iris' });
    expect(remarks.join(' ')).toMatch(/names no loss.*names no optimizer.*says nothing of its data.*holds no weights/);
  });

  it('keeps a placeholder for a layer that is not known, wired as it was', async () => {
    const { document, remarks } = await imported(
      json(
        sequential(
          layer('Dense', { units: 4, batch_input_shape: [null, 4] }, 'a'),
          layer('Mystery', { gain: 2 }, 'b'),
          layer('Dense', { units: 3 }, 'c'),
        ),
      ),
    );
    expect(document.nodes.find(({ id }) => id === 'b')).toMatchObject({ type: 'Mystery', params: { gain: 2 } });
    expect(document.edges).toEqual(
      expect.arrayContaining([
        { from: 'a.outputs', to: 'b.inputs' },
        { from: 'b.outputs', to: 'c.inputs' },
      ]),
    );
    expect(remarks).toContain(
      'b: Mystery is not known here. It stands there as a placeholder; exchange it before you train.',
    );
  });

  it('says which arguments were left out, and which values are not possible here', async () => {
    const { remarks } = await imported(
      json(
        sequential(
          layer(
            'Dense',
            { units: -3, batch_input_shape: [null, 4], lora_rank: 7, kernel_initializer: 'unheard_of' },
            'd',
          ),
        ),
      ),
    );
    const text = remarks.join('\n');
    expect(text).toContain('d: units is -3 in the file, which Dense does not take here');
    expect(text).toContain('d: lora_rank = 7 is not known here');
    expect(text).toContain('d.kernel_initializer: unheard_of is not known here');
  });

  it('reads the words of older files: mse, he_normal, a number for a list', async () => {
    const topology = sequential(
      layer('Dense', { units: 1, batch_input_shape: [null, 2], kernel_initializer: 'he_normal' }, 'd'),
    );
    const { document } = await imported(
      json({
        modelTopology: {
          model_config: topology,
          training_config: { loss: 'mse', optimizer_config: { class_name: 'SGD', config: { learning_rate: 0.5 } } },
        },
      }),
    );
    expect(document.nodes.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['HeNormal', 'MeanSquaredError', 'SGD']),
    );
    expect(document.nodes.find(({ type }) => type === 'SGD')?.params).toEqual({ learning_rate: 0.5 });
  });

  it('knows what arguments were called before', async () => {
    const { document } = await imported(
      json(
        sequential(
          layer('Dense', { units: 4, batch_input_shape: [null, 4] }, 'd'),
          layer('LeakyReLU', { alpha: 0.1 }, 'leaky'),
        ),
      ),
    );
    expect(document.nodes.find(({ id }) => id === 'leaky')?.params).toEqual({ negative_slope: 0.1 });
  });

  it('takes the arguments of a layer that another one wraps', async () => {
    const wrapped = { class_name: 'Dense', config: { name: 'inner', units: 9, kernel_initializer: 'he_normal' } };
    const given = layer('TimeDistributed', { layer: wrapped, batch_input_shape: [null, 4, 3] }, 'each');
    const { document } = await imported(json(sequential(given)));
    expect(document.nodes.find(({ id }) => id === 'each')).toMatchObject({
      type: 'TimeDistributed',
      params: { units: 9 },
    });
    expect(document.nodes.map(({ type }) => type)).toContain('HeNormal');
  });

  describe('a layer that reads both ways', () => {
    const gru = (config: object) => ({ class_name: 'GRU', config: { name: 'gru', units: 5, seed: null, ...config } });
    const read = async (forward: object, backward: object) => {
      const given = { layer: forward, backward_layer: backward, batch_input_shape: [null, 4, 3] };
      const { document, remarks } = await imported(json(sequential(layer('Bidirectional', given, 'both'))));
      return { document, node: document.nodes.find(({ id }) => id === 'both'), told: remarks.join(' ') };
    };

    it('is told nothing of the second layer that Keras made from the first', async () => {
      const plain = { class_name: 'Zeros', config: {}, shared_object_id: 7 };
      const { node, told } = await read(
        gru({ name: 'forward_gru', go_backwards: false, bias_initializer: plain }),
        gru({ name: 'backward_gru', go_backwards: true, bias_initializer: { ...plain, shared_object_id: 8 } }),
      );
      expect(node?.params).toEqual({ layer: 'GRU', units: 5 });
      expect(told).not.toContain('both:');
    });

    it('keeps a second layer that somebody gave it, also one like the first', async () => {
      const { node } = await read(gru({ name: 'forward_gru' }), gru({ name: 'gru_1', go_backwards: true }));
      expect(node?.params).toEqual({ layer: 'GRU', units: 5, backward_layer: 'GRU' });
    });

    it('has the params and parts of a second layer', async () => {
      const { document, node, told } = await read(gru({ go_backwards: true, return_sequences: true }), {
        class_name: 'SimpleRNN',
        config: {
          ...gru({ name: 'other', return_sequences: true, seed: 3, activation: 'relu' }).config,
          recurrent_initializer: { class_name: 'HeNormal', config: {} },
        },
      });
      expect(node?.params).toEqual({
        layer: 'GRU',
        units: 5,
        return_sequences: true,
        go_backwards: true,
        backward_layer: 'SimpleRNN',
        backward_activation: 'relu',
      });
      expect(document.edges.map(({ to }) => to)).toContain('both.backward_recurrent_initializer');
      expect(told).not.toContain('both:');
    });

    it('tells of a second layer with another number of units, with which Keras does not run either', async () => {
      const { told } = await read(gru({ go_backwards: false }), gru({ go_backwards: true, units: 7 }));
      expect(told).toContain('both: backward_units = 7 is not known here and was left out.');
    });
  });

  it('gives names that no node can have others, and no two the same', async () => {
    const { document } = await imported(
      json(
        sequential(
          layer('Dense', { units: 4, batch_input_shape: [null, 4] }, 'a/b.c'),
          layer('Dense', { units: 4 }, 'a_b_c'),
          layer('Dense', { units: 3 }, '__proto__'),
        ),
      ),
    );
    const ids = document.nodes.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).not.toContain('__proto__');
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('takes weights of the declared shapes, and leaves others alone', async () => {
    const kernel = Float32Array.from({ length: 32 }, (_, i) => i);
    const weights = await writeHdf5([
      { path: 'layers/dense/vars/0', shape: [4, 8], values: kernel },
      { path: 'layers/dense/vars/1', shape: [8], values: new Float32Array(8).fill(2) },
      { path: 'layers/dense_1/vars/0', shape: [3, 8], values: new Float32Array(24) },
      { path: 'layers/dense_1/vars/1', shape: [3], values: new Float32Array(3) },
    ]);
    const { weights: read, remarks } = await imported(await archive(IRIS, weights));
    expect([...read.keys()]).toEqual(['hidden/kernel', 'hidden/bias']);
    expect(read.get('hidden/kernel')).toEqual(kernel);
    expect(remarks).toContain('out keeps its first weights: its kernel has shape 3×8 in the file, expected 8×3.');
  });
});

describe('a file that means harm, or is broken', () => {
  it('does not unpack what says it is too large', async () => {
    // 64 MiB of blanks: a hundred thousand bytes in the archive.
    const bomb = zipSync({ 'config.json': new Uint8Array(64 * 1024 * 1024).fill(32) }, { level: 9 });
    expect(bomb.length).toBeLessThan(200_000);
    expect(await refused({ name: 'bomb.keras', bytes: bomb })).toBe('config.json in it has 64 MiB, the most is 20.');
  });

  it('gives up where sizes in the archive are lies', async () => {
    const { bytes: zip } = await archive(IRIS);
    const lying = zip.slice();
    const text = new TextDecoder('latin1').decode(lying);
    // The size that the directory at the end states for config.json.
    const at = text.lastIndexOf('config.json') - 46 + 24;
    new DataView(lying.buffer).setUint32(at, 3, true);
    expect(await refused({ name: 'm.keras', bytes: lying })).toMatch(/damaged|cannot be read/);
  });

  it('allocates nothing for shapes that only a config claims', async () => {
    const huge = sequential(layer('Dense', { units: 1_000_000_000, batch_input_shape: [null, 1_000_000] }, 'd'));
    const weights = await writeHdf5([{ path: 'layers/dense/vars/0', shape: [2], values: new Float32Array(2) }]);
    const { weights: read, remarks } = await imported(await archive(huge, weights));
    expect(read.size).toBe(0);
    expect(remarks.join(' ')).toContain('d keeps its first weights');
  });

  it('allocates nothing for numbers that config and file agree on, but that are too many', async () => {
    const claims = new Uint8Array(readFileSync(join(import.meta.dirname, 'fixtures', 'claims.h5')));
    expect(claims.length).toBeLessThan(20_000);
    const wide = sequential(layer('Dense', { units: 16_384, batch_input_shape: [null, 61_440] }, 'd'));
    expect(await refused(await archive(wide, claims))).toContain('more than 64,000,000 weights');
    // The same file beside a small model: what it says of an optimizer is not believed either.
    const small = { ...IRIS, compile_config: { optimizer: { class_name: 'SGD', config: { learning_rate: 0.1 } } } };
    const { weights: read, optimizer, remarks } = await imported(await archive(small, claims));
    expect([read.size, optimizer]).toEqual([0, undefined]);
    expect(remarks.join(' ')).toContain('The state of the optimizer does not fit SGD');
  });

  it.each([
    ['nothing', { name: 'm.keras', bytes: new Uint8Array() }, /cannot be read/],
    ['half an archive', { name: 'm.keras', bytes: bytes('PK\u0003\u0004') }, /damaged/],
    ['an archive without a config', { name: 'm.keras', bytes: zipSync({ a: bytes('b') }) }, /no config\.json/],
    ['no JSON', json('{"class_name": '), /cannot be read/],
    ['lists a hundred thousand deep', json('{"a":' + '['.repeat(100_000)), /cannot be read/],
    ['a list', json([]), /holds no object/],
    ['no model', json({ a: 1 }), /describes no model/],
    ['a model written in code', json({ class_name: 'MyModel', config: { layers: [{}] } }), /written in Python/],
    ['layers that are none', json(sequential({ a: 1 })), /layer 1 cannot be read/],
    ['no layers', json(sequential()), /no layers/],
    [
      'a wire from nowhere',
      json({
        class_name: 'Functional',
        config: {
          layers: [{ class_name: 'Dense', name: 'd', config: {}, inbound_nodes: [[['x', 0, 0, {}]]] }],
          output_layers: [['d', 0, 0]],
        },
      }),
      /reads x, which is not in the model/,
    ],
    ['two layers of one name', json(sequential(layer('Dense', {}, 'd'), layer('Dense', {}, 'd'))), /same name/],
    ['a TensorFlow graph', json({ format: 'graph-model', modelTopology: {} }), /TensorFlow graph/],
  ] as const)('refuses %s', async (_what, file, reason) => {
    expect(await refused(file)).toMatch(reason);
  });

  it('reads a circle without end', async () => {
    const call = (from: string) => [[[from, 0, 0, {}]]];
    const circle = {
      class_name: 'Functional',
      config: {
        layers: [
          { class_name: 'Dense', name: 'a', config: { units: 2 }, inbound_nodes: call('b') },
          { class_name: 'Dense', name: 'b', config: { units: 2 }, inbound_nodes: call('a') },
        ],
        output_layers: [['b', 0, 0]],
      },
    };
    const { document } = await imported(json(circle));
    expect(compile(document, catalog).diagnostics.map(({ code }) => code)).toContain('cycle');
  });

  const tfjs = (over: object = {}, entry: object = {}) => ({
    format: 'layers-model',
    modelTopology: sequential(layer('Dense', { units: 1, batch_input_shape: [null, 2] }, 'd')),
    weightsManifest: [
      {
        paths: ['w.bin'],
        weights: [
          { name: 'd/kernel', shape: [2, 1], dtype: 'float32', ...entry },
          { name: 'd/bias', shape: [1], dtype: 'float32' },
        ],
      },
    ],
    ...over,
  });
  const numbers = (length: number): GivenFile => ({
    name: 'w.bin',
    bytes: new Uint8Array(new Float32Array(length).fill(0.5).buffer),
  });

  it('takes the weights of tfjs whose sizes agree, and no others', async () => {
    const { weights } = await imported(json(tfjs()), numbers(3));
    expect(Object.fromEntries(weights)).toEqual({
      'd/kernel': Float32Array.of(0.5, 0.5),
      'd/bias': Float32Array.of(0.5),
    });
    expect(await refused(json(tfjs()), numbers(4))).toBe('its weights have 16 bytes, but the model says 12.');
    expect(await refused(json(tfjs({}, { shape: [1e9, 1e9] })), numbers(3))).toMatch(
      /its weights have 12 bytes, but the model says/,
    );
    expect(await refused(json(tfjs()))).toBe('the weights in w.bin are missing. Hand both files over together.');
    expect(await refused(json(tfjs({}, { quantization: { dtype: 'uint8' } })), numbers(3))).toMatch(
      /without quantization/,
    );
  });

  it('fetches nothing: a place on the web is only a name that is missing', async () => {
    const remote = tfjs({ weightsManifest: [{ paths: ['https://example.org/w.bin'], weights: [] }] });
    expect(await refused(json(remote))).toMatch(/example\.org\/w\.bin are missing/);
  });
});
