/** The script that comes out; that it runs and trains is shown by the parity job. */
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { call, literal, real, variableNames } from '../../../src/interop/python/literal.ts';
import { writePython } from '../../../src/interop/python/script.ts';
import type { JsonObject } from '../../../src/base/json.ts';
import { catalog } from '../../../src/catalog/index.ts';
import { portRef } from '../../../src/graph/types.ts';
import type { GraphDocument, PortRef } from '../../../src/graph/types.ts';
import { twoMemories } from '../../parity/chosen-cases.ts';
import { parityCatalog } from '../../parity/catalog-cases.ts';
import { compile } from '../../../src/compiler/compile.ts';
import { behind, example, programOf, withParams } from '../../support/programs.ts';

const date = new Date('2026-01-01');

/** The graph with more nodes: type, params, and where each is wired to. */
function withNodes(
  graph: GraphDocument,
  nodes: Readonly<Record<string, readonly [type: string, params: JsonObject, to: PortRef]>>,
): GraphDocument {
  const more = Object.entries(nodes);
  return {
    ...graph,
    nodes: [...graph.nodes, ...more.map(([id, [type, params]]) => ({ id, type, params, position: [0, 0] as const }))],
    edges: [
      ...graph.edges,
      ...more.map(([id, [type, , to]]) => ({ from: portRef(id, catalog.get(type)?.outputs[0]?.name ?? ''), to })),
    ],
  };
}

async function scriptOf(program: ReturnType<typeof programOf>, options: { dataParallel?: boolean } = {}) {
  const written = await writePython(program, { catalog: parityCatalog, stem: 'test', date, ...options });
  if (!written.ok) throw new Error(JSON.stringify(written.error));
  return written.value;
}

