/*
 * Writes a `.keras` file: a zip with the config, the weights and a few words about it. Keras opens it with
 * `keras.saving.load_model`, compiled, and goes on training where the run stood. The graph travels along for
 * Edgewise: data, splits, callbacks, notes and places on the canvas, for which Keras has no words.
 */
import { zipSync } from 'fflate';
import type { AssetReader } from '../../assets/reader.ts';
import { must } from '../../base/invariant.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { KerasModel, Program } from '../../compiler/types.ts';
import type { GraphDocument } from '../../graph/types.ts';
import { dataOf } from '../data-of.ts';
import { writeHdf5 } from '../hdf5.ts';
import type { Hdf5Array } from '../hdf5.ts';
import type { Refusal } from '../refusal.ts';
import { firstWeights } from '../trained.ts';
import type { Trained } from '../trained.ts';
import { toKerasJson } from './keras-json.ts';
import { asKeras } from './keras-parts.ts';
import { metricsForKeras } from './metrics.ts';
import { modelForKeras } from './model-file.ts';
import type { ModelFile } from './model-file.ts';
import { stateTensors } from './slots.ts';
import type { OptimizerState } from './slots.ts';
import { layerFolders, optimizerVariables, shapeOfVariable, weightVariables } from './variables.ts';

/** The version whose form this is. */
const KERAS_VERSION = '3.15.1';

export interface ExportOptions {
  readonly catalog: Catalog;
  /** Without it, the file holds the first weights. */
  readonly trained?: Trained | undefined;
  readonly document?: GraphDocument | undefined;
  readonly date: Date;
  /** Reads the user's own data, where the program has some. */
  readonly tables?: AssetReader | undefined;
}

export async function writeKeras(
  program: Program,
  { catalog, trained, document, date, tables }: ExportOptions,
): Promise<Result<Uint8Array, readonly Refusal[]>> {
  const { fitted } = await dataOf(program, catalog, tables);
  const file = modelForKeras(program, fitted, catalog);
  if (!file.ok) return err(file.error);
  const { model } = file.value;
  const config = {
    module: 'keras.src.models.functional',
    ...model,
    config: {
      ...model.config,
      input_layers: model.config.input_layers[0],
      output_layers: model.config.output_layers[0],
    },
    registered_name: 'Functional',
    build_config: { input_shape: null },
    compile_config: compileConfig(program, catalog),
  };
  const metadata = {
    keras_version: KERAS_VERSION,
    date_saved: date.toISOString().slice(0, 19).replace('T', '@'),
    ...(document === undefined ? {} : { edgewise: document }),
  };
  const text = new TextEncoder();
  const weights = await writeHdf5(...arraysOf(program, file.value, catalog, trained));
  return ok(
    zipSync(
      {
        'metadata.json': text.encode(JSON.stringify(metadata)),
        'config.json': text.encode(toKerasJson(config)),
        'model.weights.h5': weights,
      },
      // As Keras does it: numbers hardly get smaller by packing.
      { level: 0, mtime: date },
    ),
  );
}

function compileConfig(program: Program, catalog: Catalog) {
  return {
    optimizer: asKeras(program.optimizer.keras, catalog),
    loss: asKeras(program.loss.keras, catalog),
    loss_weights: null,
    metrics: metricsForKeras(program, catalog).map(({ keras, name }) =>
      typeof keras === 'string' ? keras : { ...keras, config: { ...keras.config, name } },
    ),
    weighted_metrics: null,
    run_eagerly: false,
    steps_per_execution: 1,
    jit_compile: 'auto',
  };
}

type Arrays = readonly [arrays: readonly Hdf5Array[], names: ReadonlyMap<string, string>];

function arraysOf(
  program: Program,
  { model, stepWeights }: ModelFile,
  catalog: Catalog,
  trained: Trained | undefined,
): Arrays {
  const weights = trained?.weights ?? firstWeights(program, catalog);
  const folders = layerFolders(model);
  const own = weightVariables(program, model, catalog).map(({ path, weight }): Hdf5Array => ({
    path,
    shape: weight.shape,
    values: must(weights.get(weight.key), `the weight ${weight.key}`),
  }));
  const fitted = [...stepWeights].flatMap(([layer, numbers]) =>
    numbers.map(({ shape, values }, i): Hdf5Array => ({
      path: `${must(folders.get(layer), layer)}/vars/${i}`,
      shape,
      values,
    })),
  );
  const arrays = [...fitted, ...own];
  const names = new Map([
    ['vars', model.config.name],
    ...[...folders].map(([name, folder]) => [`${folder}/vars`, name] as const),
  ]);
  const state = trained?.optimizer;
  if (state === undefined) return [arrays, names];
  return [[...arrays, ...optimizerArrays(program, model, catalog, state)], names];
}

function optimizerArrays(
  program: Program,
  model: KerasModel,
  catalog: Catalog,
  { step, learningRate, slots }: OptimizerState,
): readonly Hdf5Array[] {
  const { type, params, schedule } = program.optimizer;
  const definition = catalog.expect(type, 'optimizer');
  const values = new Map(
    stateTensors(program, catalog, slots).map((each) => [`${each.slot} ${each.weight.key}`, each.values]),
  );
  const scalars = definition.kerasScalars?.(params, step) ?? {};
  const trained = weightVariables(program, model, catalog)
    .map(({ weight }) => weight)
    .filter(({ trainable }) => trainable);
  return optimizerVariables({ definition, params, scheduled: schedule !== undefined }, trained).map(
    (variable, i): Hdf5Array => {
      const numbers = (): Float32Array | Int32Array => {
        if (variable.is === 'step') return Int32Array.of(step);
        if (variable.is === 'learning rate') return Float32Array.of(learningRate);
        if (variable.is === 'scalar') return Float32Array.of(scalars[variable.name] ?? 0);
        const key = `${variable.slot} ${variable.weight.key}`;
        return must(values.get(key), `the state ${key}`);
      };
      return { path: `optimizer/vars/${i}`, shape: shapeOfVariable(variable), values: numbers() };
    },
  );
}
