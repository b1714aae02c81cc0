import { describe, expect, it, onTestFinished } from 'vitest';
import { callsAction, type Action } from '../../../src/ui/shell/app-actions.ts';
import { keymap } from '../../../src/ui/shell/keymap.ts';
import { actionFor } from '../../../src/ui/shell/keys.ts';
import { press } from './press.ts';

const action = (id: string, inFields = false): Action => ({ id, label: id, inFields, run: () => {} });

describe('actionFor', () => {
  const actions = [action('step-batch'), action('step-epoch'), action('save', true), action('help')];
  const found = (pressed: ReturnType<typeof press>, inField = false) => actionFor(actions, pressed, inField)?.id;

  it('prefers the combination with more modifiers', () => {
    expect(found({ ...press('.', 'ctrl'), code: 'Period' })).toBe('step-batch');
    expect(found({ ...press('>', 'ctrl', 'shift'), code: 'Period' })).toBe('step-epoch');
  });

  it('leaves text fields alone, but for the keys that are meant for them too', () => {
    expect(found(press('?', 'shift'), true)).toBeUndefined();
    expect(found(press('s', 'ctrl'), true)).toBe('save');
  });

  it('leaves out what does not hold now', () => {
    const off = { ...action('save', true), when: () => false };
    expect(actionFor([off], press('s', 'ctrl'), false)).toBeUndefined();
  });
});

describe('callsAction', () => {
  it('is true in a field for what the page does there, not for what edits the text', () => {
    expect([press('s', 'ctrl'), press('s', 'ctrl', 'shift')].map(callsAction)).toEqual([true, true]);
    expect(['a', 'c', 'v', 'z', 'Control'].map((key) => callsAction(press(key, 'ctrl')))).not.toContain(true);
    expect(['s', '?', 'Backspace'].map((key) => callsAction(press(key)))).not.toContain(true);
  });

  it('is false for a letter that somebody has given to a command: in a field it is text', () => {
    const before = keymap.getState();
    onTestFinished(() => keymap.setState(before, true));
    keymap.setState({ save: ['S'] });
    expect([press('s'), press('s', 'ctrl')].map(callsAction)).toEqual([false, false]);
    expect(actionFor([action('save', true)], press('s'), true)?.id).toBe('save');
  });
});
