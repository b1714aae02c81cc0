import { beforeEach, expect, it } from 'vitest';
import { changeWords } from '../../../src/graph/diff-words.ts';
import { newDocument } from '../../../src/graph/new.ts';
import { compareWithStep, comparison, placeOf } from '../../../src/ui/compare/compare.ts';
import { shellStore } from '../../../src/ui/shell/shell-store.ts';
import { documentStore } from '../../../src/ui/stores/document.ts';

const state = () => documentStore.getState();
const shown = () => ({ ...comparison(), changes: comparison()?.changes.map(changeWords) });

beforeEach(() => {
  documentStore.begin(newDocument('Compared'));
  state().dispatch({ type: 'add', nodes: [{ id: 'd1', type: 'Dense', position: [0, 0] }] });
  state().dispatch({ type: 'setParams', node: 'd1', params: { units: 3 } });
});

it('compares a step of the past with now, with defaults filled in', () => {
  compareWithStep(1);
  expect(shown()).toMatchObject({ from: 'step 1, “Add Dense”', to: 'now' });
  expect(shown().changes).toEqual([expect.stringMatching(/^d1: units \d+ → 3$/)]);
  expect(shellStore.getState().dialog).toBe('compare');
  compareWithStep(0);
  expect(shown()).toMatchObject({ from: 'the start', changes: ['added Dense d1'] });
});

it('compares now with a step that was undone, the earlier first', () => {
  state().undo();
  compareWithStep(2);
  expect(shown()).toMatchObject({ from: 'now', to: 'step 2, “Set units”' });
  expect(shown().changes).toEqual([expect.stringMatching(/→ 3$/)]);
});

it('leads to a node only where there is one', () => {
  compareWithStep(0);
  const [change] = comparison()?.changes ?? [];
  if (change === undefined) throw new Error('There is a difference');
  expect(placeOf(change, state().document)).toBe('d1');
  state().jump(0);
  expect(placeOf(change, state().document)).toBeUndefined();
});
