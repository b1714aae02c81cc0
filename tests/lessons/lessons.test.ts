/* Every claim that a lesson makes is seen at its step; a lesson names nothing that its graph has not. */
import { describe, expect, test } from 'vitest';
import { catalog } from '../../src/catalog/index.ts';
import { compile } from '../../src/compiler/compile.ts';
import { readLesson } from '../../src/graph/lesson.ts';
import { DOCK_TABS } from '../../src/ui/dock/tabs.tsx';
import { claimWords } from '../../src/ui/lessons/lesson-words.ts';
import { exampleNames } from '../support/example-names.ts';
import { example } from '../support/programs.ts';
import { parted } from '../support/thorough.ts';
import { goThrough } from './student.ts';

const TAUGHT = exampleNames.filter((name) => readLesson(example(name)).steps.length > 0);

const TABS: readonly string[] = DOCK_TABS.map(({ id }) => id);

/** They stand for the others in `npm test`: one with two programs, one with a single one. */
const QUICK = ['effect-dead-relu', 'xor'];

test('there are lessons, also those that stand for the others', () => {
  expect(TAUGHT).toEqual(expect.arrayContaining(QUICK));
});

describe.each(TAUGHT)('the lesson of %s', (name) => {
  test('is free of faults: names what is there, and keeps within the limits', () => {
    const told = compile(example(name), catalog).diagnostics.filter(({ code }) => code === 'lesson');
    expect(told.map(({ message }) => message)).toEqual([]);
  });

  test('has a title, a text, a right answer to every question, and opens tabs that there are', () => {
    for (const { title, text, ask, open } of readLesson(example(name)).steps) {
      expect(title).not.toBe('');
      expect(text).not.toBe('');
      if (ask !== undefined) expect(ask.answers[ask.right ?? -1], title).toBeDefined();
      if (open !== undefined) expect(TABS, title).toContain(open);
    }
  });
});

describe.each(parted(TAUGHT, (name) => QUICK.includes(name)))('a student who goes through', (options, names) => {
  test.each(names)('%s sees what it claims', { ...options, timeout: 300_000 }, async (name) => {
    const seen = await goThrough(example(name));
    const missing = seen
      .filter(({ claim, done }) => claim?.holds === false || !done)
      .map(
        ({ step, claim }) =>
          `${step.number}. ${step.title}: ${step.claim && claimWords(step.claim)}, found ${claim?.value}`,
      );
    expect(missing).toEqual([]);
  });
});
