import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commit, createHistory, jump, redo, stepCount, undo, type History } from '../../../src/graph/history.ts';
import { newDocument } from '../../../src/graph/new.ts';
import { serializeDocument } from '../../../src/graph/serialize.ts';
import type { StoredDraft } from '../../../src/ui/persistence/drafts.ts';
import { restoreSteps } from '../../../src/ui/persistence/restore-steps.ts';
import {
  KEPT_STEPS,
  stepsToWrite,
  UNKNOWN_STEPS,
  type StepLog,
  type StepsWrite,
  type StoredStep,
} from '../../../src/ui/persistence/step-log.ts';

const start = () => createHistory(newDocument('Start'));
const after = (history: History, command: Parameters<typeof commit>[1], coalesce?: string): History => {
  const done = commit(history, command, coalesce === undefined ? {} : { coalesce });
  return done.ok ? done.value : history;
};
const seeded = (history: History, seed: number) => after(history, { type: 'setDocument', fields: { seed } });
const labels = (history: History) => [history.past, history.future].map((steps) => steps.map(({ label }) => label));

/** What a person does, by a number. */
function act(history: History, kind: number, n: number): History {
  if (kind === 0) return undo(history);
  if (kind === 1) return redo(history);
  if (kind === 2) return jump(history, n % (stepCount(history) + 1));
  if (kind === 3) return after(history, { type: 'setDocument', fields: { seed: n } }, `drag${n % 3}`);
  return after(history, { type: 'add', nodes: [{ id: `n${n}`, type: 'Dense', position: [n, 0] }] });
}

/** Beside a draft, as the database keeps it. */
function createShelf() {
  let log: StepLog = UNKNOWN_STEPS;
  let steps: readonly StoredStep[] = [];
  let done = 0;
  let puts = 0;
  const apply = ({ only: [from, to], put }: StepsWrite) => {
    puts += put.length;
    steps = [...steps.filter(({ serial }) => serial >= from && serial <= to), ...structuredClone(put)];
  };
  return {
    write(history: History) {
      const next = stepsToWrite('a', log, history);
      ({ log, done } = next);
      if (next.steps !== undefined) apply(next.steps);
    },
    stored: ({ document }: History): StoredDraft => ({
      id: 'a',
      record: { id: 'a', name: 'Start', text: serializeDocument(document), savedAt: 1, done },
      operations: [],
      steps,
    }),
    puts: () => puts,
  };
}

const acts = fc.array(fc.tuple(fc.nat(7), fc.nat(60)), { maxLength: 60 });

describe('the steps beside a draft', () => {
  it('give back the whole history, whenever it was written and whatever was done', () => {
    fc.assert(
      fc.property(acts, (all) => {
        const shelf = createShelf();
        let history = start();
        for (const [kind, n] of all) {
          history = act(history, kind, n);
          if (n % 3 > 0) shelf.write(history);
        }
        shelf.write(history);
        const restored = restoreSteps(shelf.stored(history), structuredClone(history.document))?.history;
        if (restored === undefined) {
          expect(stepCount(history)).toBe(0);
          return;
        }
        expect(labels(restored)).toEqual(labels(history));
        for (const place of [0, stepCount(history)]) {
          const expected = serializeDocument(jump(history, place).document);
          expect(serializeDocument(jump(restored, place).document)).toBe(expected);
        }
      }),
    );
  });

  it('are written once each, also those that an earlier visit wrote', () => {
    const shelf = createShelf();
    let history = start();
    for (let seed = 1; seed <= 20; seed++) shelf.write((history = seeded(history, seed)));
    shelf.write(undo(undo(history)));
    expect(shelf.puts()).toBe(20);
    const restored = restoreSteps(shelf.stored(undo(undo(history))), undo(undo(history)).document);
    if (restored === undefined) throw new Error('The steps come back');
    expect(labels(restored.history).map(({ length }) => length)).toEqual([18, 2]);
    const next = stepsToWrite('a', restored.log, seeded(restored.history, 99));
    expect(next.steps).toMatchObject({ only: [1, 18], put: [{ serial: 21 }] });
  });

  it('are bounded: the oldest go', () => {
    const shelf = createShelf();
    let history = start();
    for (let seed = 1; seed <= KEPT_STEPS + 40; seed++) shelf.write((history = seeded(history, seed)));
    const restored = restoreSteps(shelf.stored(history), history.document);
    expect(KEPT_STEPS).toBeGreaterThanOrEqual(200);
    expect(restored?.history.past).toHaveLength(KEPT_STEPS);
    expect(jump(restored?.history ?? start(), 0).document.seed).toBe(40);
  });
});

describe('a history that cannot be trusted', () => {
  const three = () => {
    const shelf = createShelf();
    const history = [1, 2, 3].reduce(seeded, start());
    shelf.write(history);
    return { history, stored: shelf.stored(history) };
  };
  const damage = (change: (steps: readonly StoredStep[]) => readonly unknown[]) => {
    const { history, stored } = three();
    return restoreSteps({ ...stored, steps: change((stored.steps ?? []) as readonly StoredStep[]) }, history.document);
  };

  it('is none where the draft does not say how far it went, or is another one by now', () => {
    const { history, stored } = three();
    expect(restoreSteps(stored, history.document)).toBeDefined();
    expect(
      restoreSteps({ ...stored, record: { ...(stored.record as object), done: undefined } }, history.document),
    ).toBe(undefined);
    expect(restoreSteps(stored, { ...history.document, seed: 77 })).toBeUndefined();
    expect(restoreSteps({ ...stored, operations: [{ seq: 1, patches: 'torn' }] }, history.document)).toBeUndefined();
  });

  it('is none where the last step is missing, and shorter where the first are', () => {
    expect(damage((steps) => steps.slice(0, -1))).toBeUndefined();
    expect(damage((steps) => steps.slice(1))?.history.past).toHaveLength(2);
  });

  it('is none where a step in between does not fit, or leads to what is no graph', () => {
    const broken = (inverse: unknown) =>
      damage((steps) => steps.map((step) => (step.serial === 2 ? { ...step, inverse } : step)));
    expect(broken([{ op: 'replace', path: ['nowhere', 4, 'x'], value: 1 }])).toBeUndefined();
    expect(broken([{ op: 'replace', path: ['nodes'], value: [7] }])).toBeUndefined();
    expect(broken([{ op: 'replace', path: ['name'], value: 7 }])).toBeUndefined();
    expect(broken('torn')?.history.past ?? []).toHaveLength(2);
    expect(damage(() => [null, 7, { serial: 'x' }])).toBeUndefined();
  });
});
