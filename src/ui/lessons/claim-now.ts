/* Whether a lesson's claim is to be seen: pure, from the compiled graph and what is known of its runs. */
import { remembered } from '../../base/remembered.ts';
import { isWireFigure, type Claim, type WireFigure } from '../../graph/lesson-fields.ts';
import type { EdgePlan, Compilation } from '../../compiler/types.ts';
import type { DataView, ExamplesView } from '../../protocol/data-view.ts';
import type { Distribution, TensorReading } from '../../protocol/readings.ts';
import { tensorReading, weightReading } from '../instruments/wire-readings.ts';
import { freshness } from '../stores/freshness.ts';
import type { RunFacts } from '../stores/run-events.ts';
import { isOver } from '../stores/side-runs.ts';

/** The shown run and those beside it. */
export type Runs = RunFacts & { readonly side: readonly RunFacts[] };

export interface ClaimNow {
  /** The present figure; undefined where it is not measured, or was before the graph changed. */
  readonly value: number | undefined;
  readonly holds: boolean;
}

const UNKNOWN: ClaimNow = { value: undefined, holds: false };

/** @param trained the claim is about what training ends with; before that it does not hold yet. */
export function claimNow(
  claim: Claim,
  trained: boolean,
  { programs, edges }: Pick<Compilation, 'programs' | 'edges'>,
  run: Runs,
): ClaimNow {
  const { figure, of } = claim;
  const plan = isWireFigure(figure) ? edges.get(of ?? '') : undefined;
  const belongs = isWireFigure(figure) ? (plan?.programs ?? []) : [of ?? programs[0]?.id ?? ''];
  const facts = [run, ...run.side].find(({ program }) => program !== undefined && belongs.includes(program));
  if (facts === undefined) return UNKNOWN;
  const value = plan !== undefined && isWireFigure(figure) ? onWire(plan, figure, facts) : inLogs(figure, facts);
  if (value === undefined) return UNKNOWN;
  const isThere = claim.is === 'above' ? value > claim.value : value < claim.value;
  return { value, holds: isThere && (!trained || isOver(facts.state)) };
}

/** What the end of training says comes before its last epoch: it may be of other weights. */
function inLogs(figure: string, { done, epochPoints, stale }: RunFacts): number | undefined {
  return stale ? undefined : (done?.logs[figure] ?? epochPoints.at(-1)?.logs[figure]);
}

function onWire(plan: EdgePlan, figure: WireFigure, facts: RunFacts): number | undefined {
  const reading = facts.readings.wires;
  // While training runs the latest one will do; at rest it has to be of the weights that it rests at.
  const isPresent = reading !== undefined && freshness(reading, facts, reading.at) === 'fresh';
  if (!isPresent) return undefined;
  const tensor = tensorReading(plan, facts);
  if (tensor !== undefined) return ofTensor(figure, tensor);
  const weight = weightReading(plan, facts);
  if (weight !== undefined) return figure === 'gradient' ? weight.gradientNorm : ofValues(figure, weight.values);
  const isRaw = plan.carries.what === 'features' && facts.data !== undefined;
  return isRaw ? ofRows(figure, facts.data) : undefined;
}

function ofTensor(figure: WireFigure, reading: TensorReading): number | undefined {
  if (figure === 'dead') return reading.deadUnits / reading.units;
  if (figure === 'saturated') return reading.saturated;
  return figure === 'gradient' ? reading.gradientNorm : ofValues(figure, reading.forward);
}

const ofValues = (figure: WireFigure, values: Pick<Distribution, 'mean' | 'std' | 'zeros'>): number | undefined =>
  figure === 'mean' || figure === 'std' || figure === 'zeros' ? values[figure] : undefined;

/** Of data on its way to its preprocessing, over all columns of the training examples. */
const ofRows = (figure: WireFigure, { splits }: DataView): number | undefined =>
  splits.train.features.length === 0 ? undefined : ofValues(figure, spread(splits.train));

/** Worked out once: a claim is looked at with every batch. */
const spread = remembered(({ features }: ExamplesView) => {
  const mean = features.reduce((sum, each) => sum + each, 0) / features.length;
  const variance = features.reduce((sum, each) => sum + (each - mean) ** 2, 0) / features.length;
  return {
    mean,
    std: Math.sqrt(variance),
    zeros: features.reduce((sum, each) => sum + Number(each === 0), 0) / features.length,
  };
});
