/*
 * A lesson: steps that a file carries beside its graph, in the field `lesson`. Read tolerantly: what is wrong in a step
 * is left out of it and said in words, and the file keeps it as it is.
 */
import { isObject } from '../base/json.ts';
import { remembered } from '../base/remembered.ts';
import { lessonOf } from './lesson-of.ts';
import { readAsk, readChanges, readClaim, readTexts, readWords } from './lesson-fields.ts';
import type { Claim, LessonChange, Question } from './lesson-fields.ts';
import { MAX_STEP_TEXT, MAX_STEP_TITLE, MAX_STEPS } from './limits.ts';
import type { GraphDocument } from './types.ts';

export interface LessonStep {
  /** Its place in the file, counted from 1. */
  readonly number: number;
  readonly title: string;
  /** Plain text; a blank line begins a paragraph. */
  readonly text: string;
  /** Ids of nodes and wires that it is about. */
  readonly look: readonly string[];
  /** A tab of the dock. */
  readonly open?: string;
  /** What its button changes, as one step of the history. */
  readonly change: readonly LessonChange[];
  /** It asks to train. */
  readonly train: boolean;
  readonly ask?: Question;
  /** What is to be seen once it is done. */
  readonly claim?: Claim;
}

/** What is wrong with a lesson: a sentence about one of its steps, or about all of it. */
export interface LessonFault {
  readonly step?: Pick<LessonStep, 'number' | 'title'>;
  readonly message: string;
}

export interface ReadLesson {
  readonly steps: readonly LessonStep[];
  readonly faults: readonly LessonFault[];
}

const NONE: ReadLesson = { steps: [], faults: [] };

/** The lesson of a document; without any steps where it has none. */
export function readLesson(document: GraphDocument): ReadLesson {
  const field = lessonOf(document);
  return isObject(field) ? readField(field) : NONE;
}

const readField = remembered(({ steps: list }: Readonly<Record<string, unknown>>): ReadLesson => {
  if (list === undefined) return NONE;
  if (!Array.isArray(list)) return { steps: [], faults: [{ message: 'Its steps are no list.' }] };
  const faults: LessonFault[] = [];
  if (list.length > MAX_STEPS)
    faults.push({ message: `It has ${list.length} steps; only the first ${MAX_STEPS} are shown.` });
  const steps = list.slice(0, MAX_STEPS).flatMap((raw: unknown, i) => readStep(raw, i + 1, faults) ?? []);
  return { steps, faults };
});

const FIELDS = new Set(['title', 'text', 'look', 'open', 'change', 'train', 'ask', 'claim']);

function readStep(raw: unknown, number: number, faults: LessonFault[]): LessonStep | undefined {
  const step = isObject(raw) ? raw : {};
  const title = typeof step['title'] === 'string' ? step['title'] : '';
  const tell = (message: string) => void faults.push({ step: { number, title }, message });
  if (!isObject(raw)) {
    tell('A step is an object with a title and a text.');
    return undefined;
  }
  for (const field of Object.keys(step)) if (!FIELDS.has(field)) tell(`No step has a field “${field}”.`);
  const words = {
    title: readWords(step['title'], 'title', MAX_STEP_TITLE, tell) ?? '',
    text: readWords(step['text'], 'text', MAX_STEP_TEXT, tell) ?? '',
  };
  if (words.title === '' && words.text === '') return undefined;
  const { train = false } = step;
  if (typeof train !== 'boolean') tell('“train” is true or false.');
  const open = step['open'] === undefined ? undefined : readWords(step['open'], 'open', MAX_STEP_TITLE, tell);
  const ask = readAsk(step['ask'], tell);
  const claim = readClaim(step['claim'], tell);
  return {
    number,
    ...words,
    look: readTexts(step['look'], 'look', tell),
    ...(open !== undefined && { open }),
    change: readChanges(step['change'], tell),
    train: train === true,
    ...(ask !== undefined && { ask }),
    ...(claim !== undefined && { claim }),
  };
}
