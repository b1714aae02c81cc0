/* How far somebody has come in a lesson: pure, so that it can be kept and tested. */
import { isObject } from '../../base/json.ts';

export interface Progress {
  /** The place of the shown step, from 0; behind the last one stands the end of the lesson. */
  readonly at: number;
  /** The answer that was chosen, by the number of its step. */
  readonly answers: Readonly<Record<number, number>>;
  /** The panel is put away. */
  readonly away: boolean;
}

export const BEGINNING: Progress = { at: 0, answers: {}, away: false };

/** @param count steps of the lesson; one place further it ends. */
export const wentTo = (progress: Progress, at: number, count: number): Progress => ({
  ...progress,
  away: false,
  at: Math.min(Math.max(0, at), count),
});

/** A prediction is made once: the first answer counts. */
export const answered = (progress: Progress, step: number, answer: number): Progress =>
  progress.answers[step] === undefined ? { ...progress, answers: { ...progress.answers, [step]: answer } } : progress;

export const setAway = (progress: Progress, away: boolean): Progress => ({ ...progress, away });

type All = Readonly<Record<string, Progress>>;

/** Graphs whose progress is kept; the latest ones. */
export const MOST_KEPT = 20;

export const toText = (all: All): string => JSON.stringify(Object.fromEntries(Object.entries(all).slice(-MOST_KEPT)));

/** What was kept, as far as it can be read. */
export function fromText(text: string | undefined): All {
  const raw = parsed(text);
  if (!isObject(raw)) return {};
  return Object.fromEntries(
    Object.entries(raw).flatMap(([key, each]) => {
      if (!isObject(each) || typeof each['at'] !== 'number' || !isObject(each['answers'])) return [];
      const answers = Object.entries(each['answers']).filter(
        (entry): entry is [string, number] => typeof entry[1] === 'number',
      );
      const progress = { at: each['at'], answers: Object.fromEntries(answers), away: each['away'] === true };
      return [[key, progress] as const];
    }),
  );
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '{}');
  } catch {
    // Somebody else wrote it: the lesson begins anew.
    return undefined;
  }
}
