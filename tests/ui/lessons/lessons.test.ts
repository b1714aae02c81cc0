/* Going through a lesson: what is said, what changes, and what does not. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newDocument } from '../../../src/graph/new.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { answer, doStep, goOnInLesson, isDone, toggleLesson } from '../../../src/ui/lessons/lessons.ts';
import { presentLesson } from '../../../src/ui/lessons/lesson-store.ts';
import { nextOf } from '../../../src/ui/lessons/next-example.ts';
import { ACTIONS } from '../../../src/ui/shell/app-actions.ts';
import { documentStore } from '../../../src/ui/stores/document.ts';
import { viewStore } from '../../../src/ui/stores/view-state.ts';
import { deskStore } from '../../../src/ui/stores/desk.ts';
import { example } from '../../support/programs.ts';

const CHANGE = [{ node: 'low', params: { value: 0 } }];
const STEPS = [
  { title: 'First', text: 'Look.' },
  {
    title: 'Second',
    text: 'Change.',
    change: CHANGE,
    ask: { question: 'What?', answers: ['a', 'b'], right: 1, why: 'So.' },
  },
];
const taught = (): GraphDocument =>
  ({ ...example('effect-dead-relu'), lesson: { group: 'See an effect', steps: STEPS } }) as GraphDocument;

const state = () => documentStore.getState();
const heard = () => viewStore.getState().announcement.text;
const action = (id: string) => ACTIONS.find((each) => each.id === id);
/** The shown step; the lesson has it. */
const step = () => {
  const shown = presentLesson().step;
  if (shown === undefined) throw new Error('The lesson is over.');
  return shown;
};

// No panel is mounted: nothing is there to take the focus.
beforeEach(() => {
  vi.stubGlobal('document', { querySelector: () => null, activeElement: null });
  vi.stubGlobal('requestAnimationFrame', () => 0);
});
afterEach(() => {
  vi.unstubAllGlobals();
  deskStore.setState({ id: undefined });
});

let graph = 0;
beforeEach(() => {
  deskStore.setState({ id: `lesson ${graph++}` });
  documentStore.begin(taught());
});

describe('a lesson', () => {
  it('goes from step to step up to its end, reads each out, and changes nothing by that', () => {
    const before = state().whole;
    goOnInLesson(1);
    expect(heard()).toBe('Step 2 of 2: Second. Change.');
    goOnInLesson(1);
    expect(heard()).toBe('The lesson is over.');
    goOnInLesson(1);
    goOnInLesson(-1);
    expect(presentLesson().step?.title).toBe('Second');
    expect(state().whole).toBe(before);
    expect(viewStore.getState().selectedNodes).toEqual([]);
  });

  it('is put away and brought back where it was', () => {
    goOnInLesson(1);
    toggleLesson();
    expect(presentLesson().progress).toMatchObject({ at: 1, away: true });
    goOnInLesson(1);
    expect(presentLesson().progress).toMatchObject({ at: 1, away: false });
  });

  it('remembers its place for each graph', () => {
    goOnInLesson(1);
    const first = deskStore.getState().id;
    deskStore.setState({ id: 'another graph' });
    expect(presentLesson().progress.at).toBe(0);
    deskStore.setState({ id: first });
    expect(presentLesson().progress.at).toBe(1);
  });

  it('has commands only where there is one', () => {
    const there = () => ['lesson', 'lesson-next', 'lesson-previous'].map((id) => action(id)?.when?.());
    expect(there()).toEqual([true, true, true]);
    documentStore.begin(newDocument('Plain'));
    expect(there()).toEqual([false, false, false]);
    goOnInLesson(1);
    expect(heard()).toBe('This graph has no lesson.');
  });
});

describe('a step', () => {
  it('makes its change as one step that undo takes back, and says so', () => {
    goOnInLesson(1);
    expect(isDone(step().change, state().whole)).toBe(false);
    doStep(step());
    expect(heard()).toBe('Set value of low to 0. Undo takes it back.');
    expect(isDone(step().change, state().whole)).toBe(true);
    expect(state().undoLabel).toBe('Set value of low to 0');
    state().undo();
    expect(isDone(step().change, state().whole)).toBe(false);
    expect(state().undoLabel).toBeUndefined();
  });

  it('is done where the default already says so', () => {
    expect(isDone([{ node: 'd1', params: { use_bias: true } }], state().whole)).toBe(true);
    expect(isDone([{ node: 'gone', params: {} }], state().whole)).toBe(false);
  });

  it('says after an answer whether it is right, and why', () => {
    goOnInLesson(1);
    answer(step(), 0);
    expect(heard()).toBe('That is not so. So.');
    expect(presentLesson().progress.answers).toEqual({ 2: 0 });
  });
});

it('behind a lesson comes the next example of its heading', () => {
  const file = (name: string, group: string, steps: unknown) => ({
    path: `/examples/${name}.json`,
    text: JSON.stringify({ ...example('xor'), name, lesson: { group, steps } }),
  });
  const files = [file('c', 'B', STEPS), file('effect-dead-relu', 'A', STEPS), file('effect-overfitting', 'A', [])];
  const taughtIn = (group: string) => ({ ...taught(), lesson: { group, steps: STEPS } }) as GraphDocument;
  expect(nextOf(taughtIn('A'), files)?.name).toBe('effect-overfitting');
  expect(nextOf(taughtIn('B'), files)).toBeUndefined();
  expect(nextOf(taughtIn('C'), files)).toBeUndefined();
});
