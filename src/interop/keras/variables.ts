/*
 * Where the numbers of a program stand in a Keras weights file: the variables of each layer in a folder named
 * after its class, counted in Keras' order of the layers, and the state of the optimizer behind them.
 */
import type { Shape } from '../../base/shape.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { DefinitionOf } from '../../catalog/define/index.ts';
import type { ParamValues } from '../../catalog/params.ts';
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

/** One number or tensor of the optimizer in a file. */
export type OptimizerVariable<W> =
  | { readonly is: 'step' }
  | { readonly is: 'learning rate' }
  | { readonly is: 'slot'; readonly slot: string; readonly weight: W }
  | { readonly is: 'scalar'; readonly name: string };

/** What tells which variables an optimizer has. */
export interface OptimizerFacts {
  readonly definition: DefinitionOf<'optimizer'>;
  readonly params: ParamValues;
  /** Its learning rate follows a schedule, and so is no variable. */
  readonly scheduled: boolean;
}

/**
 * The variables of the optimizer in the order of their numbers. `weights`: the trained ones in Keras' order; slots
 * that Keras makes together stand side by side for each weight.
 */
export function optimizerVariables<W>(
  { definition, params, scheduled }: OptimizerFacts,
  weights: readonly W[],
): readonly OptimizerVariable<W>[] {
  const groups = definition.kerasSlots?.(params) ?? Object.keys(definition.slots(params)).map((slot) => [slot]);
  return [
    { is: 'step' },
    ...(scheduled ? [] : [{ is: 'learning rate' } as const]),
    ...groups.flatMap((group) =>
      weights.flatMap((weight) => group.map((slot) => ({ is: 'slot', slot, weight }) as const)),
    ),
    ...Object.keys(definition.kerasScalars?.(params, 0) ?? {}).map((name) => ({ is: 'scalar', name }) as const),
  ];
}

export const shapeOfVariable = (variable: OptimizerVariable<{ readonly shape: Shape }>): Shape =>
  variable.is === 'slot' ? variable.weight.shape : [];
