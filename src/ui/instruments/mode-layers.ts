/** Which layers make a tensor another one in training than in inference, and what that means in plain words. */
import { compact } from '../../base/format.ts';
import { reach } from '../../base/reach.ts';
import { catalog } from '../../catalog/index.ts';
import { randomOf } from '../../catalog/layer-facts.ts';
import type { LayerPlan, Program, TensorRef } from '../../compiler/types.ts';
import type { NodeId } from '../../graph/types.ts';
import type { Distribution, ModePair } from '../../protocol/readings.ts';

export interface ModeDifference {
  /** How the layer that gives the tensor differs by itself. */
  readonly own?: 'batch' | 'random';
  /** Layers before it that differ, the nearest first. */
  readonly before: readonly NodeId[];
}

/** Undefined where the tensor is the same in both modes. */
export function modeDifference({ layers }: Pick<Program, 'layers'>, tensor: TensorRef): ModeDifference | undefined {
  const plans = new Map(layers.map((plan) => [plan.node, plan]));
  const start = plans.get(tensor.layer);
  if (start === undefined) return undefined;
  const behind = reach([start], ({ inputs }) =>
    Object.values(inputs).flatMap((tensors) => (tensors ?? []).flatMap(({ layer }) => plans.get(layer) ?? [])),
  );
  const before = [...behind].filter((plan) => plan !== start && differs(plan) !== undefined).map(({ node }) => node);
  const own = differs(start);
  if (own === undefined && before.length === 0) return undefined;
  return { ...(own && { own }), before };
}

function differs({ type, params, inputShapes }: LayerPlan): ModeDifference['own'] {
  const definition = catalog.get(type);
  if (definition?.role !== 'layer') return undefined;
  if (definition.normalises === 'batch') return 'batch';
  return Object.keys(randomOf(definition, params, inputShapes)).length > 0 ? 'random' : undefined;
}

/** The first program that holds the tensor's layer. */
export const programWith = (programs: readonly Program[], tensor: TensorRef): Program | undefined =>
  programs.find(({ layers }) => layers.some(({ node }) => node === tensor.layer));

/** Why the modes differ, in one sentence. `name` says how a node is called. */
export function modeWords(
  { own, before }: ModeDifference,
  layer: string,
  batchSize: number,
  name: (id: NodeId) => string,
): string {
  if (own === 'batch') {
    const batch = batchSize === 1 ? 'each example alone' : `each batch of ${batchSize}`;
    return `In training, ${layer} scales by the mean and spread of ${batch}; in inference by the moving averages that it has collected.`;
  }
  if (own === 'random')
    return `In training, ${layer} works with random numbers, new ones in every step; in inference it does without them.`;
  const [nearest = '', ...others] = before.map(name);
  return others.length === 0
    ? `${nearest}, before this wire, does not do the same in training and in inference, and that arrives here.`
    : `${nearest} and ${others.length === 1 ? (others[0] ?? '') : `${others.length} more layers`} before this wire do not do the same in training and in inference, and that arrives here.`;
}

/** Relative to the spread in training; less than this is not worth a word. */
const LITTLE = 0.1;

/** How far the two are apart now, in one sentence. */
export function gapWords({ training, inference }: ModePair): string {
  const broken = [training, inference].find(({ count }) => count === 0);
  if (broken !== undefined) return 'In one of the two nothing finite is left.';
  const shift = Math.abs(inference.mean - training.mean);
  const flat = isFlat(training) !== isFlat(inference);
  const ratio = flat ? Infinity : isFlat(training) ? 1 : inference.std / training.std;
  const scale = Math.max(training.std, inference.std);
  const parts = [
    shift > LITTLE * scale && `the mean lies ${compact(shift)} ${inference.mean > training.mean ? 'higher' : 'lower'}`,
    flat && (isFlat(training) ? 'values differ that are all the same in training' : 'all values are the same'),
    !flat && Math.abs(Math.log(ratio)) > LITTLE && `the spread is ${compact(ratio)} times as large`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? 'At the moment the two agree.' : `At the moment, in inference ${parts.join(' and ')}.`;
}

const isFlat = ({ std, mean }: Distribution): boolean => std <= 1e-6 * Math.max(1e-6, Math.abs(mean));
