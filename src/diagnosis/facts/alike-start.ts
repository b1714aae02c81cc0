/*
 * Layers whose weights all start at one value, with another such layer behind them: nothing ever tells their
 * units apart. At zero not even a gradient reaches them. Two rules tell of it, each of its own case.
 */
import { compact, plural } from '../../base/format.ts';
import { sizeOf } from '../../base/shape.ts';
import type { LayerPlan } from '../../compiler/types.ts';
import { firstWeights } from './moments.ts';
import { inWords, matricesOf, placeOf, placesOf } from './places.ts';
import type { Place } from './places.ts';
import { startWeightsFix } from '../fixes/start-weights.ts';
import type { Found, View } from '../finding.ts';

export interface Alike {
  readonly places: readonly Place[];
  readonly value: number;
}

/** Hidden layers that start with one value everywhere and are read by none that would tell their units apart. */
export function alikeIn(view: View): Alike | undefined {
  const first = firstWeights(view);
  if (first === undefined) return undefined;
  const constant = (plan: LayerPlan): number | undefined => {
    const values = matricesOf(plan).flatMap(({ key, shape }) =>
      sizeOf(shape) < 2 ? [] : [first.wires.weights[key]?.values],
    );
    const [one] = values;
    return one !== undefined && values.every((each) => each?.min === one.min && each.max === one.min)
      ? one.min
      : undefined;
  };
  const weighted = placesOf(view).filter(({ plan }) => matricesOf(plan).length > 0);
  const places = weighted.filter(({ plan, isHidden, key }, at) => {
    const value = constant(plan);
    if (value === undefined || !isHidden) return false;
    const idle = first.wires.tensors[key];
    // Zero behind ReLU: whatever reads it, no gradient comes back.
    if (value === 0 && idle !== undefined && idle.deadUnits === idle.units) return true;
    return weighted.slice(at + 1).some((next) => constant(next.plan) !== undefined);
  });
  const [one] = places;
  return one === undefined ? undefined : { places, value: constant(one.plan) ?? 0 };
}

export function alikeFinding(view: View, { places, value }: Alike): Found {
  const [first] = places;
  const nodes = places.map(({ plan }) => plan.node);
  const units = first === undefined ? 0 : sizeOf(Object.values(first.plan.outputShapes)[0] ?? []);
  const follows =
    value === 0
      ? 'no gradient reaches them, and all units of a layer stay the same'
      : `${plural(units, 'unit')} of ${nodes[0]} get the same gradient in every step and never become different`;
  return {
    severity: 'warning',
    ...(first === undefined ? { node: view.program.id } : placeOf(first)),
    ...(view.compilation.diagnostics.some(({ code }) => code === 'equal-start') && { ofGraph: true as const }),
    evidence: `Every weight of ${inWords(nodes)} starts at ${compact(value)}: ${follows}.`,
    advice: 'Start at least the hidden layers with random weights.',
    fixes: startWeightsFix(
      view,
      places.map(({ plan }) => plan),
    ),
  };
}
