/*
 * Which backend is the fastest for a network, found by taking steps. Replayed on the processor a small network
 * takes microseconds a step; a graphics card is asked only where that leaves it something to win.
 */
import { duration } from '../../base/format.ts';
import type { Result } from '../../base/result.ts';
import { ok } from '../../base/result.ts';
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

/** `prepare` makes a run on the backend in use. The error says why no backend could be started. */
export async function fastestBackend(
  prepare: () => Promise<Run>,
  host: Host,
  steps: StepMode,
  now: () => number,
): Promise<Result<Fastest, string>> {
  const processor = await obtainBackend('wasm', host);
  if (!processor.ok) return firstThatWorks(prepare, host);
  const run = await prepare();
  await run.record(steps);
  const here = timed(run, TRIAL_MS, now);
  const stay = (why: string, fallbacks: readonly string[] = []) =>
    ok({ obtained: { ...processor.value, fallbacks, why }, run });
  const short = `A step of this network takes ${duration(here)} here, too little for a graphics card to pay.`;
  if (here <= CARD_LEAST_MS.webgpu) return stay(short);
  const adapter = await requestAdapter();
  if (!adapter.ok && here <= CARD_LEAST_MS.webgl) return stay(short, [`webgpu: ${adapter.error}`]);
  if (adapter.ok && isSoftware(adapter.value)) {
    return stay('The only graphics card here is one that the processor imitates, so it computes without that detour.');
  }
  run.dispose();
  const card = await obtainBackend('auto', host);
  if (!card.ok) return card;
  const { backend } = card.value;
  if (backend === 'wasm' || backend === 'cpu') return ok({ obtained: card.value, run: await prepare() });
  const other = await prepare();
  const there = await timedOnCard(other, steps, now);
  if (there <= here)
    return ok({ obtained: { ...card.value, why: compared(there, here, 'on the processor') }, run: other });
  other.dispose();
  const back = await obtainBackend('wasm', host);
  if (!back.ok) return back;
  return ok({
    obtained: { ...back.value, why: compared(here, there, 'on the graphics card') },
    run: await prepare(),
  });
}

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