describe('writePython', () => {
  it('writes what a person would, without what Keras does by itself', async () => {
    const { script } = await scriptOf(programOf(example('two-spirals')));
    expect(script).toMatchInlineSnapshot(`
      """"
      Two spirals

      Needs Keras 3 with one of its backends (PyTorch, JAX or TensorFlow), and NumPy.
      """

      from pathlib import Path

      import keras
      import numpy as np
      from keras import layers

      keras.utils.set_random_seed(42)

      # Spiral: 800 examples to train on, 200 to validate.
      arrays = np.load(Path(__file__).with_name("test.npz"))
      x_train, y_train = arrays["x_train"], keras.utils.to_categorical(arrays["y_train"], 2)
      x_val, y_val = arrays["x_val"], keras.utils.to_categorical(arrays["y_val"], 2)

      data = keras.Input(shape=(2,), name="data")
      d1 = layers.Dense(16, use_bias=False, kernel_initializer="he_normal", name="d1")(data)
      bn1 = layers.BatchNormalization(name="bn1")(d1)
      relu1 = layers.Activation("relu", name="relu1")(bn1)
      out = layers.Dense(2, name="out")(relu1)
      prob = layers.Activation("softmax", name="prob")(out)
      model = keras.Model(data, prob, name="train")
      model.summary()

      model.compile(
          optimizer=keras.optimizers.Adam(
              learning_rate=keras.optimizers.schedules.CosineDecay(0.03, 1500),
          ),
          loss=keras.losses.CategoricalCrossentropy(),
          metrics=["accuracy"],
      )

      model.fit(
          x_train,
          y_train,
          epochs=60,
          validation_data=(x_val, y_val),
          callbacks=[keras.callbacks.EarlyStopping(patience=10, restore_best_weights=True)],
          verbose=2,
      )
      "
    `);
  });

  it('measures what is wired, and takes the callbacks along', async () => {
    const graph = withNodes(example('two-spirals'), {
      top: ['TopKCategoricalAccuracy', { k: 1 }, 'train.metrics'],
      rate: ['Accuracy', {}, 'train.metrics'],
      found: ['Recall', { thresholds: 0.6 }, 'train.metrics'],
      again: ['Recall', { class_id: 1 }, 'train.metrics'],
      error: ['MeanSquaredErrorMetric', {}, 'train.metrics'],
      nan: ['TerminateOnNaN', {}, 'train.callbacks'],
      keep: ['ModelCheckpoint', { save_best_only: true, monitor: 'val_recall' }, 'train.callbacks'],
      plateau: ['ReduceLROnPlateau', { patience: 3 }, 'train.callbacks'],
    });
    const { script } = await scriptOf(programOf(graph));
    expect(script).toContain(`    metrics=[
        keras.metrics.TopKCategoricalAccuracy(k=1),
        "accuracy",
        keras.metrics.Recall(thresholds=0.6),
        keras.metrics.Recall(class_id=1, name="recall_1"),
        keras.metrics.MeanSquaredError(),
    ],`);
    expect(script).toContain('keras.callbacks.TerminateOnNaN()');
    expect(script).toContain(`        keras.callbacks.ModelCheckpoint(
            "best.keras",
            monitor="val_recall",
            save_best_only=True,
        ),`);
    expect(script).toContain('# Left out: plateau, for Keras cannot change a learning rate that follows a schedule.');
    const steady = { ...graph, edges: graph.edges.filter(({ to }) => !to.endsWith('.learning_rate')) };
    expect((await scriptOf(programOf(steady))).script).toContain('keras.callbacks.ReduceLROnPlateau(patience=3)');
  });

  it('names every output of a layer, and hands tensors to the arguments they are for', async () => {
    const [program] = compile(twoMemories(), parityCatalog).programs;
    if (program === undefined) throw new Error('no program');
    const { script } = await scriptOf(program);
    expect(script).toContain('first, first_state = layers.SimpleRNN(');
    expect(script).toContain('    name="second",\n)(first, initial_state=first_state)\n');
    expect(script).toContain('joined = layers.Concatenate(name="joined")([alike, second, first_state])');
  });

  it('hands its examples over as NumPy arrays', async () => {
    const { data } = await scriptOf(programOf(example('xor')));
    const files = unzipSync(data);
    expect(Object.keys(files)).toEqual(['x_train.npy', 'y_train.npy', 'x_val.npy', 'y_val.npy']);
    const header = new TextDecoder('latin1').decode(files['x_train.npy']?.subarray(0, 128));
    expect(header.slice(1, 6)).toBe('NUMPY');
    expect(header).toMatch(/\{'descr': '<f4', 'fortran_order': False, 'shape': \(\d+, 2\), \} *\n/);
  });

  it('spreads over devices where asked', async () => {
    const program = programOf(example('xor'));
    expect((await scriptOf(program)).script).not.toContain('distribution');
    expect((await scriptOf(program, { dataParallel: true })).script).toContain('keras.distribution.DataParallel()');
  });

  it('keeps its own names out of the way of those of the graph', async () => {
    const graph = example('xor');
    const renamed = JSON.parse(
      JSON.stringify(graph).replaceAll('"data', '"model').replaceAll('"h1', '"class'),
    ) as typeof graph;
    const { script } = await scriptOf(programOf(renamed));
    expect(script).toContain('model_2 = keras.Input(shape=(2,), name="model")');
  });

  it('says what differs', async () => {
    const program = programOf(withParams(example('xor'), { train: { shuffle: false, batch_size: 32, epochs: 3 } }));
    const { script } = await scriptOf(program);
    expect(script).toContain('epochs=3');
    expect(script).toContain('shuffle=False');
    expect(script).not.toContain('batch_size');
  });
});

describe('Python', () => {
  it('spells values', () => {
    expect(literal([true, null, 'a "b"\n', 1e-7, [3], { x: 1 }])).toBe(
      '(True, None, "a \\"b\\"\\n", 1e-7, (3,), {"x": 1})',
    );
    expect([real(1), real(0.5), real(null), real(1e21)]).toEqual(['1.0', '0.5', 'None', '1000000000000000000000.0']);
  });

  it('breaks long calls, one argument to a line', () => {
    expect(call('f', ['a', 'b'])).toBe('f(a, b)');
    expect(call('f', ['a'.repeat(60), call('g', ['b'.repeat(60), 'c'.repeat(30)])])).toBe(
      `f(\n    ${'a'.repeat(60)},\n    g(\n        ${'b'.repeat(60)},\n        ${'c'.repeat(30)},\n    ),\n)`,
    );
  });

  it('makes names that Python takes, none twice', () => {
    const name = variableNames(['model']);
    expect(['model', 'class', 'a-b', 'a_b', '9'].map(name)).toEqual(['model_2', 'class_2', 'a_b', 'a_b_2', '_9']);
  });
});

