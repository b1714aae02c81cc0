/*
 * Graphs drawn from the catalog: any layer behind any other that can take what it gives, branches that are joined
 * again, preprocessing, parameter plugs, any loss, optimizer, schedule and metric. What may stand where is asked of
 * the compiler, so a new type is drawn the moment the catalog has it. Seeds are pinned; types that were drawn least
 * come first, so that a few dozen graphs hold every layer.
 */
import { random } from '../../src/base/random.ts';
import type { Random } from '../../src/base/random.ts';
import { must } from '../../src/base/invariant.ts';
import type { LayerDefinition, NodeDefinition } from '../../src/catalog/define/index.ts';
import { isOpen } from '../../src/catalog/ports.ts';
import type { ParamValues } from '../../src/catalog/params.ts';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { compile } from '../../src/compiler/compile.ts';
import type { GraphDocument } from '../../src/graph/types.ts';
import { FITTING } from '../catalog/layers/cases.ts';
import { WINDOWS } from '../catalog/layers/windows.ts';
import { ofRole } from './catalog-facts.ts';
import { BINARY, CLASSES, graph, IMAGES, SEQUENCES, TOKENS, VALUES } from './graphs.ts';
import type { Head, Part } from './graphs.ts';
import { variations } from './vary.ts';

export const GRAPHS = 60;
/** Layers of a graph beside those at its end. */
const [FEWEST, MOST] = [2, 5];
const TRIES = 40;
/** Wide layers make long rows in front of the loss, where small differences grow. */
const SMALL: ParamValues = { ...FITTING, units: 4, filters: 3, num_heads: 2, key_dim: 3, output_dim: 4 };
/** Rounding would decide here: a step in the wrong direction, or numbers in the millions. */
const UNSTEADY: ReadonlySet<string> = new Set(['MeanAbsolutePercentageError', 'CosineSimilarity', 'Lion', 'Ftrl']);
/** Keras cuts its probabilities off at 1e-7, whatever it reads; large numbers in front of it fall below that. */
const CUT_OFF: ReadonlySet<string> = new Set(['CategoricalFocalCrossentropy']);
/** Where the slope is zero, as in front of a normalisation, a tiny epsilon would make steps of what was rounded off. */
const STEADY: ParamValues = { learning_rate: 0.01, epsilon: 0.01 };
/** The bias of the keys has no slope, and would only move by rounding. */
const WITHOUT_SLOPE: ParamValues = { use_bias: false };

/**
 * What Keras 3.15 computes otherwise on torch than on its other backends: sparsemax adds its cumulative sums up once more, and
 * the mean of a window that is padded counts the edge again for each place outside.
 */
const isWrongInKeras = ({ type, params }: { readonly type: string; readonly params: ParamValues }): boolean =>
  Object.values(params).includes('sparsemax') || (type.startsWith('AveragePooling') && params['padding'] === 'same');

/** In turn; most layers are about images. */
const HEADS: readonly Head[] = [CLASSES, IMAGES, BINARY, SEQUENCES, IMAGES, VALUES, TOKENS, SEQUENCES];

/** They bring a weight to a length, also one that has only what was rounded off: such as a bias at zero. */
const FOR_LONG_ONES: ReadonlySet<string> = new Set(['UnitNorm', 'MinMaxNorm']);

type Wire = readonly [from: string, to: string];

interface Draft {
  readonly nodes: Record<string, Part>;
  readonly wires: Wire[];
  /** Tensors that layers may read. */
  readonly tensors: readonly string[];
}

const pick = <T>(rng: Random, from: readonly T[]): T => must(from[rng.integer(from.length)], 'something to pick from');

/** Each has a seed of its own, and knows what the ones before it hold. */
export function randomGraphs(catalog: Catalog, count = GRAPHS): readonly GraphDocument[] {
  const drawn = new Map<string, number>();
  return Array.from({ length: count }, (_, i) =>
    drawGraph(`random/${i}`, must(HEADS[i % HEADS.length], 'a head'), random('parity graph', i), drawn, catalog),
  );
}

