/*
 * What the golden file shall hold, read from the catalog: every activation function, layer, loss, metric,
 * optimizer, schedule, initializer and callback, with every param of it at work. A new type is asked about the
 * moment the catalog has it.
 */
import { activationFunctions } from '../../src/catalog/activations/functions/index.ts';
import { defaultParams } from '../../src/catalog/catalog.ts';
import { activationOf } from '../../src/catalog/layer-facts.ts';
import type { DefinitionOf, NodeDefinition, TargetEncoding } from '../../src/catalog/define/index.ts';
import { parseParams } from '../../src/catalog/define/index.ts';
import type { ParamValues } from '../../src/catalog/params.ts';
import { landscapes } from '../catalog/optimizers/functions.ts';
import { classOf, ofRole } from './catalog-facts.ts';
import { layerCalls } from './layer-calls.ts';
import { variations } from './vary.ts';

/** Params under which the variations are made: a curve that moves within a hundred steps. */
const LIVELY = {
  learning_rate: 0.01,
  initial_learning_rate: 0.1,
  decay_steps: 100,
  decay_rate: 0.96,
  first_decay_steps: 100,
  boundaries: [100, 150],
  k: 2,
  values: [0.9, 0.5, 0.1],
};

/** Settings that no single change of a param makes. */
const CHOSEN: Readonly<Record<string, readonly ParamValues[]>> = {
  SGD: [{ momentum: 0.9 }],
  RMSprop: [{ momentum: 0.9 }],
  Adagrad: [{ learning_rate: 0.1 }],
  SparseCategoricalCrossentropy: [{ ignore_class: 0 }],
  AUC: [{ thresholds: [0.6, 0.2, 0.5] }],
  Dice: [{ axis: [1] }, { axis: [0] }],
  Tversky: [{ alpha: 0.7, beta: 0.2, axis: [1] }, { axis: [0] }],
  Adadelta: [{ learning_rate: 1 }],
  Adam: [{ amsgrad: true }],
  Ftrl: [
    { learning_rate: 0.1 },
    {
      learning_rate: 0.1,
      l1_regularization_strength: 0.01,
      l2_regularization_strength: 0.01,
      l2_shrinkage_regularization_strength: 0.01,
      beta: 0.1,
    },
  ],
  CosineDecayRestarts: [{ t_mul: 1, m_mul: 0.5, alpha: 0.1 }],
  PolynomialDecay: [
    { end_learning_rate: 0.01, power: 0.5 },
    { end_learning_rate: 0.01, cycle: true },
  ],
  InverseTimeDecay: [{ decay_steps: 10, decay_rate: 0.5, staircase: true }],
  CosineDecay: [{ initial_learning_rate: 0, warmup_target: 0.1, warmup_steps: 50, alpha: 0.1 }],
};

const labelOf = (type: string, params: ParamValues) =>
  [type, ...Object.entries(params).map(([name, value]) => `${name}=${String(value)}`)].join(' ');

/** Every setting of a type: what is not as usual, and beside it all params for Keras. */
function settings(definition: NodeDefinition) {
  const { type } = definition;
  const base = variations(definition, LIVELY);
  const known = base[0]?.params ?? {};
  const chosen = (CHOSEN[type] ?? []).map((params) => ({
    label: labelOf(type, params),
    params: { ...known, ...params },
  }));
  return [...base, ...chosen].map(({ label, params }) => {
    const parsed = parseParams(definition, params);
    if (!parsed.success) throw new Error(`${label}: its own schema refuses these params`);
    return { label, type, given: params, config: parsed.data };
  });
}

const kerasOnly = <D extends NodeDefinition>(definitions: readonly D[]) =>
  definitions.flatMap((definition) => {
    const found = classOf(definition);
    return found === undefined ? [] : [{ definition, found: { module: found.module, class_name: found.className } }];
  });

const inEverySetting = (definitions: readonly NodeDefinition[]) =>
  kerasOnly(definitions).flatMap(({ definition, found }) =>
    settings(definition).map((each) => ({ ...each, ...found })),
  );

/** Layers that are nothing but one curve with params of its own, such as LeakyReLU. */
export const curves = () =>
  ofRole('layer').filter(
    (each) =>
      each.category === 'Activations' &&
      each.params['activation'] === undefined &&
      each.weights === undefined &&
      each.activation !== undefined &&
      activationOf(each, defaultParams(each)).rowwise !== true,
  );

/** Which of the small batches in `losses.py` fits a loss. */
function batchFor(loss: DefinitionOf<'loss'>, params: ParamValues) {
  const { wants, learns, positive, encoding, fromLogits } = loss;
  if (wants !== undefined)
    // Where either sigmoid or softmax will do, several columns show more.
    return {
      targets: encoding(2, wants.or === undefined ? 1 : 3),
      reads: fromLogits?.(params) === true ? 'logits' : 'probabilities',
    };
  if (learns === 'classes') return { targets: encoding(2, 1), reads: 'margins' };
  return positive === true ? { targets: 'counts', reads: 'counts' } : { targets: 'values', reads: 'values' };
}

const losses = () =>
  kerasOnly(ofRole('loss')).flatMap(({ definition, found }) =>
    settings(definition).map((each) => ({ ...each, ...found, ...batchFor(definition, each.config) })),
  );

/** The columns of the batches in `metrics.py`. */
const WIDTHS: Readonly<Record<TargetEncoding, number>> = { values: 2, binary: 1, classes: 6, 'one-hot': 6, labels: 3 };

/** Each metric in every setting on each way to write targets that it reads and does not refuse. */
const metrics = () =>
  kerasOnly(ofRole('metric')).flatMap(({ definition, found }) =>
    settings(definition).flatMap((each) =>
      definition.reads
        .filter((encoding) => {
          const width = WIDTHS[encoding];
          return definition.refusesTargets?.(each.config, { encoding, classes: width, width }) === undefined;
        })
        .map((targets) => ({ ...each, ...found, targets })),
    ),
  );

export const goldenFacts = () => ({
  activations: activationFunctions.map(({ name }) => name),
  layers: { curves: inEverySetting(curves()), calls: layerCalls() },
  losses: losses(),
  metrics: metrics(),
  optimizers: inEverySetting(ofRole('optimizer')),
  landscapes: Object.fromEntries(Object.entries(landscapes).map(([name, { start }]) => [name, start])),
  schedules: inEverySetting(ofRole('schedule')),
  initializers: kerasOnly(ofRole('initializer')).map(({ definition, found }) => ({ type: definition.type, ...found })),
  callbacks: kerasOnly(ofRole('callback')).map(({ definition: { type } }) => type),
});
