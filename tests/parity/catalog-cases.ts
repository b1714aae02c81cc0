/*
 * Cases made from the catalog: every type that Keras has, with every param of it at work. A new type is
 * compared the moment the catalog has it; nothing here names a layer, loss or optimizer but the plain
 * ones that stand around the part in question.
 */
import { must } from '../../src/base/invariant.ts';
import { createCatalog, defaultParams } from '../../src/catalog/catalog.ts';
import type { LayerDefinition } from '../../src/catalog/define/index.ts';
import { catalog } from '../../src/catalog/index.ts';
import { compile } from '../../src/compiler/compile.ts';
import type { ParamValues } from '../../src/catalog/params.ts';
import type { GraphDocument } from '../../src/graph/types.ts';
import { FITTING } from '../catalog/layers/cases.ts';
import { WINDOWS } from '../catalog/layers/windows.ts';
import { sequences } from '../support/named-tensors.ts';
import { smallCatalog } from '../support/small-data.ts';
import { ofRole } from './catalog-facts.ts';
import { BINARY, CLASSES, IMAGES, LABELS, network, SEQUENCES, TOKENS, VALUES } from './graphs.ts';
import type { Head, Layer, Network, Part } from './graphs.ts';
import { variations } from './vary.ts';

const PLAIN = {
  head: CLASSES,
  loss: { type: 'CategoricalCrossentropy' },
  optimizer: { type: 'SGD', params: { learning_rate: 0.1 } },
} as const satisfies Network;

/** Images and sequences are long: at the usual rate training would be unstable, and enlarge what float32 rounds off. */
const CAREFUL: Part = { type: 'SGD', params: { learning_rate: 0.02 } };

let cases: readonly GraphDocument[] | undefined;

/** Made once: for each layer graphs are compiled until one fits it, and several tests ask. */
export const catalogCases = (): readonly GraphDocument[] =>
  (cases ??= [...layers(), ...plugs(), ...constraints(), ...optimizers(), ...schedules(), ...losses(), ...metrics()]);

/** What the cases are compiled and trained with. */
export const parityCatalog = createCatalog([...smallCatalog.all, sequences], smallCatalog.first);

/** On the first kind of data that the layer takes; names and measuring layers stand right behind it. */
function withLayer(name: string, given: Layer): GraphDocument | undefined {
  const { refusesNames, adapt, params } = catalog.expect(given.type, 'layer');
  const fitting = Object.fromEntries(Object.entries(FITTING).filter(([param]) => param in params));
  const layer = { ...given, params: { ...fitting, ...given.params } };
  const placed = { ...layer, first: refusesNames !== undefined || adapt !== undefined };
  const heads = refusesNames === undefined ? [CLASSES, { ...CLASSES, inRow: true }, SEQUENCES, IMAGES] : [TOKENS];
  return heads
    .map((head) => {
      const careful = head === IMAGES || head === SEQUENCES;
      return network(name, { ...PLAIN, head, ...(careful && { optimizer: CAREFUL }), layer: placed });
    })
    .find((document) => compile(document, parityCatalog).programs.length > 0);
}

/** Keras 3.15 on torch adds its cumulative sums up once more: the shares of a row do not add up to 1 there. */
const WRONG_IN_KERAS = 'sparsemax';

const layerCase = (name: string, layer: Layer): GraphDocument =>
  must(withLayer(name, layer), `data that ${layer.type} takes, for ${name}`);

/** Many channels make long rows in front of the loss, where small differences grow. */
const FEW: ParamValues = { filters: 4 };
const fewOf = (params: object): ParamValues =>
  Object.fromEntries(Object.entries(FEW).filter(([name]) => name in params));

const readsSequences = (definition: LayerDefinition): boolean =>
  !definition.outputShape({ ...defaultParams(definition), ...FITTING }, { inputs: [[6], [6]] }).ok;

/** Each function is compared on rows; where every step of a sequence goes through it, which takes long, a few will do. */
const FUNCTIONS: ReadonlySet<unknown> = new Set([
  undefined,
  'linear',
  'tanh',
  'sigmoid',
  'relu',
  'hard_sigmoid',
  'softmax',
]);
const isOneOfAFew = (params: ParamValues): boolean =>
  Object.entries(params).every(([name, value]) => !name.endsWith('activation') || FUNCTIONS.has(value));

