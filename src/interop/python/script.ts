/*
 * A program as the Keras script that a teacher would have written for it: data, model, training, in that order,
 * with the names of the graph. The examples come along in a file of NumPy arrays, so that it trains on the same ones.
 */
import type { AssetReader } from '../../assets/reader.ts';
import { must } from '../../base/invariant.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { sizeOf } from '../../base/shape.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { encodeTargets } from '../../catalog/data/encode-targets.ts';
import type { Program } from '../../compiler/types.ts';
import { dataOf } from '../data-of.ts';
import type { Examples, ProgramData } from '../data-of.ts';
import { asKeras } from '../keras/keras-parts.ts';
import { metricsForKeras } from '../keras/metrics.ts';
import { modelForKeras } from '../keras/model-file.ts';
import type { ModelFile } from '../keras/model-file.ts';
import type { Refusal } from '../refusal.ts';
import { beforeModel } from './before-model.ts';
import { call, listing, literal, variableNames } from './literal.ts';
import { modelLines } from './model-lines.ts';
import { encodeNpz } from './npz.ts';
import type { NumpyArray } from './npz.ts';
import { construct } from './objects.ts';
import { filledSplits, SHORT } from './splits.ts';
import type { SplitName } from './splits.ts';

export interface ScriptOptions {
  readonly catalog: Catalog;
  /** Name of the file without its ending; the data stands beside it as `stem.npz`. */
  readonly stem: string;
  /** Adds the lines that spread each batch over several devices. */
  readonly dataParallel?: boolean | undefined;
  readonly date: Date;
  /** Reads the user's own data, where the program has some. */
  readonly tables?: AssetReader | undefined;
}

export interface Script {
  readonly script: string;
  /** `stem.npz` */
  readonly data: Uint8Array;
}

/** Names that the script itself uses. */
const TAKEN = 'keras layers np model arrays rng itertools x y x_train y_train x_val y_val x_test y_test os Path'.split(
  ' ',
);

export async function writePython(
  program: Program,
  { catalog, stem, dataParallel = false, date, tables }: ScriptOptions,
): Promise<Result<Script, readonly Refusal[]>> {
  const data = await dataOf(program, catalog, tables);
  const name = variableNames(TAKEN);
  const before = beforeModel(program, data, catalog, name);
  if (!before.ok) return err(before.error);
  const { imports, lines, entry, fitted, arrays } = before.value;
  const file = modelForKeras(entry, fitted, catalog);
  if (!file.ok) return err(file.error);
  const blocks = [
    heading(program),
    [
      ...imports.map((module) => `import ${module}`),
      'from pathlib import Path',
      '',
      'import keras',
      'import numpy as np',
      'from keras import layers',
    ],
    [`keras.utils.set_random_seed(${program.seed})`],
    ...(dataParallel ? [DATA_PARALLEL] : []),
    dataLines(program, data, stem),
    ...(lines.length === 0 ? [] : [lines]),
    [...modelLines(program, file.value.model, catalog, name), ...weightLines(file.value)],
    compileLines(program, catalog),
    fitLines(program, data, catalog),
    ...(data.splits.test.count > 0
      ? [['print("Test:", model.evaluate(x_test, y_test, return_dict=True, verbose=0))']]
      : []),
  ];
  return ok({
    script: `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`,
    data: encodeNpz({ ...arraysOf(program, data), ...arrays, ...weightArrays(file.value) }, date),
  });
}

/** Layers in the place of preprocessing get the numbers that were measured for them. */
const weightLines = ({ stepWeights }: ModelFile): readonly string[] =>
  [...stepWeights].map(([layer, numbers]) => {
    const read = numbers.map((_, i) => `arrays[${literal(`${layer}_${i}`)}]`);
    return `model.get_layer(${literal(layer)}).set_weights([${read.join(', ')}])`;
  });

const weightArrays = ({ stepWeights }: ModelFile): Readonly<Record<string, NumpyArray>> =>
  Object.fromEntries(
    [...stepWeights].flatMap(([layer, numbers]) => numbers.map((each, i) => [`${layer}_${i}`, each] as const)),
  );

