/** What is in a `.keras` file; that Keras opens it and trains on is compared with real Keras by the parity job. */
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/base/json.ts';
import { catalog } from '../../../src/catalog/index.ts';
import type { Program } from '../../../src/compiler/types.ts';
import { readHdf5 } from '../../../src/interop/hdf5.ts';
import { writeKeras } from '../../../src/interop/keras/archive.ts';
import type { Trained } from '../../../src/interop/trained.ts';
import { document } from '../../compiler/documents.ts';
import { behind, example, programOf, withParams } from '../../support/programs.ts';

const date = new Date('2026-01-02T03:04:05Z');

async function filesOf(program: Program, trained?: Trained) {
  const written = await writeKeras(program, { catalog, trained, date });
  if (!written.ok) throw new Error(JSON.stringify(written.error));
  const files = unzipSync(written.value);
  const text = (name: string) => new TextDecoder().decode(files[name]);
  return { files, text, json: (name: string) => JSON.parse(text(name)) as Record<string, unknown> };
}

describe('writeKeras', () => {
  it('holds the three files of a Keras archive, the config compiled', async () => {
    const { files, json, text } = await filesOf(programOf(example('two-spirals')));
    expect(Object.keys(files)).toEqual(['metadata.json', 'config.json', 'model.weights.h5']);
    expect(json('metadata.json')).toEqual({ keras_version: '3.15.1', date_saved: '2026-01-02@03:04:05' });
    expect(json('config.json')).toMatchObject({
      class_name: 'Functional',
      config: { input_layers: ['data', 0, 0], output_layers: ['prob', 0, 0] },
      compile_config: {
        optimizer: { class_name: 'Adam', config: { learning_rate: { class_name: 'CosineDecay' } } },
        loss: { class_name: 'CategoricalCrossentropy' },
        metrics: ['accuracy'],
      },
    });
    // Python reads 0 as a whole number.
    expect(text('config.json')).toContain('"alpha":0.0');
  });

  it('counts the variables of layers and optimizer as Keras does', async () => {
    const program = programOf(example('two-spirals'));
    const momentum = Float32Array.from({ length: 2 * 16 + 2 * 16 + 16 * 2 + 2 }, (_, i) => i);
    const velocity = momentum.map((each) => 1000 + each);
    const weights = new Map(
      program.layers.flatMap((layer) =>
        layer.weights.map(
          ({ key, shape }) => [key, new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(7)] as const,
        ),
      ),
    );
    const optimizer = {
      step: 12,
      learningRate: 0.5,
      slots: new Map([
        ['momentum', momentum],
        ['velocity', velocity],
      ]),
    };
    const { files } = await filesOf(program, { weights, optimizer });
    await readHdf5(files['model.weights.h5'] ?? new Uint8Array(), ({ entries, names, read }) => {
      expect(Object.fromEntries(entries.map(({ path, shape }) => [path, shape]))).toMatchObject({
        'layers/dense/vars/0': [2, 16],
        'layers/batch_normalization/vars/0': [16],
        'layers/batch_normalization/vars/3': [16],
        'layers/dense_1/vars/0': [16, 2],
        'layers/dense_1/vars/1': [2],
        'optimizer/vars/0': [],
        // The schedule takes the place of the learning rate; momentum and velocity of a weight stand side by side.
        'optimizer/vars/1': [2, 16],
        'optimizer/vars/2': [2, 16],
      });
      expect(names.get('layers/dense_1/vars')).toBe('out');
      expect(read('layers/dense/vars/0')[0]).toBe(7);
      expect([...read('optimizer/vars/0')]).toEqual([12]);
      expect(read('optimizer/vars/1')[1]).toBe(1);
      expect(read('optimizer/vars/2')[1]).toBe(1001);
    });
  });

  it('takes the preprocessing in as a layer', async () => {
    const { json } = await filesOf(programOf(example('height-weight-standardized')));
    const { layers, input_layers } = json('config.json')['config'] as {
      layers: { class_name: string; name: string }[];
      input_layers: unknown;
    };
    expect(layers.map(({ name, class_name }) => `${name} ${class_name}`).slice(0, 2)).toEqual([
      'data InputLayer',
      'scale Normalization',
    ]);
    expect(input_layers).toEqual(['data', 0, 0]);
  });

  it.each<readonly [string, JsonObject, readonly string[]]>([
    ['ZeroCenter', {}, ['step Normalization']],
    ['MinMaxScale', { low: -1 }, ['step Normalization']],
    ['PCA', {}, ['step_normalization Normalization', 'step Dense']],
    ['Whiten', { method: 'zca' }, ['step_normalization Normalization', 'step Dense']],
    ['AddNoise', {}, ['step Activation']],
  ])('takes %s in as layers that do the same to new examples', async (type, params, expected) => {
    const { json } = await filesOf(programOf(behind(type, params)));
    const { layers } = json('config.json')['config'] as { layers: { class_name: string; name: string }[] };
    expect(layers.map(({ name, class_name }) => `${name} ${class_name}`)).toEqual([
      'data InputLayer',
      ...expected,
      'out Dense',
    ]);
  });

  it('writes the axes that were found as a layer that is not trained', async () => {
    const { json, files } = await filesOf(programOf(behind('PCA', { n_components: 3 }, 'digits')));
    const { layers } = json('config.json')['config'] as { layers: { config: JsonObject; name: string }[] };
    expect(layers.find(({ name }) => name === 'step')?.config).toMatchObject({
      units: 3,
      use_bias: false,
      trainable: false,
    });
    await readHdf5(files['model.weights.h5'] ?? new Uint8Array(), ({ entries, names, read }) => {
      const shapes = Object.fromEntries(entries.map(({ path, shape }) => [path, shape]));
      expect(shapes['layers/dense/vars/0']).toEqual([64, 3]);
      expect(shapes['layers/dense_1/vars/0']).toEqual([3, 10]);
      expect(names.get('layers/dense/vars')).toBe('step');
      // Each axis has length 1, and they are perpendicular.
      const kernel = read('layers/dense/vars/0');
      const product = (a: number, b: number) =>
        Array.from({ length: 64 }, (_, i) => (kernel[3 * i + a] ?? 0) * (kernel[3 * i + b] ?? 0)).reduce(
          (x, y) => x + y,
        );
      expect(product(0, 0)).toBeCloseTo(1, 5);
      expect(product(0, 1)).toBeCloseTo(0, 5);
    });
  });

  it('says where a type has no layers, and that a script can do it', async () => {
    const written = await writeKeras(programOf(behind('PolynomialFeatures')), { catalog, date });
    expect(written).toMatchObject({
      ok: false,
      error: [
        {
          node: 'step',
          message: 'Keras has no layer for PolynomialFeatures.',
          hint: expect.stringContaining('NumPy') as string,
        },
      ],
    });
  });

  it('names the node of a type that Keras lacks', async () => {
    const graph = document(
      [
        ['data', 'Dataset', { name: 'spiral' }],
        ['pieces', 'Maxout', { units: 4 }],
        ['out', 'Dense', { units: 2, activation: 'softmax' }],
        ['loss', 'CategoricalCrossentropy'],
        ['opt', 'SGD'],
        ['train', 'Train'],
      ],
      [
        'data.features pieces.inputs',
        'pieces.outputs out.inputs',
        'out.outputs loss.y_pred',
        'data.targets loss.y_true',
        'loss.loss train.loss',
        'opt.optimizer train.optimizer',
      ],
    );
    const written = await writeKeras(programOf(graph), { catalog, date });
    expect(written).toMatchObject({ ok: false, error: [{ node: 'pieces', message: 'Keras has no Maxout.' }] });
  });

  it('names the metrics that are wired, in the place of those that the loss brings along', async () => {
    const graph = example('two-spirals');
    const wired = {
      ...graph,
      nodes: [
        ...graph.nodes,
        ...(['Recall', 'Recall', 'MeanSquaredErrorMetric', 'Accuracy'] as const).map((type, i) => ({
          id: `metric${i}`,
          type,
          position: [0, 0] as const,
        })),
      ],
      edges: [...graph.edges, ...[0, 1, 2, 3].map((i) => ({ from: `metric${i}.metric`, to: 'train.metrics' }))],
    };
    const { json } = await filesOf(programOf(wired));
    expect(json('config.json')['compile_config']).toMatchObject({
      metrics: [
        { module: 'keras.metrics', class_name: 'Recall', config: { name: 'recall' } },
        { class_name: 'Recall', config: { name: 'recall_1' } },
        { class_name: 'MeanSquaredError', config: { name: 'mean_squared_error' } },
        'accuracy',
      ],
    });
  });

  describe('a schedule that Keras lacks', () => {
    const graph = (nodes: readonly (readonly [string, string, JsonObject?])[]) => {
      const plain = example('xor');
      return {
        ...plain,
        nodes: [
          ...plain.nodes,
          ...nodes.map(([id, type, params = {}]) => ({ id, type, params, position: [0, 0] as const })),
        ],
        edges: [
          ...plain.edges,
          ...nodes.map(([id], i) => ({
            from: `${id}.schedule`,
            to: i === 0 ? 'opt.learning_rate' : `${nodes[i - 1]?.[0] ?? ''}.schedule`,
          })),
        ],
      };
    };
    const rateOf = async (...nodes: Parameters<typeof graph>[0]) => {
      const { json } = await filesOf(programOf(graph(nodes)));
      const { optimizer } = json('config.json')['compile_config'] as { optimizer: { config: JsonObject } };
      return optimizer.config['learning_rate'];
    };

    it('goes out as one that computes the same', async () => {
      expect(await rateOf(['s', 'StepDecay', { decay_steps: 9, factor: 0.3 }])).toEqual({
        module: 'keras.optimizers.schedules',
        class_name: 'ExponentialDecay',
        config: { initial_learning_rate: 0.01, decay_steps: 9, decay_rate: 0.3, staircase: true },
        registered_name: null,
      });
      expect(await rateOf(['s', 'LinearDecay', { end_learning_rate: 0.001 }])).toMatchObject({
        class_name: 'PolynomialDecay',
        config: { initial_learning_rate: 0.01, decay_steps: 1000, end_learning_rate: 0.001, power: 1 },
      });
      expect(await rateOf(['s', 'Warmup', { warmup_steps: 7 }])).toMatchObject({
        class_name: 'PolynomialDecay',
        config: { initial_learning_rate: 0, decay_steps: 7, end_learning_rate: 0.01 },
      });
      expect(
        await rateOf(['s', 'Warmup', { warmup_steps: 7 }], ['t', 'CosineDecay', { initial_learning_rate: 0.2 }]),
      ).toMatchObject({
        class_name: 'CosineDecay',
        config: { initial_learning_rate: 0, warmup_target: 0.2, warmup_steps: 7, decay_steps: 1000 },
      });
    });

    it.each([
      ['s', [['s', 'OneCycle']]],
      ['s', [['s', 'InverseSqrtDecay']]],
      [
        's',
        [
          ['s', 'Warmup'],
          ['t', 'LinearDecay'],
        ],
      ],
      [
        't',
        [
          ['s', 'Warmup'],
          ['t', 'InverseSqrtDecay'],
        ],
      ],
    ] as const)('is refused at node %s of %j where there is none', async (node, nodes) => {
      const written = await writeKeras(programOf(graph(nodes)), { catalog, date });
      expect(written).toMatchObject({ ok: false, error: [{ node, hint: expect.stringContaining('Keras') as string }] });
    });
  });

  it('measures no accuracy on logits, which Keras would round as if they were probabilities', async () => {
    const graph = withParams(example('xor'), { loss: { from_logits: true }, out: { activation: 'linear' } });
    const { json } = await filesOf(programOf(graph));
    expect(json('config.json')['compile_config']).toMatchObject({ metrics: [] });
  });
});
