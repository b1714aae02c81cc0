/*
 * Which backend is the fastest for a network, found by taking steps. Replayed on the processor a small network
 * takes microseconds a step; a graphics card is asked only where that leaves it something to win.
 */
import { duration } from '../../base/format.ts';
import type { Result } from '../../base/result.ts';
import { ok } from '../../base/result.ts';
import { obtainBackend } from '../obtain-backend.ts';
import type { Host, Obtained } from '../obtain-backend.ts';
import { onSoftware } from '../webgpu/adapter.ts';
import { compileAhead } from '../webgpu/compile-ahead.ts';
import type { Run } from './run.ts';
import type { StepMode } from '../../protocol/step-mode.ts';

/**
 * A replayed step on a graphics card costs about a third of this on the processor alone, however fast the card
 * is; to ask the card takes seconds, which less than a few times the speed would not bring back.
 */
const CARD_LEAST_MS = 0.5;
/** How long steps are timed. */
const TRIAL_MS = 25;
const CARD_TRIAL_MS = 150;
const CARD_WARM_UP = 2;

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
  if (here <= CARD_LEAST_MS) {
    const why = `A step of this network takes ${duration(here)} here, which no graphics card can better.`;
    return ok({ obtained: { ...processor.value, why }, run });
  }
  run.dispose();
  const card = await obtainBackend('auto', host);
  if (!card.ok) return card;
  const { backend } = card.value;
  if (backend === 'wasm' || backend === 'cpu') return ok({ obtained: card.value, run: await prepare() });
  if (onSoftware()) {
    const why = 'The graphics card is imitated by the processor here, which is faster without.';
    const back = await obtainBackend('wasm', host);
    return back.ok ? ok({ obtained: { ...back.value, why }, run: await prepare() }) : back;
  }
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

const compared = (here: number, there: number, where: string): string =>
  `A step of this network takes ${duration(here)} here and ${duration(there)} ${where}: ${(there / here).toPrecision(2)} times as long.`;

/** Milliseconds of a step; the run is at its first weights afterwards. */
function timed(run: Run, budget: number, now: () => number): number {
  const start = now();
  while (now() - start < budget && !run.epochComplete) run.advance(64);
  const each = (now() - start) / run.step;
  run.restart();
  return each;
}

/** The same where figures arrive later: the time until the last one is here. */
async function timedOnCard(run: Run, steps: StepMode, now: () => number): Promise<number> {
  await run.record(steps);
  if (run.stepMode === 'eager') await compileAhead(() => run.rehearse());
  for (let i = 0; i < CARD_WARM_UP && !run.epochComplete; i++) {
    run.advance(64);
    await run.settle();
  }
  run.restart();
  const start = now();
  while (now() - start < CARD_TRIAL_MS && !run.epochComplete) {
    run.advance(64);
    await run.settle();
  }
  const each = (now() - start) / run.step;
  run.restart();
  return each;
}