const heading = ({ name }: Program): readonly string[] => [
  '"""',
  name.replaceAll('\\', '/').replaceAll('"""', "'''").replaceAll(/\s+/g, ' '),
  '',
  'Needs Keras 3 with one of its backends (PyTorch, JAX or TensorFlow), and NumPy.',
  '"""',
];

const DATA_PARALLEL = [
  '# One copy of the model on each device, and each batch divided among them. JAX can do this.',
  'if keras.backend.backend() == "jax":',
  '    keras.distribution.set_distribution(keras.distribution.DataParallel())',
];

function dataLines(program: Program, data: ProgramData, stem: string): readonly string[] {
  const { encoding, width, info } = program.data;
  const short = (split: SplitName) => SHORT[split];
  const target = (split: SplitName) =>
    encoding === 'one-hot'
      ? `keras.utils.to_categorical(arrays["y_${short(split)}"], ${width})`
      : `arrays["y_${short(split)}"]`;
  return [
    `# ${info.title}: ${data.splits.train.count} examples to train on${
      data.splits.validation.count > 0 ? `, ${data.splits.validation.count} to validate` : ''
    }${data.splits.test.count > 0 ? `, ${data.splits.test.count} to test` : ''}.`,
    `arrays = np.load(Path(__file__).with_name(${literal(`${stem}.npz`)}))`,
    ...filledSplits(data).map(
      (split) => `x_${short(split)}, y_${short(split)} = arrays["x_${short(split)}"], ${target(split)}`,
    ),
  ];
}

function arraysOf(program: Program, data: ProgramData): Readonly<Record<string, NumpyArray>> {
  const { encoding, width, info } = program.data;
  const targets = ({ targets: values, count }: Examples): NumpyArray =>
    encoding === 'one-hot' || encoding === 'classes'
      ? { shape: [count], values }
      : { shape: [count, width], values: encodeTargets(values, encoding, width) };
  return Object.fromEntries(
    filledSplits(data).flatMap((split) => {
      const examples = must(data.splits[split], split);
      const shape = [examples.count, ...info.shape];
      return [
        [`x_${SHORT[split]}`, { shape, values: examples.features.subarray(0, sizeOf(shape)) }],
        [`y_${SHORT[split]}`, targets(examples)],
      ];
    }),
  );
}

function compileLines(program: Program, catalog: Catalog): readonly string[] {
  const { optimizer, loss } = program;
  const metrics = metricsForKeras(program, catalog).map(({ keras, name, again }) =>
    typeof keras === 'string'
      ? literal(keras)
      : construct(catalog, again ? { ...keras, config: { ...keras.config, name } } : keras, 0, 9),
  );
  return [
    call('model.compile', [
      `optimizer=${construct(catalog, asKeras(optimizer.keras, catalog), 0, 15)}`,
      `loss=${construct(catalog, asKeras(loss.keras, catalog), 0, 10)}`,
      ...(metrics.length === 0 ? [] : [`metrics=${listing(metrics, 0, 13)}`]),
    ]),
  ];
}

function fitLines(program: Program, data: ProgramData, catalog: Catalog): readonly string[] {
  const { optimizer, epochs, batchSize, shuffle, callbacks } = program;
  const made: string[] = [];
  const leftOut: string[] = [];
  for (const { node, type, params } of callbacks) {
    const { keras, changesRate } = catalog.expect(type, 'callback');
    if (keras === undefined) leftOut.push(`# Left out: ${node}, for Keras has no ${type}.`);
    else if (changesRate === true && optimizer.schedule !== undefined)
      leftOut.push(`# Left out: ${node}, for Keras cannot change a learning rate that follows a schedule.`);
    else
      made.push(
        construct(catalog, { module: keras.module, class_name: keras.className ?? type, config: params }, 0, 9),
      );
  }
  return [
    ...leftOut,
    call('model.fit', [
      'x_train',
      'y_train',
      ...(batchSize === 32 ? [] : [`batch_size=${batchSize}`]),
      `epochs=${epochs}`,
      ...(shuffle ? [] : ['shuffle=False']),
      ...(data.splits.validation.count > 0 ? ['validation_data=(x_val, y_val)'] : []),
      ...(made.length > 0 ? [`callbacks=${listing(made, 0, 15)}`] : []),
      'verbose=2',
    ]),
  ];
}