const layers = () =>
  ofRole('layer').flatMap((definition) => {
    const joins = definition.inputs.some(({ kind, many }) => kind === 'tensor' && many === true);
    const { type } = definition;
    return [
      ...variations(definition, { ...FEW, ...FITTING })
        .filter(({ params }) => !readsSequences(definition) || isOneOfAFew(params))
        .filter(({ params }) => !Object.values(params).includes(WRONG_IN_KERAS))
        .map(({ label, params }) => layerCase(`layer/${label}`, { type, params, joins })),
      // Some of these were made for other sizes.
      ...(WINDOWS[type] ?? []).flatMap(({ given }) => {
        const settings = Object.entries(given).map(([name, value]) => `${name}=${String(value)}`);
        return withLayer(`layer/${[type, ...settings].join(' ')}`, { type, params: given }) ?? [];
      }),
    ];
  });

/** What is plugged into the ports of layers. Above zero, because a variance may start from it too. */
const PLUGGED = {
  initializer: { type: 'RandomUniform', params: { minval: 0.2, maxval: 0.7 } },
  regularizer: { type: 'L1L2', params: { l1: 0.01, l2: 0.02 } },
  constraint: { type: 'MaxNorm', params: { max_value: 0.5, axis: 0 } },
} as const satisfies Readonly<Record<string, Part>>;

/** Something in every port of every layer, and every initializer, regularizer and constraint in the port of a kernel. */
const plugs = () =>
  (['initializer', 'regularizer', 'constraint'] as const).flatMap((role) => [
    ...ofRole('layer').flatMap(({ type, params, inputs }) =>
      inputs
        .filter(({ kind }) => kind === role)
        .map(({ name, only }) => {
          const chosen = only === undefined ? {} : { [only.param]: only.is[0] ?? null };
          // At zero the slope of a penalty would hang on rounding.
          const start = role === 'regularizer' ? name.replace(role, 'initializer') : undefined;
          const first =
            start !== undefined && inputs.some((port) => port.name === start) ? { [start]: PLUGGED.initializer } : {};
          return layerCase(`port/${type} ${name}`, {
            type,
            params: { ...fewOf(params), ...chosen },
            plugs: { [name]: PLUGGED[role], ...first },
          });
        }),
    ),
    ...ofRole(role).flatMap((definition) =>
      variations(definition).map(({ label, params }) =>
        layerCase(`${role}/${label}`, {
          type: 'Dense',
          plugs: { [`kernel_${role}`]: { type: definition.type, params } },
        }),
      ),
    ),
  ]);

/** Lengths along several axes, and along another than the first. */
const constraints = () =>
  ofRole('constraint')
    .filter(({ params }) => 'axis' in params)
    .flatMap(({ type }) => [
      layerCase(`constraint/${type} axis=0,1,2`, {
        type: 'Conv2D',
        params: FEW,
        plugs: { kernel_constraint: { type, params: { axis: [0, 1, 2] } } },
      }),
      layerCase(`constraint/${type} axis=1`, {
        type: 'Dense',
        plugs: { kernel_constraint: { type, params: { axis: 1 } } },
      }),
    ]);

/** Numbers at which every param shows within a few steps: a tiny epsilon would hide itself, and a clip under Adam. */
const LIVELY = { learning_rate: 0.02, epsilon: 0.001 };

const optimizers = () =>
  ofRole('optimizer').flatMap((definition) => [
    network(`optimizer/${definition.type} as it is`, { ...PLAIN, optimizer: { type: definition.type } }),
    ...variations(definition, LIVELY).map(({ label, params }) =>
      network(`optimizer/${label}`, { ...PLAIN, optimizer: { type: definition.type, params } }),
    ),
  ]);

const SLOWING = {
  initial_learning_rate: 0.05,
  decay_steps: 8,
  first_decay_steps: 8,
  boundaries: [3, 9],
  values: [0.05, 0.1, 0.02],
};

