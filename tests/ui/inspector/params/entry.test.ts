import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { must } from '../../../../src/base/invariant.ts';
import type { Json } from '../../../../src/base/json.ts';
import type { ParamMeta } from '../../../../src/catalog/params.ts';
import { newGesture } from '../../../../src/ui/inspector/params/gesture.ts';
import { cancel, isLive, settled, typed } from '../../../../src/ui/inspector/params/entry.ts';
import type { Entry, FieldHost } from '../../../../src/ui/inspector/params/entry.ts';
import { readNumber, writeNumber } from '../../../../src/ui/inspector/params/param-values.ts';
import { nodeById } from '../../../../src/graph/queries.ts';
import { createDocumentStore } from '../../../../src/ui/stores/document.ts';
import { createViewStore } from '../../../../src/ui/stores/view-state.ts';
import { compilation } from '../../stores/fixtures.ts';

const units: ParamMeta = { control: 'integer', help: '', min: 1, max: 16_384 };

/** A field for `units` of d1 over a real document with one earlier step. */
function setUp() {
  const store = createDocumentStore(createViewStore(), () => compilation([]));
  const document = () => store.getState().document;
  const found = () => must(nodeById(document(), 'd1'), 'd1').params?.['units'];
  let key = '';
  let start: Json | undefined;
  const set = (value: Json | undefined) =>
    store.getState().dispatch({ type: 'setParams', node: 'd1', params: { units: value } }, { coalesce: key });
  const host: FieldHost<number> = {
    current: () => Number(found() ?? 32),
    check: (text) => readNumber(units, text),
    write: writeNumber,
    same: Object.is,
    begin() {
      key = newGesture();
      start = found();
    },
    set,
    restore: () => set(start),
  };
  store.getState().dispatch({
    type: 'add',
    nodes: [{ id: 'd1', type: 'Dense', position: [0, 0], params: { units: 16 } }],
  });
  const type = (text: string, entry?: Entry<number>) =>
    Array.from(text).reduce<Entry<number> | undefined>(
      (before, letter) => typed(host, before, `${before?.text ?? ''}${letter}`),
      entry,
    );
  return { store, host, found, document, type: (text: string) => must(type(text), 'an entry') };
}

describe('an entry into a field', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('tries out each valid text, and is one step however slowly one types', () => {
    const { store, host, found } = setUp();
    const before = store.getState().document;
    let entry: Entry<number> | undefined;
    for (const text of ['1', '12', '128']) {
      entry = typed(host, entry, text);
      expect(found()).toBe(Number(text));
      vi.advanceTimersByTime(3_600_000);
    }
    expect(settled(host, must(entry, 'entry'))).toBeUndefined();
    store.getState().undo();
    expect(store.getState().document).toEqual(before);
    store.getState().redo();
    expect(found()).toBe(128);
  });

  it.each([
    ['2.5', '2.5 is not a whole number. Needs a whole number between 1 and 16,384. It is 16 as before.'],
    ['2000000000', 'Needs a whole number between 1 and 16,384; 2000000000 is too large. It is 16 as before.'],
    ['3x', '“3x” is not a whole number. Needs a whole number between 1 and 16,384. It is 16 as before.'],
  ])('leaves the value of before when %s is refused, says why, and makes no step', (text, reason) => {
    const { store, host, document, type } = setUp();
    const before = document();
    const entry = type(text);
    expect(entry.refusal).toBeDefined();
    expect(settled(host, entry)).toBe(reason);
    expect(document()).toBe(before);
    expect(store.getState().undoLabel).toBe('Add Dense');
  });

  it('can be cancelled, whatever was tried out', () => {
    const { store, host, document, type } = setUp();
    const before = document();
    cancel(host, type('128'));
    expect(document()).toBe(before);
    expect(store.getState().undoLabel).toBe('Add Dense');
  });

  it('puts back what stood in the file, even where that was not valid', () => {
    const { store, host, found, type } = setUp();
    store.getState().dispatch({ type: 'setParams', node: 'd1', params: { units: 'many' } });
    const odd = { ...host, current: () => (typeof found() === 'number' ? Number(found()) : 32) };
    cancel(odd, must(typed(odd, undefined, '7'), 'entry'));
    expect(found()).toBe('many');
    expect(type('5').text).toBe('5');
  });

  it('makes a step of its own for each entry', () => {
    const { store, host, found, type } = setUp();
    settled(host, type('20'));
    settled(host, type('30'));
    store.getState().undo();
    expect(found()).toBe(20);
  });

  it('ends when the value is changed from elsewhere', () => {
    const { store, host, type } = setUp();
    const entry = type('20');
    expect(isLive(host, entry)).toBe(true);
    store.getState().undo();
    expect(isLive(host, entry)).toBe(false);
  });
});
