/*
 * Small graphs for comparing with Keras. All are the same network, data → Dense → (the layer in
 * question) → Dense → loss, with one part exchanged, so that a difference points at that part.
 */
import { must } from '../../src/base/invariant.ts';
import type { JsonObject } from '../../src/base/json.ts';
import { catalog } from '../../src/catalog/index.ts';
import type { GraphDocument, GraphEdge, GraphNode } from '../../src/graph/types.ts';

/** A catalog type with some of its params; the others have their defaults. */
export interface Part {
  readonly type: string;
  readonly params?: JsonObject;
}

export interface Layer extends Part {
  /** What hangs under the layer, by port. */
  readonly plugs?: Readonly<Record<string, Part>>;
  /** The layer joins several wires: it gets a second branch. */
  readonly joins?: boolean;
  /** The layer stands right behind the data, with nothing in front of it that training changes. */
  readonly first?: boolean;
}

/** The end of a network, with data that has fitting targets. */
export interface Head {
  /** The type of the data set; `Dataset` unless said. */
  readonly source?: string;
  readonly data: JsonObject;
  /** What stands in front of the end is laid out in a row first. */
  readonly inRow?: boolean;
  readonly units: number;
  readonly activation: string;
}

export interface Network {
  readonly head: Head;
  readonly loss: Part;
  readonly optimizer: Part;
  readonly layer?: Layer;
  readonly schedule?: Part;
  readonly metric?: Part;
}

/** 160 examples to train on in batches of 24: seven steps per epoch, the last of them with 16 examples. */
const SAMPLES = { samples: 200, noise: 0.1 };
const TRAIN: Part = { type: 'Train', params: { epochs: 5, batch_size: 24 } };

export const CLASSES: Head = { data: { name: 'blobs', classes: 3, ...SAMPLES }, units: 3, activation: 'softmax' };
export const BINARY: Head = { data: { name: 'moons', ...SAMPLES }, units: 1, activation: 'sigmoid' };
/** The shipped data sets are rows; other layers get one of these, and what they give is laid out in a row. */
const other = (source: string): Head => ({ source, data: {}, inRow: true, units: 2, activation: 'softmax' });
export const SEQUENCES = other('Sequences');
export const IMAGES = other('Images');
export const TOKENS = other('Tokens');
/** Eight steps of 32 pixels each: the rows of a line are read as if they came one after the other. */
export const LABELS: Head = { data: { name: 'digit-lines' }, units: 11, activation: 'linear' };
export const VALUES: Head = { data: { name: 'reg-gauss', ...SAMPLES }, units: 1, activation: 'linear' };

const outputOf = (type: string): string => must(catalog.get(type)?.outputs[0], `an output of ${type}`).name;

export function graph(
  name: string,
  nodes: Readonly<Record<string, Part & { readonly muted?: boolean }>>,
  wires: readonly (readonly [from: string, to: string])[],
): GraphDocument {
  return {
    format: 'edgewise',
    version: 1,
    name,
    seed: 7,
    nodes: Object.entries(nodes).map(([id, { type, params, muted }]): GraphNode => ({
      id,
      type,
      position: [0, 0],
      ...(params === undefined ? {} : { params }),
      ...(muted === true ? { muted } : {}),
    })),
    edges: wires.map(([from, to]): GraphEdge => ({ from, to })),
  };
}

/** Tensor inputs that a layer must have beside its main one. */
const requiredOf = (type: string): readonly string[] =>
  (catalog.get(type)?.inputs ?? [])
    .filter(({ name, kind, required }) => name !== 'inputs' && kind === 'tensor' && required === true)
    .map(({ name }) => name);

export function network(name: string, { head, loss, optimizer, layer, schedule, metric }: Network): GraphDocument {
  const plugs = Object.entries(layer?.plugs ?? {});
  return graph(
    name,
    {
      data: { type: head.source ?? 'Dataset', params: head.data },
      ...(layer?.first === true ? {} : { first: { type: 'Dense', params: { units: 6, activation: 'tanh' } } }),
      ...(head.inRow === true ? { row: { type: 'Flatten' } } : {}),
      ...(layer?.joins === true ? { second: { type: 'Dense', params: { units: 6, activation: 'tanh' } } } : {}),
      ...(layer === undefined ? {} : { layer: { type: layer.type, params: layer.params ?? {} } }),
      ...Object.fromEntries(plugs.map(([port, part]) => [`plug_${port}`, part])),
      out: { type: 'Dense', params: { units: head.units, activation: head.activation } },
      loss,
      ...(schedule === undefined ? {} : { schedule }),
      optimizer,
      ...(metric === undefined ? {} : { metric }),
      train: TRAIN,
    },
    [
      ...(layer?.first === true ? [] : ([['data.features', 'first.inputs']] as const)),
      ...(layer === undefined
        ? ([['first.outputs', 'out.inputs']] as const)
        : ([
            [layer.first === true ? 'data.features' : 'first.outputs', 'layer.inputs'],
            ...requiredOf(layer.type).map((port) => ['first.outputs', `layer.${port}`] as const),
            ...(head.inRow === true
              ? ([
                  ['layer.outputs', 'row.inputs'],
                  ['row.outputs', 'out.inputs'],
                ] as const)
              : ([['layer.outputs', 'out.inputs']] as const)),
          ] as const)),
      ...(layer?.joins === true
        ? ([
            ['data.features', 'second.inputs'],
            ['second.outputs', 'layer.inputs'],
          ] as const)
        : []),
      ...plugs.map(([port, { type }]) => [`plug_${port}.${outputOf(type)}`, `layer.${port}`] as const),
      ['out.outputs', 'loss.y_pred'],
      ['data.targets', 'loss.y_true'],
      ['loss.loss', 'train.loss'],
      ['optimizer.optimizer', 'train.optimizer'],
      ...(metric === undefined ? [] : ([['metric.metric', 'train.metrics']] as const)),
      ...(schedule === undefined ? [] : ([['schedule.schedule', 'optimizer.learning_rate']] as const)),
    ],
  );
}
