/* What can be done in a lesson: go on and back, put it away, and have a step change the graph. */
import { filledParams } from '../../catalog/filled-params.ts';
import type { LessonChange } from '../../graph/lesson-fields.ts';
import type { LessonStep } from '../../graph/lesson.ts';
import { nodeById } from '../../graph/queries.ts';
import type { GraphDocument } from '../../graph/types.ts';
import { focusCanvas } from '../canvas-api.ts';
import { documentStore } from '../stores/document.ts';
import { ownCatalog } from '../stores/own-catalog.ts';
import { runStore } from '../stores/run.ts';
import { anyBusy } from '../stores/side-runs.ts';
import { announce } from '../stores/view-state.ts';
import { answered, BEGINNING, setAway, wentTo } from './lesson-progress.ts';
import { presentLesson, progressTo } from './lesson-store.ts';
import { changeWords } from './lesson-words.ts';

const panel = (): HTMLElement | null => document.querySelector('[data-lesson-panel]');

/** Goes to the next step, or to the one before, and reads it out. Behind the last one stands the end. */
export function goOnInLesson(by: 1 | -1): void {
  const { steps, progress } = presentLesson();
  if (steps.length === 0) return announce('This graph has no lesson.');
  progressTo((now) => wentTo(now, progress.away ? progress.at : progress.at + by, steps.length));
  readOut();
}

/** Says which step is shown, with its text. */
function readOut(): void {
  const { steps, progress, step } = presentLesson();
  if (step === undefined) return announce('The lesson is over.');
  announce(`Step ${progress.at + 1} of ${steps.length}: ${step.title}. ${step.text}`);
}

/** Puts the lesson away, or brings it back and goes to it. */
export function toggleLesson(): void {
  const { progress, steps } = presentLesson();
  if (steps.length === 0) return announce('This graph has no lesson.');
  const away = !progress.away;
  const wasThere = panel()?.contains(document.activeElement) === true;
  progressTo((now) => setAway(now, away));
  if (!away) {
    // Once it is drawn.
    requestAnimationFrame(() => panel()?.focus());
    return readOut();
  }
  if (wasThere) focusCanvas();
  announce('The lesson is put away.');
}

export const beginAgain = (): void => {
  progressTo(() => BEGINNING);
  readOut();
};

export function answer({ number, ask }: LessonStep, choice: number): void {
  if (ask === undefined) return;
  progressTo((now) => answered(now, number, choice));
  const verdict = ask.right === undefined ? '' : choice === ask.right ? 'That is right. ' : 'That is not so. ';
  announce(`${verdict}${ask.why}`);
}

/** Whether the graph is already what the step makes of it. */
export function isDone(change: readonly LessonChange[], document: GraphDocument): boolean {
  return change.every(({ node: id, params }) => {
    const node = nodeById(document, id);
    if (node === undefined) return false;
    const now = filledParams(node, ownCatalog(document));
    return Object.entries(params).every(([name, value]) => JSON.stringify(now[name]) === JSON.stringify(value));
  });
}

/** Makes the change of a step, as one step of the history; what was trained before is measured anew from the first weights. */
export function doStep({ change, train }: LessonStep): void {
  const words = `Set ${changeWords(change)}`;
  const { dispatch, inside, enter } = documentStore.getState();
  // The lesson speaks of the whole graph.
  if (inside.length > 0) enter([]);
  // Training what the graph was before shows nothing of the step.
  if (anyBusy(runStore.getState())) runStore.getState().stop();
  const commands = change.map(({ node, params }) => ({ type: 'setParams', node, params }) as const);
  if (!dispatch({ type: 'batch', label: words, commands })) return;
  const run = runStore.getState();
  if (!train && !anyBusy(run)) {
    if (run.stale) run.measure();
    // Of several programs, one that is not shown is another now.
    else if (run.side.some(({ stale }) => stale)) run.reload();
  }
  announce(`${words}. Undo takes it back.`);
}
