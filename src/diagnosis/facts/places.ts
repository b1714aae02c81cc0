/** The tensors of a network in the order in which data flows, with what the catalog says of their layers. */
import { remembered } from '../../base/remembered.ts';
import { must } from '../../base/invariant.ts';
import type { ActivationFunction } from '../../catalog/activations/functions/index.ts';
import type { LayerDefinition } from '../../catalog/define/index.ts';
import { activationOf, MAIN_OUTPUT, randomOf } from '../../catalog/layer-facts.ts';
import { tensorKey } from '../../compiler/types.ts';
import type { LayerPlan, TensorRef, WeightPlan } from '../../compiler/types.ts';
import type { EdgeId } from '../../graph/types.ts';
import type { Distribution, TensorReading, WireReadings } from '../../protocol/readings.ts';
import type { View } from '../finding.ts';

/** The main output of a layer. */
export interface Place {
  readonly key: string;
  readonly plan: LayerPlan;
  readonly definition: LayerDefinition;
  readonly activation: ActivationFunction;
  /** A wire that carries it. */
  readonly wire: EdgeId | undefined;
  /** A layer with trained weights reads it, directly or further on: what is lost here is lost for that one. */
  readonly isHidden: boolean;
  /** Trained weights stand here or before: what no gradient reaches does not learn. */
  readonly isTrained: boolean;
}

/** Weights of two dimensions and more: what a layer multiplies with. */
export const matricesOf = ({ weights }: LayerPlan): readonly WeightPlan[] =>
  weights.filter(({ trainable, shape }) => trainable && shape.length > 1);

/** Whether a layer draws random numbers in training, as Dropout does: the training loss is then never quite the same. */
export const drawsInTraining = ({ program, catalog }: View): boolean =>
  program.layers.some(({ type, params, inputShapes }) => {
    const drawn = randomOf(catalog.expect(type, 'layer'), params, inputShapes);
    return Object.keys(drawn).length > 0;
  });

const sourcesOf = ({ inputs }: LayerPlan): readonly TensorRef[] =>
  Object.values(inputs).flatMap((refs: readonly TensorRef[] = []) => [...refs]);

/** Worked out once for each view, because every rule asks for it. */
export const placesOf = remembered(({ program, catalog, compilation }: View): readonly Place[] => {
  const hidden = new Set<string>();
  for (const plan of program.layers.toReversed()) {
    if (hidden.has(plan.node) || matricesOf(plan).length > 0)
      for (const { layer } of sourcesOf(plan)) hidden.add(layer);
  }
  const trained = new Set<string>();
  const wires = new Map<string, EdgeId>();
  for (const { edge, carries, programs } of compilation.edges.values()) {
    if (carries.what !== 'activation' || !programs.includes(program.id)) continue;
    const key = tensorKey(carries.tensor);
    if (!wires.has(key)) wires.set(key, edge);
  }
  return program.layers.map((plan) => {
    if (matricesOf(plan).length > 0 || sourcesOf(plan).some(({ layer }) => trained.has(layer))) trained.add(plan.node);
    const definition = catalog.expect(plan.type, 'layer');
    const key = tensorKey({ layer: plan.node, output: MAIN_OUTPUT });
    return {
      key,
      plan,
      definition,
      activation: activationOf(definition, plan.params),
      wire: wires.get(key),
      isHidden: hidden.has(plan.node),
      isTrained: trained.has(plan.node),
    };
  });
});

export interface Measured {
  readonly place: Place;
  readonly reading: TensorReading;
}

/** The places of hidden layers that were measured in this reading. */
export const hiddenPlaces = (view: View, wires: WireReadings): readonly Measured[] =>
  placesOf(view).flatMap((place) => {
    const reading = wires.tensors[place.key];
    return place.isHidden && reading !== undefined && reading.forward.count > 0 ? [{ place, reading }] : [];
  });

/** Root of the mean square. */
export const sizeOfValues = ({ mean, std }: Pick<Distribution, 'mean' | 'std'>): number => Math.hypot(mean, std);

/** How far the data that enters the network spreads; the widest of several inputs. */
export const spreadOfData = ({ program }: View, { tensors }: WireReadings): number =>
  Math.max(...program.inputs.map(({ name, output }) => tensors[tensorKey({ layer: name, output })]?.forward.std ?? 0));

/** How a layer's node and its wire stand in a finding. */
export const placeOf = ({ plan, wire }: Place) => ({ node: plan.node, ...(wire !== undefined && { wire }) });

/** `d1`, `d1 and d2`, `d1 to d9`: some layers in words. */
export function inWords(names: readonly string[]): string {
  const [first] = names;
  const last = must(names.at(-1) ?? first, 'a name');
  if (names.length === 1) return last;
  return names.length === 2 ? `${first} and ${last}` : `${first} to ${last}`;
}
