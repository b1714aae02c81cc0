/*
 * What a teacher looking at the screen would say first: one thing, in plain words. Faults come before
 * health, health before the form of the curves. Pure, so that each case is tested.
 */
import { compact, count } from '../../../base/format.ts';
import { strongestOf, wireHealth } from '../../../protocol/health.ts';
import type { HealthLevel } from '../../../protocol/health.ts';
import { endpoint } from '../../../graph/types.ts';
import type { Diagnostic, Program } from '../../../compiler/types.ts';
import type { WireReadings } from '../../../protocol/readings.ts';
import { faultWords } from '../../stores/run-words.ts';
import { standingsOf, type Standing } from '../../instruments/health-contexts.ts';
import type { EpochPoint, RunState } from '../../stores/types.ts';
import type { HealthTone } from '../../charts/health-mark.tsx';
import { logOf } from '../curves/curve-words.ts';

export interface Reading {
  readonly tone: HealthTone;
  /** The tone in a word, for the mark. */
  readonly word: string;
  readonly title: string;
  readonly text: string;
  /** The node to look at. */
  readonly node?: string;
}

export type ReadRun = Pick<RunState, 'state' | 'stale' | 'fault' | 'done' | 'epochPoints' | 'metric'> & {
  /** The latest reading of the wires. */
  readonly wires: WireReadings | undefined;
  /** What the run has shown; the gravest first. */
  readonly findings: readonly Diagnostic[];
};

/** A tensor of the network, by its key in the readings. */
interface ReadTensor extends Standing {
  readonly key: string;
  readonly node: string;
}
/** In the order in which data flows. */
export type ReadNetwork = readonly ReadTensor[];

/** The tensors of a program: what enters the model, then the outputs of its layers. */
export const readNetwork = (program: Program): ReadNetwork =>
  [...standingsOf(program)].map(([key, standing]) => ({ key, node: endpoint(key).node, ...standing }));

/** Epochs that a trend must hold before it is spoken of. */
const TREND = 5;

/** `error` is the graph's first error, if it cannot be trained. */
export function readRun(run: ReadRun, network: ReadNetwork | undefined, error?: Diagnostic): Reading {
  const { fault, stale, state, epochPoints } = run;
  if (fault !== undefined) {
    const node = fault.node === undefined ? {} : { node: fault.node };
    return { tone: 'bad', word: 'fault', title: 'Training stopped', text: faultWords(fault), ...node };
  }
  if (network === undefined && error !== undefined) {
    const node = error.node === undefined ? {} : { node: error.node };
    return {
      tone: 'bad',
      word: 'error',
      title: 'Not ready to train',
      text: `${error.message} ${error.hint}`.trim(),
      ...node,
    };
  }
  if (stale) {
    return {
      tone: 'warn',
      word: 'out of date',
      title: 'The graph has changed',
      text: `${
        state === 'running' ? 'Training goes on' : 'What is shown was trained'
      } with the graph as it was before. Train again to see what the change does.`,
    };
  }
  const sick = network === undefined || run.wires === undefined ? undefined : readHealth(run.wires, network);
  if (sick?.tone === 'bad') return sick;
  // The rules tell a cause from what follows of it; the health of a wire is what is seen there.
  const found = run.findings.find(({ severity }) => severity === 'warning');
  if (found !== undefined) return findingWords(found);
  if (sick !== undefined) return sick;
  const curves = diverging(epochPoints);
  if (curves !== undefined) return curves;
  if (run.done !== undefined) return ending(run);
  if (epochPoints.length === 0) {
    return {
      tone: 'quiet',
      word: 'waiting',
      title: state === 'running' ? 'Starting' : 'Not trained yet',
      text: 'After the first epochs, what can be read off the run stands here.',
    };
  }
  return (
    flat(epochPoints) ?? {
      tone: 'fine',
      word: 'fine',
      title: state === 'paused' ? 'Paused' : 'Learning',
      text: progressWords(epochPoints, run.metric),
    }
  );
}

/** A message that begins with a name of what was found: `Overfitting. The validation loss …`. */
const NAMED = /^([^.]{3,48})\. (?=\S)(.*)$/s;

/** Never green where a finding says that the run is no good. */
function findingWords({ node, message, hint }: Diagnostic): Reading {
  const [, name = 'The run shows', evidence = message] = NAMED.exec(message) ?? [];
  return {
    tone: 'warn',
    word: 'warning',
    title: name,
    text: `${evidence} ${hint}`,
    ...(node === undefined ? {} : { node }),
  };
}