function drawGraph(name: string, head: Head, rng: Random, drawn: Map<string, number>, catalog: Catalog): GraphDocument {
  // Large values would enlarge what float32 rounds off; names are none.
  const isNames = head === TOKENS;
  let draft: Draft = {
    nodes: {
      data: { type: head.source ?? 'Dataset', params: head.data },
      ...(isNames ? {} : { small: { type: 'MinMaxScale' } }),
    },
    wires: isNames ? [] : [['data.features', 'small.inputs']],
    tensors: [isNames ? 'data.features' : 'small.outputs'],
  };
  const ending = (given: Draft) => ended(name, given, head, { loss: plainLoss(head), optimizer: { type: 'SGD' } });
  const compiles = (given: Draft) => isSound(ending(given), catalog);

  const wanted = FEWEST + rng.integer(MOST - FEWEST + 1);
  for (let i = 0; i < wanted; i++) draft = oneMore(draft, `n${i}`, rng, drawn, compiles) ?? draft;
  const training = drawTraining(name, draft, head, rng, drawn, catalog);
  for (const { type } of Object.values(draft.nodes)) drawn.set(type, (drawn.get(type) ?? 0) + 1);
  return training;
}

/** The draft with one more layer or preprocessing step that fits; undefined where none was found. */
function oneMore(
  draft: Draft,
  id: string,
  rng: Random,
  drawn: ReadonlyMap<string, number>,
  compiles: (draft: Draft) => boolean,
): Draft | undefined {
  for (let i = 0; i < TRIES; i++) {
    const made = withNode(draft, id, rng, drawn);
    if (made !== undefined && compiles(made)) return made;
  }
  return undefined;
}

/** One of the types drawn least so far, somewhere. */
function rarest<D extends NodeDefinition>(rng: Random, all: readonly D[], drawn: ReadonlyMap<string, number>): D {
  const order = all.map((each) => ({ each, key: (drawn.get(each.type) ?? 0) + 3 * rng.uniform() }));
  return must(order.toSorted((a, b) => a.key - b.key)[0], 'a type').each;
}

function withNode(draft: Draft, id: string, rng: Random, drawn: ReadonlyMap<string, number>): Draft | undefined {
  const isAtStart = draft.tensors.length === 1;
  const prepares = isAtStart && rng.uniform() < 0.5;
  const types: readonly NodeDefinition[] = prepares ? ofRole('preprocessing') : ofRole('layer').filter(isKnown);
  const definition = rarest(rng, types, drawn);
  const params = drawParams(definition, rng);
  const wantsNames = definition.role === 'layer' && definition.refusesNames !== undefined;
  if ((wantsNames && (!isAtStart || 'small' in draft.nodes)) || isWrongInKeras({ type: definition.type, params }))
    return undefined;
  const nodes: Record<string, Part> = { ...draft.nodes, [id]: { type: definition.type, params } };
  const wires: Wire[] = [...draft.wires];
  const last = must(draft.tensors.at(-1), 'a tensor');
  // Regularizers first: what they charge for starts on its own.
  const open = definition.inputs.filter((each) => isOpen(each, params));
  const first = open.filter(({ kind }) => kind === 'regularizer');
  for (const port of [...first, ...open.filter((each) => !first.includes(each))]) {
    if (port.kind === 'tensor' || port.kind === 'data') {
      if (port.name === 'inputs') wires.push([last, `${id}.inputs`]);
      else if (port.required === true || rng.uniform() < 0.15)
        wires.push([pick(rng, draft.tensors), `${id}.${port.name}`]);
      if (port.many === true) wires.push([pick(rng, draft.tensors), `${id}.${port.name}`]);
    } else if (rng.uniform() < 0.2 && !wires.some(([, to]) => to === `${id}.${port.name}`)) {
      plug(nodes, wires, id, port.name, port.kind, rng);
      const start = port.name.replace(/_regularizer$/, '_initializer');
      // At zero, and at right angles, the slope of a penalty would hang on rounding.
      if (port.kind === 'regularizer' && definition.inputs.some(({ name }) => name === start)) {
        nodes[`${id}_start`] = { type: 'RandomUniform', params: { minval: 0.2, maxval: 0.7 } };
        wires.push([`${id}_start.initializer`, `${id}.${start}`]);
      }
    }
  }
  const given = definition.outputs.filter(
    (each) => (each.kind === 'tensor' || each.kind === 'data') && isOpen(each, params),
  );
  // The main output is read next; others may be read by a later port.
  const [main, ...more] = given.map((each) => `${id}.${each.name}`);
  return main === undefined ? undefined : { nodes, wires, tensors: [...draft.tensors, ...more, main] };
}

/** What a layer of Keras knows under another name is compared elsewhere. */
const isKnown = ({ keras }: LayerDefinition): boolean => keras !== undefined;

function drawParams(definition: NodeDefinition, rng: Random): ParamValues {
  const small = own(definition, SMALL);
  const windows = WINDOWS[definition.type] ?? [];
  const usual = windows.length > 0 && rng.uniform() < 0.5 ? { ...small, ...pick(rng, windows).given } : small;
  const varied = variations(definition, usual);
  const chosen = rng.uniform() < 0.4 ? usual : pick(rng, varied).params;
  return { ...chosen, ...('key_dim' in definition.params && WITHOUT_SLOPE) };
}