/** The velocity of SGD remembers earlier learning rates, so a wrong one shows for long. */
const schedules = () =>
  ofRole('schedule')
    .filter(({ keras }) => keras !== undefined)
    .flatMap((definition) =>
      variations(definition, SLOWING).map(({ label, params }) =>
        network(`schedule/${label}`, {
          ...PLAIN,
          schedule: { type: definition.type, params },
          optimizer: { type: 'SGD', params: { momentum: 0.9 } },
        }),
      ),
    );

const LOGITS = { activation: 'linear' } as const;
const HEADS: Readonly<Record<string, Head>> = {
  values: VALUES,
  'values above zero': { ...VALUES, activation: 'softplus' },
  'one column': BINARY,
  'one column before sigmoid': { ...BINARY, ...LOGITS },
  classes: CLASSES,
  'classes before softmax': { ...CLASSES, ...LOGITS },
  labels: { ...CLASSES, activation: 'sigmoid' },
  'sequences of labels': LABELS,
};

/**
 * A percentage of targets near zero is in the millions: longer steps would leave everything to chance. The direction
 * of a single value is its sign, which has no slope, so that loss has a case among the chosen ones.
 */
const CALM: Readonly<Record<string, number>> = { MeanAbsolutePercentageError: 1e-8 };
const FOR_ROWS: ReadonlySet<string> = new Set(['CosineSimilarity']);

/** Each loss with each param on each network end that the compiler finds nothing wrong with. */
const losses = () =>
  ofRole('loss').flatMap((definition) => {
    if (FOR_ROWS.has(definition.type)) return [];
    const learning_rate = CALM[definition.type] ?? PLAIN.optimizer.params.learning_rate;
    const optimizer = { type: PLAIN.optimizer.type, params: { learning_rate } };
    const found = variations(definition).flatMap(({ label, params }) =>
      Object.entries(HEADS)
        .flatMap(([end, head]) =>
          bothWays(`loss/${label} on ${end}`, { ...PLAIN, optimizer, head, loss: { type: definition.type, params } }),
        )
        .filter(compilesClean),
    );
    if (found.length === 0) throw new Error(`No network end here fits the loss ${definition.type}; add one to HEADS`);
    return found;
  });

/** More classes than any metric here looks at. */
const MANY: Head = { ...CLASSES, data: { ...CLASSES.data, classes: 6 }, units: 6 };

/** Each metric with each param on a network end and a loss whose targets it can read. */
const metrics = () =>
  ofRole('metric').flatMap((definition) => {
    const ends: readonly (readonly [Head, string])[] = [
      [VALUES, 'MeanSquaredError'],
      [BINARY, 'BinaryCrossentropy'],
      [MANY, 'CategoricalCrossentropy'],
      [MANY, 'SparseCategoricalCrossentropy'],
    ];
    const found = variations(definition, { k: 1, num_regressors: 2 }).flatMap(({ label, params }) =>
      ends
        .map(([head, loss]) =>
          network(`metric/${label} with ${loss}`, {
            ...PLAIN,
            head,
            loss: { type: loss },
            metric: { type: definition.type, params },
          }),
        )
        .filter(compilesClean),
    );
    if (found.length === 0) throw new Error(`No network end here fits the metric ${definition.type}`);
    return found;
  });

/** The activation inside the last Dense layer, and as a layer of its own behind it. */
function bothWays(name: string, plain: Network): readonly GraphDocument[] {
  const { activation } = plain.head;
  const whole = network(name, plain);
  if (activation === 'linear') return [whole];
  const linear = network(`${name}, apart`, { ...plain, head: { ...plain.head, ...LOGITS } });
  return [
    whole,
    {
      ...linear,
      nodes: [...linear.nodes, { id: 'end', type: 'Activation', position: [0, 0], params: { activation } }],
      edges: linear.edges.flatMap((edge) =>
        edge.to === 'loss.y_pred'
          ? [
              { from: edge.from, to: 'end.inputs' },
              { from: 'end.outputs', to: edge.to },
            ]
          : [edge],
      ),
    },
  ];
}

const compilesClean = (document: GraphDocument): boolean =>
  compile(document, catalog).diagnostics.every(({ severity }) => severity === 'hint');
