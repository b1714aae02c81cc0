/* A lesson is read as far as it can be; what is wrong is told, and never keeps the file from opening. */
import { describe, expect, test } from 'vitest';
import { readLesson } from '../../src/graph/lesson.ts';
import { MAX_STEP_TEXT, MAX_STEP_TITLE, MAX_STEPS } from '../../src/graph/limits.ts';
import { newDocument } from '../../src/graph/new.ts';
import { parseDocument } from '../../src/graph/parse.ts';
import { serializeDocument } from '../../src/graph/serialize.ts';
import { applyCommand } from '../../src/graph/commands/apply.ts';
import type { GraphDocument } from '../../src/graph/types.ts';

/** A document with this lesson, as it is opened from a file. */
function opened(lesson: unknown): GraphDocument {
  const parsed = parseDocument(JSON.stringify({ ...newDocument('Taught'), lesson }));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value.document;
}
const read = (steps: unknown) => readLesson(opened({ steps }));
const faults = (steps: unknown) => read(steps).faults.map(({ message }) => message);

const WHOLE = {
  title: 'Everything is zero',
  text: 'One.\n\nTwo.',
  look: ['d1', 'd1.outputs->dead.inputs'],
  open: 'output',
  change: [{ node: 'he', params: { stddev: 1 } }],
  train: true,
  ask: { question: 'What?', answers: ['this', 'that'], right: 1, why: 'Because.' },
  claim: { figure: 'dead', of: 'd1.outputs->dead.inputs', is: 'above', value: 0.9 },
};

describe('the steps of a lesson', () => {
  test('are read with all their fields', () => {
    expect(read([WHOLE, { title: 'Short', text: 'Text.' }])).toEqual({
      steps: [
        { number: 1, ...WHOLE },
        { number: 2, title: 'Short', text: 'Text.', look: [], change: [], train: false },
      ],
      faults: [],
    });
  });

  test('are none in a document without a lesson, or with a heading alone', () => {
    expect(readLesson(newDocument('Plain'))).toEqual({ steps: [], faults: [] });
    expect(readLesson(opened({ group: 'See an effect' })).steps).toEqual([]);
    expect(readLesson(opened('no lesson')).steps).toEqual([]);
  });

  test('survive opening, an edit and saving unchanged, also where they make no sense', () => {
    const lesson = { group: 'See an effect', steps: [WHOLE, 5, { title: 7, odd: [null] }], more: true };
    const done = applyCommand(opened(lesson), { type: 'setDocument', fields: { name: 'Renamed' } });
    if (!done.ok) throw new Error(done.error.message);
    expect((JSON.parse(serializeDocument(done.value.document)) as { lesson: unknown }).lesson).toEqual(lesson);
  });

  test('that are broken leave the others as they are, and keep their numbers', () => {
    const { steps, faults: found } = read([5, { title: 'Second', text: 'Text.' }, {}]);
    expect(steps.map(({ number, title }) => [number, title])).toEqual([[2, 'Second']]);
    expect(found.map(({ step }) => step?.number)).toEqual([1, 3, 3]);
  });

  test('may be no list', () => {
    expect(faults('two')).toEqual(['Its steps are no list.']);
  });

  test('are limited in number and length', () => {
    const step = { title: 'T'.repeat(MAX_STEP_TITLE + 1), text: 'x'.repeat(MAX_STEP_TEXT + 1) };
    const { steps, faults: found } = read(Array.from({ length: MAX_STEPS + 1 }, () => step));
    expect(steps).toHaveLength(MAX_STEPS);
    expect(steps[0]?.title).toHaveLength(MAX_STEP_TITLE);
    expect(steps[0]?.text).toHaveLength(MAX_STEP_TEXT);
    expect(found.slice(0, 3).map(({ message }) => message)).toEqual([
      'It has 51 steps; only the first 50 are shown.',
      '“title” has 81 letters; up to 80 are shown.',
      '“text” has 901 letters; up to 900 are shown.',
    ]);
  });
});

describe('what is wrong in a step is said, and left out', () => {
  const base = { title: 'Title', text: 'Text.' };

  test.each([
    [{ chnage: [] }, 'No step has a field “chnage”.'],
    [{ train: 'yes' }, '“train” is true or false.'],
    [{ look: 'd1' }, '“look” is a list of texts.'],
    [{ look: ['d1', 2] }, '“look” is a list of texts.'],
    [{ open: 3 }, '“open” is missing, or no text.'],
    [{ change: { node: 'd1' } }, '“change” is a list of { "node": …, "params": { … } }.'],
    [{ change: [{ node: 'd1' }] }, '“change” is a list of { "node": …, "params": { … } }.'],
    [{ ask: { ...WHOLE.ask, right: 2 } }, '“right” is no answer; it counts them from 0.'],
    [{ ask: { ...WHOLE.ask, right: -1 } }, '“right” is no answer; it counts them from 0.'],
    [{ ask: { ...WHOLE.ask, answers: ['a', 'b', 'c', 'd', 'e'] } }, 'A question has 2 to 4 answers.'],
    [{ ask: { ...WHOLE.ask, answers: ['a', 'b'], why: '' } }, '“why” is missing, or no text.'],
    [{ claim: { ...WHOLE.claim, is: 'over' } }, '“claim” names a figure, “is” above or below, and a value.'],
    [{ claim: { ...WHOLE.claim, value: '1' } }, '“claim” names a figure, “is” above or below, and a value.'],
    [{ claim: { figure: 'dead', is: 'above', value: 1 } }, 'The claim about “dead” does not say “of” which wire.'],
  ])('%j', (field, message) => {
    const { steps, faults: found } = read([{ ...base, ...field }]);
    expect(found).toEqual([{ step: { number: 1, title: 'Title' }, message }]);
    expect(steps[0]).toMatchObject(base);
  });

  test('a question without two answers is none, one without a right answer is', () => {
    expect(read([{ ...base, ask: { ...WHOLE.ask, answers: ['one'] } }]).steps[0]?.ask).toBeUndefined();
    const open = read([{ ...base, ask: { ...WHOLE.ask, right: 7 } }]).steps[0]?.ask;
    expect(open).toEqual({ question: 'What?', answers: ['this', 'that'], why: 'Because.' });
  });

  test('a figure of the logs needs no wire', () => {
    const claim = { figure: 'val_loss', is: 'below', value: 0.1 };
    expect(read([{ ...base, claim }])).toMatchObject({ steps: [{ claim }], faults: [] });
  });
});
