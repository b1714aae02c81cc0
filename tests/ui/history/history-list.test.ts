import { beforeEach, describe, expect, it } from 'vitest';
import { newDocument } from '../../../src/graph/new.ts';
import { historyRows, MORE, NEAR } from '../../../src/ui/history/history-rows.ts';
import { jumpTo } from '../../../src/ui/history/jump-to.ts';
import { documentStore } from '../../../src/ui/stores/document.ts';
import { viewStore } from '../../../src/ui/stores/view-state.ts';

const state = () => documentStore.getState();
const seeds = (from: number, to: number) => {
  for (let seed = from; seed <= to; seed++) state().dispatch({ type: 'setDocument', fields: { seed } });
};
const rows = (drawn = {}) =>
  historyRows(state().history, { anchor: state().history.past.length, newer: 0, older: 0, ...drawn });

beforeEach(() => documentStore.begin({ ...newDocument('Steps'), seed: 0 }));

describe('the list of steps', () => {
  it('names every step, the newest first, and marks the present', () => {
    state().dispatch({ type: 'add', nodes: [{ id: 'd1', type: 'Dense', position: [0, 0] }] });
    state().dispatch({ type: 'setParams', node: 'd1', params: { units: 3 } });
    state().undo();
    expect(rows()).toEqual({
      rows: [
        { place: 2, label: 'Set units', state: 'undone' },
        { place: 1, label: 'Add Dense', state: 'present' },
        { place: 0, label: 'Start', state: 'done' },
      ],
      newer: 0,
      older: 0,
    });
  });

  it('draws only what is near, and more when asked', () => {
    seeds(1, 1000);
    expect(rows()).toMatchObject({ newer: 0, older: 1000 - NEAR });
    expect(rows().rows).toHaveLength(NEAR + 1);
    expect(rows({ older: MORE }).older).toBe(1000 - NEAR - MORE);
    state().jump(500);
    expect(rows()).toMatchObject({ newer: 500 - NEAR, older: 500 - NEAR });
    // What was drawn when it was opened stays.
    expect(rows({ anchor: 1000 })).toMatchObject({ newer: 0, older: 500 - NEAR });
  });

  it('goes to a step and says so once', () => {
    seeds(1, 5);
    const said: string[] = [];
    const stop = viewStore.subscribe(({ announcement }) => said.push(announcement.text));
    const step = state().undoLabel ?? '';
    jumpTo(2);
    expect(state().document.seed).toBe(2);
    jumpTo(0);
    jumpTo(1);
    jumpTo(1);
    stop();
    expect(said.filter((text, i) => text !== said[i - 1])).toEqual([
      expect.stringContaining(`3 steps, to “${step}”`),
      'Undone: 2 steps, to the start.',
      `Done again: 1 step, to “${step}”.`,
      'This is the present step.',
    ]);
  });
});
