/* The parts of a step of a lesson. Each reads a field that may hold anything, and tells what is wrong with it. */
import { isObject } from '../base/json.ts';
import { shorten } from '../base/text.ts';
import { MAX_ANSWERS, MAX_STEP_TEXT } from './limits.ts';
import type { NodeId, Params } from './types.ts';

export interface LessonChange {
  readonly node: NodeId;
  readonly params: Params;
}

/** A prediction. `why` is shown behind the answer, whichever was chosen. */
export interface Question {
  readonly question: string;
  readonly answers: readonly string[];
  /** The place of the right answer, from 0; absent where the file names none that is there. */
  readonly right?: number;
  readonly why: string;
}

/** Figures that are measured on a wire. */
export const WIRE_FIGURES = ['mean', 'std', 'dead', 'saturated', 'zeros', 'gradient'] as const;
export type WireFigure = (typeof WIRE_FIGURES)[number];

export const isWireFigure = (figure: string): figure is WireFigure =>
  (WIRE_FIGURES as readonly string[]).includes(figure);

export interface Claim {
  /** One of the figures of a wire; or else a name in the logs of an epoch, such as `val_loss`. */
  readonly figure: string;
  /** The wire. Of a figure in the logs it may name the `Train` node; without it the first program is meant. */
  readonly of?: string;
  readonly is: 'above' | 'below';
  readonly value: number;
}

export type Tell = (message: string) => void;

/** A text that has to be there. One that is too long is shortened. */
export function readWords(raw: unknown, name: string, most: number, tell: Tell): string | undefined {
  if (typeof raw !== 'string' || raw.trim() === '') {
    tell(`“${name}” is missing, or no text.`);
    return undefined;
  }
  if (raw.length > most) tell(`“${name}” has ${raw.length} letters; up to ${most} are shown.`);
  return shorten(raw, most);
}

/** A list of texts; what is none is left out. */
export function readTexts(raw: unknown, name: string, tell: Tell): readonly string[] {
  if (raw === undefined) return [];
  const list: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  const texts = list.filter((each) => typeof each === 'string');
  if (!Array.isArray(raw) || texts.length < list.length) tell(`“${name}” is a list of texts.`);
  return texts;
}

export function readChanges(raw: unknown, tell: Tell): readonly LessonChange[] {
  if (raw === undefined) return [];
  const list: readonly unknown[] = Array.isArray(raw) ? raw : [undefined];
  return list.flatMap((each) => {
    const { node, params } = isObject(each) ? each : {};
    // It was read from JSON, so its values are.
    if (typeof node === 'string' && isObject(params)) return [{ node, params: params as Params }];
    tell('“change” is a list of { "node": …, "params": { … } }.');
    return [];
  });
}

export function readAsk(raw: unknown, tell: Tell): Question | undefined {
  if (raw === undefined) return undefined;
  const { answers: list, right, ...fields } = isObject(raw) ? raw : {};
  const question = readWords(fields['question'], 'question', MAX_STEP_TEXT, tell);
  const answers = readTexts(list, 'answers', tell)
    .slice(0, MAX_ANSWERS)
    .map((answer) => shorten(answer, MAX_STEP_TEXT));
  const found = Array.isArray(list) ? list.length : 0;
  if (found < 2 || found > MAX_ANSWERS) tell(`A question has 2 to ${MAX_ANSWERS} answers.`);
  const why = readWords(fields['why'], 'why', MAX_STEP_TEXT, tell) ?? '';
  const isAnswer = typeof right === 'number' && Number.isInteger(right) && right >= 0 && right < answers.length;
  if (!isAnswer) tell('“right” is no answer; it counts them from 0.');
  if (question === undefined || answers.length < 2) return undefined;
  return { question, answers, ...(isAnswer && { right }), why };
}

export function readClaim(raw: unknown, tell: Tell): Claim | undefined {
  if (raw === undefined) return undefined;
  const { figure, of, is, value } = isObject(raw) ? raw : {};
  const isSound =
    typeof figure === 'string' &&
    (of === undefined || typeof of === 'string') &&
    (is === 'above' || is === 'below') &&
    typeof value === 'number' &&
    Number.isFinite(value);
  if (!isSound) {
    tell('“claim” names a figure, “is” above or below, and a value.');
    return undefined;
  }
  if (isWireFigure(figure) && of === undefined) {
    tell(`The claim about “${figure}” does not say “of” which wire.`);
    return undefined;
  }
  return { figure, ...(of !== undefined && { of }), is, value };
}