/** A run that a callback ended long before its time is told as such. */
function ending(run: ReadRun): Reading {
  const early = run.findings.find(({ code }) => code === 'stopped-early');
  if (early === undefined) return { tone: 'fine', word: 'finished', title: 'Finished', text: resultWords(run) };
  return {
    tone: 'warn',
    word: 'stopped early',
    title: 'Stopped early',
    text: `${early.message} ${early.hint} ${resultWords(run)}`,
    ...(early.node === undefined ? {} : { node: early.node }),
  };
}

/** Sick wires in the order in which data flows; the worst kind first. */
function readHealth(wires: WireReadings, network: ReadNetwork): Reading | undefined {
  const strongest = strongestOf(Object.values(wires.tensors));
  const readings = network.flatMap(({ key, node, ...standing }) => {
    const tensor = wires.tensors[key];
    return tensor === undefined
      ? []
      : [{ node, health: wireHealth(tensor, { ...standing, strongestGradient: strongest }) }];
  });
  for (const level of WORST_FIRST) {
    const all = readings.filter(({ health }) => health.level === level);
    const [first] = all;
    if (first === undefined) continue;
    const others = all.length > 1 ? ` So are ${count(all.length - 1)} more.` : '';
    return {
      tone: level === 'exploding' ? 'bad' : 'warn',
      word: first.health.label,
      title: `The output of ${first.node} is ${TITLES[level]}`,
      text: `${first.health.explanation}${others}`,
      node: first.node,
    };
  }
  return undefined;
}

type Sick = Exclude<HealthLevel, 'fine' | 'unknown'>;
const WORST_FIRST: readonly Sick[] = ['exploding', 'dead', 'silent', 'dying', 'vanishing', 'saturated'];
const TITLES: Readonly<Record<Sick, string>> = {
  exploding: 'exploding',
  dead: 'dead',
  silent: 'silent',
  dying: 'dying',
  vanishing: 'reached by next to no gradient',
  saturated: 'saturated',
};

function diverging(points: readonly EpochPoint[]): Reading | undefined {
  const [first, now] = [logOf(points[0], 'loss'), logOf(points.at(-1), 'loss')];
  if (points.length < 3 || first === undefined || now === undefined || now <= 1.2 * first) return undefined;
  return {
    tone: 'bad',
    word: 'rising',
    title: 'The loss is rising',
    text: `Training loss began at ${compact(first)} and is ${compact(now)} now. The learning rate is probably too large.`,
  };
}

/** Hardly any progress over the latest epochs. */
function flat(points: readonly EpochPoint[]): Reading | undefined {
  const [now, before] = [logOf(points.at(-1), 'loss'), logOf(points.at(-1 - 2 * TREND), 'loss')];
  if (points.length <= 2 * TREND || now === undefined || before === undefined) return undefined;
  if (Math.abs(before - now) > 0.01 * Math.abs(before)) return undefined;
  return {
    tone: 'quiet',
    word: 'flat',
    title: 'Flat',
    text: `Training loss has stayed at ${compact(now)} for ${2 * TREND} epochs. Either this is as good as this network gets, or it needs another learning rate or start.`,
  };
}

function progressWords(points: readonly EpochPoint[], metric: ReadRun['metric']): string {
  const last = points.at(-1);
  const [now, first] = [logOf(last, 'loss'), logOf(points[0], 'loss')];
  const [held, heldOut] = [
    logOf(last, 'val_loss'),
    metric === undefined ? undefined : logOf(last, `val_${metric.name}`),
  ];
  const course =
    now === undefined || first === undefined
      ? ''
      : points.length === 1
        ? `Training loss is ${compact(now)}. `
        : `Training loss went from ${compact(first)} to ${compact(now)}. `;
  const check = held === undefined ? '' : `On examples it has not seen, the loss is ${compact(held)}`;
  const figure =
    heldOut === undefined || metric === undefined ? '' : ` and the ${metric.label.toLowerCase()} ${compact(heldOut)}`;
  return `${course}${check}${check === '' ? '' : `${figure}.`}`.trim();
}

function resultWords({ done, metric, epochPoints }: ReadRun): string {
  const test = metric === undefined ? undefined : done?.logs[`test_${metric.name}`];
  const parts = [
    done?.detail,
    done?.restoredEpoch === undefined ? undefined : `The weights of epoch ${done.restoredEpoch} were put back.`,
    progressWords(epochPoints, metric),
    test === undefined || metric === undefined
      ? undefined
      : `On the test examples the ${metric.label.toLowerCase()} is ${compact(test)}.`,
  ];
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}
