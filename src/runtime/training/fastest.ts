/*
 * Which backend is the fastest for a network, found by taking steps. Replayed on the processor a small network
 * takes microseconds a step; a graphics card is asked only where that leaves it something to win.
 */
import { duration } from '../../base/format.ts';
import type { Result } from '../../base/result.ts';
import { ok } from '../../base/result.ts';
import type { Program } from '../../compiler/types.ts';
import { obtainBackend } from '../obtain-backend.ts';
import type { Host, Obtained } from '../obtain-backend.ts';
import { isSoftware, requestAdapter } from '../webgpu/adapter.ts';
import { compileAhead } from '../webgpu/compile-ahead.ts';
import type { Run } from './run.ts';
import type { StepMode } from '../../protocol/step-mode.ts';

/**
 * What a step costs the processor alone where a graphics card computes it, at the least: replayed on WebGPU about a
 * third of this, by tfjs on WebGL, where steps are not recorded, some milliseconds. To ask a card takes seconds, which
 * less than a few times the speed would not bring back.
 */
const CARD_LEAST_MS = { webgpu: 0.5, webgl: 10 } as const;
/** Multiply-adds in a millisecond that no thread of a processor betters: two products of four numbers a cycle, at 5 GHz. */
const MOST_PER_MS = 4e7;
/** How long steps are timed, and before that taken to see how many a card does in one go. */
const TRIAL_MS = 25;
const CARD_TRIAL_MS = 150;
const CARD_WARM_UP = 8;
/** Steps that are taken at once, at the most. */
const MOST_AT_ONCE = 64;

export interface Fastest {
  readonly obtained: Obtained;
  /** A run at its first weights, ready to train. */
  readonly run: Run;
}

/** `prepare` makes a run of the program on the backend in use. The error says why no backend could be started. */
export async function fastestBackend(
  prepare: () => Promise<Run>,
  program: Program,
  host: Host,
  steps: StepMode,
  now: () => number,
): Promise<Result<Fastest, string>> {
  const processor = await obtainBackend('wasm', host);
  if (!processor.ok) return firstThatWorks(prepare, host);
  const tried = async () => {
    const run = await prepare();
    await run.record(steps);
    return { run, here: timed(run, TRIAL_MS, now) };
  };
  // Where steps are long for sure, none is taken to learn it: recording one takes several, and seconds.
  const least = leastMs(program);
  const trial = least > CARD_LEAST_MS.webgpu ? undefined : await tried();
  const stay = async (why: string, fallbacks: readonly string[] = []) =>
    ok({ obtained: { ...processor.value, fallbacks, why }, run: trial?.run ?? (await prepare()) });
  const short = (here: number) =>
    `A step of this network takes ${duration(here)} here, too little for a graphics card to pay.`;
  if (trial !== undefined && trial.here <= CARD_LEAST_MS.webgpu) return stay(short(trial.here));
  const adapter = await requestAdapter();
  if (!adapter.ok && trial !== undefined && trial.here <= CARD_LEAST_MS.webgl) {
    return stay(short(trial.here), [`webgpu: ${adapter.error}`]);
  }
  if (adapter.ok && isSoftware(adapter.value)) {
    return stay('The only graphics card here is one that the processor imitates, so it computes without that detour.');
  }
  trial?.run.dispose();
  const card = await obtainBackend('auto', host);
  if (!card.ok) return card;
  const { backend } = card.value;
  if (backend === 'wasm' || backend === 'cpu') return ok({ obtained: card.value, run: await prepare() });
  const other = await prepare();
  const there = await timedOnCard(other, steps, now);
  const onCard = (words: string) => ok({ obtained: { ...card.value, why: words }, run: other });
  if (trial === undefined && there <= least) return onCard(beyond(there, least));
  if (trial !== undefined && there <= trial.here) return onCard(compared(there, trial.here, 'on the processor'));
  other.dispose();
  const back = await obtainBackend('wasm', host);
  if (!back.ok) return back;
  const because = (here: number) => ({ ...back.value, why: compared(here, there, 'on the graphics card') });
  if (trial !== undefined) return ok({ obtained: because(trial.here), run: await prepare() });
  const late = await tried();
  if (late.here <= there) return ok({ obtained: because(late.here), run: late.run });
  late.run.dispose();
  const again = await obtainBackend('auto', host);
  if (!again.ok) return again;
  const why = compared(there, late.here, 'on the processor');
  return ok({ obtained: { ...again.value, why }, run: await prepare() });
}

/** Milliseconds that a step takes on the processor at least: the way forth, and back to inputs and weights. */
const leastMs = ({ cost, batchSize, data }: Program): number =>
  (3 * cost.multiplyAdds * Math.min(batchSize, data.info.samples)) / MOST_PER_MS;

const beyond = (there: number, least: number): string =>
  `A step of this network takes ${duration(there)} here, and on the processor at least ${duration(least)}.`;

async function firstThatWorks(prepare: () => Promise<Run>, host: Host): Promise<Result<Fastest, string>> {
  const obtained = await obtainBackend('auto', host);
  return obtained.ok ? ok({ obtained: obtained.value, run: await prepare() }) : obtained;
}

/** `where`: what the backend in use was compared with. */
export function compared(here: number, there: number, where: string): string {
  const times = there / here;
  const much = times < 1.05 ? 'about as long' : `${times < 9.95 ? times.toFixed(1) : times.toFixed(0)} times as long`;
  return `A step of this network takes ${duration(here)} here and ${duration(there)} ${where}: ${much}.`;
}

/** Milliseconds of a step; the run is at its first weights afterwards. */
function timed(run: Run, budget: number, now: () => number): number {
  // The first step finds nothing in the caches. A large network takes long for one, so that more come only by and by.
  run.advance();
  run.restart();
  const start = now();
  let most = 1;
  do {
    run.advance(Math.min(most, MOST_AT_ONCE));
    most *= 2;
  } while (now() - start < budget && !run.epochComplete);
  const each = (now() - start) / run.step;
  run.restart();
  return each;
}

/** The same where figures arrive later: the time until the last one is here. */
async function timedOnCard(run: Run, steps: StepMode, now: () => number): Promise<number> {
  await run.record(steps);
  if (run.stepMode === 'eager') await compileAhead(() => run.rehearse());
  const start = now();
  for (let i = 0; i < CARD_WARM_UP && now() - start < CARD_TRIAL_MS; i++) await go(run);
  run.restart();
  const begun = now();
  do await go(run);
  while (now() - begun < CARD_TRIAL_MS && !run.epochComplete);
  const each = (now() - begun) / run.step;
  run.restart();
  return each;
}

/** As many steps as a card takes at once, and their figures. */
async function go(run: Run): Promise<void> {
  if (run.epochComplete) run.restart();
  run.advance(MOST_AT_ONCE);
  await run.settle();
}
