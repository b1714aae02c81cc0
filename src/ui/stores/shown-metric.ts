/*
 * What a metric node measures, as the page shows it as the present: the figure of the last completed epoch. The logs of a
 * run have it under the name that the node's figure has in its program.
 */
import { useShallow } from 'zustand/react/shallow';
import { remembered } from '../../base/remembered.ts';
import { catalog } from '../../catalog/index.ts';
import { wiredNames } from '../../catalog/metrics/measured.ts';
import type { Program } from '../../compiler/types.ts';
import type { NodeId } from '../../graph/types.ts';
import type { Point } from '../charts/geometry.ts';
import { useDocument } from './document.ts';
import type { Freshness } from './freshness.ts';
import { useLookingBack } from './look-back.ts';
import type { RunFacts } from './run-events.ts';
import { useRun } from './run.ts';
import { factsAmong } from './side-runs.ts';
import type { EpochPoint, RunState } from './types.ts';

export interface ShownMetric {
  /** On the examples that are learned from. */
  readonly value: number;
  /** On those that are held back, where there are any. */
  readonly heldOut: number | undefined;
  readonly step: number;
  readonly age: Freshness;
}

/** By program: what a node's figure is called in its logs. */
type Names = Readonly<Record<NodeId, string>>;

const namesOf = remembered(({ metrics }: Program): ReadonlyMap<NodeId, string> => {
  const names = wiredNames(metrics.map(({ type }) => ({ definition: catalog.expect(type, 'metric') })));
  return new Map(metrics.map(({ node }, i) => [node, names[i] ?? '']));
});

/** What the figure of a metric node is called in the logs of each program that measures it, of those that are `asked` for. */
export const namesInLogs = (programs: readonly Program[], node: NodeId, asked: readonly NodeId[]): Names =>
  Object.fromEntries(
    programs.flatMap((program) => {
      if (!asked.includes(program.id)) return [];
      const name = namesOf(program).get(node);
      return name === undefined ? [] : [[program.id, name] as const];
    }),
  );

/** Its figure in the run of one of these programs; undefined before the first epoch is over. */
export function shownMetric(run: RunState, names: Names, past: boolean): ShownMetric | undefined {
  const found = measuring(run, names);
  const point = found?.facts.epochPoints.findLast(({ logs }) => logs[found.name] !== undefined);
  const value = point?.logs[found?.name ?? ''];
  if (found === undefined || point === undefined || value === undefined) return undefined;
  return { value, heldOut: point.logs[`val_${found.name}`], step: point.step, age: ageOf(found.facts, point, past) };
}

/** While training runs, the last completed epoch is what is known; at rest the figure must be of the step it rests at. */
function ageOf({ stale, state, step }: RunFacts, point: EpochPoint, past: boolean): Freshness {
  if (stale) return 'stale';
  return past || (state !== 'running' && point.step !== step) ? 'old' : 'fresh';
}

function measuring(run: RunState, names: Names) {
  const facts = factsAmong(run, Object.keys(names));
  const name = names[facts?.program ?? ''];
  return facts === undefined || name === undefined ? undefined : { facts, name };
}

const useNames = (node: NodeId, programs: readonly NodeId[]): Names =>
  useDocument(useShallow(({ compilation }) => namesInLogs(compilation.programs, node, programs)));

/** @param programs those that its wire is for. */
export function useShownMetric(node: NodeId, programs: readonly NodeId[]): ShownMetric | undefined {
  const names = useNames(node, programs);
  const past = useLookingBack();
  return useRun(useShallow((run) => shownMetric(run, names, past)));
}

/** Its figure at the end of every epoch, by the steps taken until then. */
export function useMetricCourse(node: NodeId, programs: readonly NodeId[]): readonly Point[] {
  const names = useNames(node, programs);
  const name = useRun((run) => measuring(run, names)?.name) ?? '';
  const points = useRun((run) => measuring(run, names)?.facts.epochPoints) ?? NONE;
  return points.flatMap(({ step, logs }) => {
    const value = logs[name];
    return value === undefined ? [] : [{ x: step, y: value }];
  });
}

const NONE: readonly EpochPoint[] = [];
