/*
 * Trains the variants of a graph one after the other at full speed, in a worker of their own: the open graph
 * and its run stay as they are. Each becomes a kept run; all of them are on the backend that the first one got.
 */
import { nanoid } from 'nanoid';
import type { StoreApi } from 'zustand/vanilla';
import type { Variant } from '../../compiler/sweep/variants.ts';
import type { Program } from '../../compiler/types.ts';
import type { ParamValue } from '../../catalog/params.ts';
import { serializeDocument } from '../../graph/serialize.ts';
import type { BackendName } from '../../protocol/backends.ts';
import type { TrainerEvent } from '../../protocol/events.ts';
import type { RunOptions } from '../../protocol/messages.ts';
import type { Session, SessionHandlers } from '../../session/page/client.ts';
import { freshFacts } from '../stores/fresh-facts.ts';
import { applyEvent, failed } from '../stores/run-events.ts';
import type { RunFacts } from '../stores/run-events.ts';
import { resultOf } from './run-record.ts';
import type { RunRecord } from './run-record.ts';
import { nextNumber } from './runs-store.ts';
import type { RunsState } from './runs-store.ts';
import type { SweepState } from './sweep-store.ts';

/** Milliseconds between two looks at a run that trains. */
const EVERY = 300;

export interface SweepOrder {
  /** What is varied, e.g. `units of d1`. */
  readonly title: string;
  /** What stands before the value in the name of a run: `units`; empty where the value says enough. */
  readonly short: string;
  readonly variants: readonly { readonly variant: Variant; readonly program: Program }[];
  readonly backend: BackendName | 'auto';
  readonly options?: RunOptions;
}

interface Options {
  readonly runs: StoreApi<RunsState>;
  readonly progress: StoreApi<SweepState>;
  readonly create: (handlers: SessionHandlers) => Session;
  readonly now?: () => number;
  /** Told when all is over, or was stopped, with the ids of the runs that were made. */
  readonly onEnd?: (made: readonly string[]) => void;
}

export interface Sweep {
  /** Ends the run that trains now, and makes no others. */
  stop(): void;
}

export function startSweep(
  order: SweepOrder,
  { runs, progress, create, now = Date.now, onEnd = () => undefined }: Options,
): Sweep {
  const group = nanoid(8);
  const made: string[] = [];
  let stopped = false;
  let place = -1;
  let backend = order.backend;
  let current: { readonly base: Base; facts: RunFacts; readonly begun: number; written: number } | undefined;

  const write = () => {
    if (current === undefined || current.facts.step === 0) return;
    const { base, facts, begun } = current;
    current.written = now();
    runs.getState().put({ ...base, ...resultOf(facts), spent: now() - begun });
    if (made.includes(base.id)) return;
    made.push(base.id);
    runs.getState().choose(made);
  };

  const tell = () => {
    const variant = order.variants[place]?.variant;
    if (current === undefined || variant === undefined) return;
    const { epoch, epochs } = current.facts;
    const { title, variants } = order;
    progress.setState({
      progress: { title, label: variant.label, run: place + 1, runs: variants.length, epoch, epochs },
    });
  };

  const end = () => {
    session.dispose();
    progress.setState({ progress: undefined });
    onEnd(made);
  };

  const next = () => {
    place += 1;
    const following = order.variants[place];
    if (following === undefined || stopped) return end();
    const { variant, program } = following;
    const run = session.load(program, backend, order.options);
    const facts = freshFacts(run, program, backend);
    const base = baseOf(variant, program, order, group, nextNumber(runs.getState()), now());
    current = { base, facts, begun: now(), written: -Infinity };
    tell();
    session.command({ type: 'start' });
  };

  const hear = (event: TrainerEvent) => {
    if (current === undefined) return;
    const { facts } = current;
    const arrival = { run: facts.run ?? '', program: facts.program ?? '', at: now() };
    current.facts = { ...facts, ...applyEvent(facts, event, arrival) };
    if (event.type === 'prepared') backend = event.backend;
    const over = event.type === 'state' && (event.state === 'finished' || event.state === 'failed');
    if (over || now() - current.written >= EVERY) {
      write();
      tell();
    }
    if (over) next();
  };

  const session = create({
    onEvent: (run, event) => {
      if (run === current?.facts.run) hear(event);
    },
    onRestart: () => undefined,
    onCrash(run, message) {
      if (current === undefined || run !== current.facts.run) return;
      current.facts = { ...current.facts, ...failed({ code: 'crash', message, hint: '' }) };
      write();
      next();
    },
  });
  next();
  return {
    stop() {
      if (stopped) return;
      stopped = true;
      session.command({ type: 'stop' });
      if (current !== undefined && current.facts.step > 0) return;
      // Nothing has been trained that could come to an end.
      current = undefined;
      end();
    },
  };
}

type Base = Omit<RunRecord, keyof ReturnType<typeof resultOf> | 'spent'>;

function baseOf(
  { document, label, values }: Variant,
  program: Program,
  { title, short }: SweepOrder,
  group: string,
  number: number,
  startedAt: number,
): Base {
  const [value, ...more] = Object.values(values);
  const asNumber = typeof value === 'number' && more.length === 0 ? value : undefined;
  return {
    id: nanoid(10),
    number,
    name: `${short} ${label}`.trim(),
    pinned: false,
    group: { id: group, title, label, value: asNumber satisfies ParamValue | undefined },
    graph: serializeDocument(document),
    graphName: document.name,
    program: program.id,
    seed: document.seed,
    changes: [`${title}: ${label}`],
    startedAt,
  };
}
