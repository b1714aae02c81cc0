/*
 * Variants side by side are compared fairly: each further program of a graph sees its batches in the order of the
 * first one, and its layers begin with the very weights of the layers at the same places of the first, wherever
 * shapes and initializers agree. The first program is as it would be alone, so a file with one program keeps its
 * numbers.
 */
import { must } from '../../base/invariant.ts';
import { keeper } from '../../base/keep-latest.ts';
import type { NodeId } from '../../graph/types.ts';
import type { LayerPlan, Program, WeightPlan } from '../types.ts';

export function sameStart(programs: readonly Program[]): readonly Program[] {
  const [first, ...others] = programs;
  if (first === undefined || others.length === 0) return programs;
  return [first, ...others.map((program) => startingAs(program, first))];
}

function startingAs(program: Program, first: Program): Program {
  const twins = alignedLayers(first.layers, program.layers);
  const layers = program.layers.map((layer) => {
    const twin = twins.get(layer.node);
    return twin === undefined ? layer : begun(layer, [twin], () => likeTwin(layer, twin));
  });
  return { ...program, shuffledAs: first.id, layers };
}

const begun = keeper<LayerPlan, LayerPlan>();

const likeTwin = (layer: LayerPlan, twin: LayerPlan): LayerPlan => ({
  ...layer,
  weights: layer.weights.map((weight) => drawnLike(weight, twin)),
});

function drawnLike(weight: WeightPlan, twin: LayerPlan): WeightPlan {
  const same = twin.weights.find(({ name }) => name === weight.name);
  return same !== undefined && initializerOf(same) === initializerOf(weight)
    ? { ...weight, drawnAs: twin.node }
    : weight;
}

/** What is plugged in, whichever node it comes from. */
const initializerOf = ({ initializer: { type, params }, pieces }: WeightPlan): string =>
  JSON.stringify([type, params, pieces]);

const places = keeper<LayerPlan, string>();

/** Two layers take each other's places if they are of one type and their weights have the same shapes. */
const placeOf = (layer: LayerPlan): string =>
  places(layer, [], () => JSON.stringify([layer.type, layer.weights.map(({ name, shape }) => [name, shape])]));

/**
 * For layers of the second list, the layer at the same place of the first: as many as can be had while both keep
 * their order. Layers that are in both lists are themselves and take nobody's place.
 */
function alignedLayers(first: readonly LayerPlan[], second: readonly LayerPlan[]): ReadonlyMap<NodeId, LayerPlan> {
  const ids = (layers: readonly LayerPlan[]) => new Set(layers.map(({ node }) => node));
  const own = (layers: readonly LayerPlan[], others: ReadonlySet<NodeId>) =>
    layers.filter(({ node, weights }) => weights.length > 0 && !others.has(node));
  const [as, bs] = [own(first, ids(second)), own(second, ids(first))];
  // As numbers: they are compared with each other many times.
  const numbers = new Map<string, number>();
  const numberOf = (layer: LayerPlan): number => {
    const place = placeOf(layer);
    const number = numbers.get(place) ?? numbers.size;
    numbers.set(place, number);
    return number;
  };
  const [aPlaces, bPlaces] = [as.map(numberOf), bs.map(numberOf)];
  // The longest common subsequence: `most[i][j]` is how many pairs the rests from i and j still have.
  const width = bs.length + 1;
  const most = new Uint32Array((as.length + 1) * width);
  for (let i = as.length - 1; i >= 0; i--) {
    for (let j = bs.length - 1; j >= 0; j--) {
      const skip = Math.max(most[(i + 1) * width + j] ?? 0, most[i * width + j + 1] ?? 0);
      const pair = aPlaces[i] === bPlaces[j] ? (most[(i + 1) * width + j + 1] ?? 0) + 1 : 0;
      most[i * width + j] = Math.max(skip, pair);
    }
  }
  const twins = new Map<NodeId, LayerPlan>();
  for (let i = 0, j = 0; i < as.length && j < bs.length;) {
    const here = most[i * width + j] ?? 0;
    if (aPlaces[i] === bPlaces[j] && here === (most[(i + 1) * width + j + 1] ?? 0) + 1) {
      twins.set(must(bs[j], 'a layer').node, must(as[i], 'a layer'));
      i++;
      j++;
    } else if (here === most[(i + 1) * width + j]) i++;
    else j++;
  }
  return twins;
}