/** Something that may hang at a port: an initializer, a regularizer or a constraint. */
function plug(nodes: Record<string, Part>, wires: Wire[], id: string, port: string, kind: string, rng: Random): void {
  if (kind !== 'initializer' && kind !== 'regularizer' && kind !== 'constraint') return;
  const definition = pick(rng, ofRole(kind));
  const under = `${id}_${port}`;
  const { params } = pick(rng, variations(definition));
  if (FOR_LONG_ONES.has(definition.type)) return;
  nodes[under] = { type: definition.type, params };
  wires.push([`${under}.${outputOf(definition)}`, `${id}.${port}`]);
}

const outputOf = ({ outputs, type }: NodeDefinition): string => must(outputs[0], `an output of ${type}`).name;

/** As many places as there are classes here at most, and one column of values. */
const FEW_CLASSES: ParamValues = { k: 1, num_regressors: 2 };

const own = ({ params }: NodeDefinition, values: ParamValues): ParamValues =>
  Object.fromEntries(Object.entries(values).filter(([name]) => name in params));

interface Training {
  readonly loss: Part;
  readonly optimizer: Part;
  readonly schedule?: Part;
  readonly metric?: Part;
}

const plainLoss = ({ units, activation }: Head): Part => {
  if (activation === 'linear') return { type: 'MeanSquaredError' };
  return { type: units === 1 ? 'BinaryCrossentropy' : 'CategoricalCrossentropy' };
};

function drawTraining(
  name: string,
  draft: Draft,
  head: Head,
  rng: Random,
  drawn: Map<string, number>,
  catalog: Catalog,
): GraphDocument {
  const steady = <D extends NodeDefinition>(all: readonly D[]) => all.filter(({ type }) => !UNSTEADY.has(type));
  const [losses, optimizers] = [steady(ofRole('loss')), steady(ofRole('optimizer'))];
  for (let i = 0; i < TRIES; i++) {
    const [loss, optimizer, metric] = [losses, optimizers, ofRole('metric')].map((all) =>
      rarest<NodeDefinition>(rng, all, drawn),
    ) as [NodeDefinition, NodeDefinition, NodeDefinition];
    const schedule = rarest(
      rng,
      ofRole('schedule').filter(({ keras }) => keras !== undefined),
      drawn,
    );
    const training: Training = {
      loss: CUT_OFF.has(loss.type) ? plainLoss(head) : { type: loss.type },
      optimizer: { type: optimizer.type, params: own(optimizer, STEADY) },
      ...(rng.uniform() < 0.3 && { schedule: { type: schedule.type } }),
      ...(rng.uniform() < 0.5 && { metric: { type: metric.type, params: own(metric, FEW_CLASSES) } }),
    };
    const document = ended(name, draft, head, training);
    if (!isSound(document, catalog)) continue;
    for (const { type } of Object.values(training)) drawn.set(type, (drawn.get(type) ?? 0) + 1);
    return document;
  }
  return ended(name, draft, head, { loss: plainLoss(head), optimizer: { type: 'SGD' } });
}

/** Whatever came out is laid out in a row, and two small layers lead to the loss. */
function ended(name: string, { nodes, wires, tensors }: Draft, head: Head, training: Training): GraphDocument {
  const { loss, optimizer, schedule, metric } = training;
  return graph(
    name,
    {
      ...nodes,
      row: { type: 'Flatten' },
      out: { type: 'Dense', params: { units: head.units, activation: head.activation } },
      loss,
      optimizer,
      ...(schedule && { schedule }),
      ...(metric && { metric }),
      train: { type: 'Train', params: { epochs: 3, batch_size: 24 } },
    },
    [
      ...wires,
      [must(tensors.at(-1), 'a tensor'), 'row.inputs'],
      ['row.outputs', 'out.inputs'],
      ['out.outputs', 'loss.y_pred'],
      ['data.targets', 'loss.y_true'],
      ['loss.loss', 'train.loss'],
      ['optimizer.optimizer', 'train.optimizer'],
      ...(schedule === undefined ? [] : ([['schedule.schedule', 'optimizer.learning_rate']] as const)),
      ...(metric === undefined ? [] : ([['metric.metric', 'train.metrics']] as const)),
    ],
  );
}

/** It trains, and the compiler finds nothing wrong with it. */
function isSound(document: GraphDocument, catalog: Catalog): boolean {
  const { programs, diagnostics } = compile(document, catalog);
  return programs.length > 0 && diagnostics.every(({ severity }) => severity === 'hint');
}