describe('preprocessing in a script', () => {
  const linesOf = async (type: string, params: JsonObject = {}, data?: string) =>
    (await scriptOf(programOf(behind(type, params, data)))).script.split('\n');

  it('stands in front of the model where layers cannot do it', async () => {
    const lines = await linesOf('PolynomialFeatures', { include_bias: false });
    const start = lines.indexOf('# Preprocessing that the layers of a model cannot do.');
    expect(lines.slice(start, start + 11).join('\n')).toMatchInlineSnapshot(`
      "# Preprocessing that the layers of a model cannot do.
      def step(x):
          """Adds the squares, products and higher powers of the features."""
          pick = itertools.combinations_with_replacement
          terms = [t for d in range(1, 3) for t in pick(range(x.shape[1]), d)]
          return np.stack([np.prod(x[:, list(t)], axis=1) for t in terms], axis=1).astype("float32")


      x_train, x_val = step(x_train), step(x_val)

      step_2 = keras.Input(shape=(5,), name="step")"
    `);
    expect(lines).toContain('import itertools');
    expect(lines).toContain('step_2 = keras.Input(shape=(5,), name="step")');
  });

  it('draws at random for the training examples only, and takes the answers along', async () => {
    const noise = await linesOf('AddNoise');
    expect(noise).toContain('rng = np.random.default_rng(1)');
    expect(noise).toContain('x_train = step(x_train)');
    expect(await linesOf('AddNoise', { training_only: false })).toContain(
      'x_train, x_val = step(x_train), step(x_val)',
    );
    expect(await linesOf('Augment', {}, 'digits')).toContain('x_train, y_train = step(x_train, y_train)');
  });

  it('is a layer with the numbers that were measured where layers can do it', async () => {
    const { script, data } = await scriptOf(programOf(behind('PCA', { n_components: 1 })));
    expect(script).toContain(
      'step = layers.Dense(1, use_bias=False, trainable=False, name="step")(step_normalization)',
    );
    expect(script).toContain('model.get_layer("step").set_weights([arrays["step_0"]])');
    expect(Object.keys(unzipSync(data))).toContain('step_0.npy');
  });

  it('in front of such a step, layers stand in front of the model too', async () => {
    const graph = behind('PolynomialFeatures');
    const chain = {
      ...graph,
      nodes: [...graph.nodes, { id: 'first', type: 'PCA', position: [0, 0] as const }],
      edges: [
        ...graph.edges.filter(({ to }) => to !== 'step.inputs'),
        { from: portRef('data', 'features'), to: portRef('first', 'inputs') },
        { from: portRef('first', 'outputs'), to: portRef('step', 'inputs') },
      ],
    };
    const { script, data } = await scriptOf(programOf(chain));
    expect(script).toContain('first.layers[1].set_weights([arrays["first_1_0"]])');
    expect(script).toContain('x_train, x_val = first.predict(x_train, verbose=0), first.predict(x_val, verbose=0)');
    expect(Object.keys(unzipSync(data))).toContain('first_1_0.npy');
  });

  it('is refused where a network has several inputs and layers cannot do it', async () => {
    const graph = behind('PolynomialFeatures');
    const two = {
      ...graph,
      nodes: [
        ...graph.nodes,
        { id: 'raw', type: 'Dense', position: [0, 0] as const, params: { units: 6 } },
        { id: 'sum', type: 'Add', position: [0, 0] as const },
      ],
      edges: [
        ...graph.edges.filter(({ to }) => to !== 'out.inputs'),
        { from: portRef('data', 'features'), to: portRef('raw', 'inputs') },
        { from: portRef('raw', 'outputs'), to: portRef('sum', 'inputs') },
        { from: portRef('step', 'outputs'), to: portRef('sum', 'inputs') },
        { from: portRef('sum', 'outputs'), to: portRef('out', 'inputs') },
      ],
    };
    const written = await writePython(programOf(two), { catalog: parityCatalog, stem: 'test', date });
    expect(written).toMatchObject({
      ok: false,
      error: [{ node: 'step', message: expect.stringContaining('2 inputs') as string }],
    });
  });
});
