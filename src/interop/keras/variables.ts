/*
 * Where the numbers of a program stand in a Keras weights file: the variables of each layer in a folder named
 * after its class, counted in Keras' order of the layers, and the state of the optimizer behind them.
 */
import { must } from '../../base/invariant.ts';
import { sizeOf } from '../../base/shape.ts';
import type { Shape } from '../../base/shape.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { KerasModel, Program, WeightPlan } from '../../compiler/types.ts';
import { inKerasOrder } from './layer-order.ts';

/** `batch_normalization` for `BatchNormalization`, letter by letter as Keras does it. */
export const snakeCase = (className: string): string =>
  className
    .replaceAll(/\W+/g, '')
    .replaceAll(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();

/** The folder of each layer, by its name, in Keras' order: `layers/dense`, `layers/dense_1`. */
export const layerFolders = (model: KerasModel): ReadonlyMap<string, string> =>
  countedFolders(inKerasOrder(model).map(({ name, class_name }) => ({ name, className: class_name })));

export function countedFolders(
  layers: readonly { readonly name: string; readonly className: string }[],
): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  return new Map(
    layers.map(({ name, className }) => {
      const stem = snakeCase(className);
      const count = counts.get(stem) ?? 0;
      counts.set(stem, count + 1);
      return [name, `layers/${stem}${count === 0 ? '' : `_${count}`}`];
    }),
  );
}

export interface Variable {
  readonly path: string;
  readonly weight: WeightPlan;
}

/** The place of each weight of a program, layer by layer in Keras' order. */
export function weightVariables(program: Program, model: KerasModel, catalog: Catalog): readonly Variable[] {
  const layers = new Map(program.layers.map((layer) => [layer.node, layer]));
  return [...layerFolders(model)].flatMap(([name, folder]) => {
    const layer = layers.get(name);
    return layer === undefined
      ? []
      : placesIn(folder, layer.weights, catalog.expect(layer.type, 'layer').keras?.folder);
  });
}

/** The place of each weight of a layer. In each folder trained variables come before those that a layer keeps itself. */
export function placesIn<W extends { readonly name: string; readonly trainable?: boolean }>(
  folder: string,
  weights: readonly W[],
  inside: ((weight: string) => string) | undefined,
): readonly { readonly path: string; readonly weight: W }[] {
  const counts = new Map<string, number>();
  const isKept = ({ trainable }: W) => trainable === false;
  return [...weights.filter((each) => !isKept(each)), ...weights.filter(isKept)].map((weight) => {
    const within = inside === undefined ? folder : `${folder}/${inside(weight.name)}`;
    const count = counts.get(within) ?? 0;
    counts.set(within, count + 1);
    return { path: `${within}/vars/${count}`, weight };
  });
}

/** The optimizer's numbers for one weight. */
export interface StateTensor {
  readonly slot: string;
  readonly weight: WeightPlan;
  readonly values: Float32Array;
}

/** Where training stands, for an optimizer that goes on. */
export interface OptimizerState {
  /** Steps taken. */
  readonly step: number;
  /** The learning rate of the next step. */
  readonly learningRate: number;
  /** As a checkpoint holds them: by slot, or by slot and weight. */
  readonly slots: ReadonlyMap<string, Float32Array>;
}

const trainedWeights = ({ layers }: Program): readonly WeightPlan[] =>
  layers.flatMap(({ weights }) => weights.filter(({ trainable }) => trainable));

/** Names of the numbers that the optimizer keeps for each weight. */
export const slotNames = ({ optimizer }: Program, catalog: Catalog): readonly string[] =>
  Object.keys(catalog.expect(optimizer.type, 'optimizer').slots(optimizer.params));

/** The slots of a checkpoint, weight by weight. Throws where it is not one of this program. */
export function stateTensors(
  program: Program,
  catalog: Catalog,
  slots: OptimizerState['slots'],
): readonly StateTensor[] {
  const { scope } = catalog.expect(program.optimizer.type, 'optimizer');
  const weights = trainedWeights(program);
  return slotNames(program, catalog).flatMap((slot) => {
    if (weights.length === 0) return [];
    if (scope === 'variable') {
      return weights.map((weight) => ({
        slot,
        weight,
        values: must(slots.get(`${slot}/${weight.key}`), `slot ${slot} of ${weight.key}`),
      }));
    }
    const whole = must(slots.get(slot), `slot ${slot}`);
    let at = 0;
    return weights.map((weight) => {
      const values = whole.subarray(at, at + sizeOf(weight.shape));
      at += values.length;
      return { slot, weight, values };
    });
  });
}

/** The other way round: the slots of a checkpoint from those of each weight. */
export function packSlots(
  program: Program,
  catalog: Catalog,
  valuesOf: (slot: string, weight: WeightPlan) => Float32Array,
): ReadonlyMap<string, Float32Array> {
  const { scope } = catalog.expect(program.optimizer.type, 'optimizer');
  const weights = trainedWeights(program);
  const names = weights.length === 0 ? [] : slotNames(program, catalog);
  if (scope === 'variable')
    return new Map(
      names.flatMap((slot) => weights.map((weight) => [`${slot}/${weight.key}`, valuesOf(slot, weight)] as const)),
    );
  return new Map(names.map((slot) => [slot, joined(weights.map((weight) => valuesOf(slot, weight)))]));
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** One number or tensor of the optimizer in a file. */
export type OptimizerVariable =
  | { readonly is: 'step' }
  | { readonly is: 'learning rate' }
  | { readonly is: 'slot'; readonly slot: string; readonly weight: WeightPlan }
  | { readonly is: 'scalar'; readonly name: string };

/**
 * The variables of the optimizer in the order of their numbers. Weights come in Keras' order; slots that Keras
 * makes together stand side by side for each weight.
 */
export function optimizerVariables(
  program: Program,
  model: KerasModel,
  catalog: Catalog,
): readonly OptimizerVariable[] {
  const { optimizer } = program;
  const definition = catalog.expect(optimizer.type, 'optimizer');
  const weights = weightVariables(program, model, catalog)
    .map(({ weight }) => weight)
    .filter(({ trainable }) => trainable);
  const groups =
    definition.kerasSlots?.(optimizer.params) ?? slotNames(program, catalog).map((slot): readonly string[] => [slot]);
  return [
    { is: 'step' },
    ...(optimizer.schedule === undefined ? [{ is: 'learning rate' } as const] : []),
    ...groups.flatMap((group) =>
      weights.flatMap((weight) => group.map((slot) => ({ is: 'slot', slot, weight }) as const)),
    ),
    ...Object.keys(definition.kerasScalars?.(optimizer.params, 0) ?? {}).map(
      (name) => ({ is: 'scalar', name }) as const,
    ),
  ];
}

export const shapeOfVariable = (variable: OptimizerVariable): Shape =>
  variable.is === 'slot' ? variable.weight.shape : [];
