import { describe, expect, it } from 'vitest';
import type { Action } from '../../../src/ui/shell/app-actions.ts';
import { actionFor, matches } from '../../../src/ui/shell/keys.ts';

const press = (key: string, ...modifiers: ('ctrl' | 'meta' | 'alt' | 'shift')[]) => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key,
  ctrlKey: modifiers.includes('ctrl'),
  metaKey: modifiers.includes('meta'),
  altKey: modifiers.includes('alt'),
  shiftKey: modifiers.includes('shift'),
});
const action = (id: string, keys: readonly string[], inFields = false): Action => ({
  id,
  label: id,
  keys,
  inFields,
  run: () => {},
});

describe('matches', () => {
  it('wants exactly the modifiers that are named', () => {
    expect(matches('Ctrl+Z', press('z', 'ctrl'))).toBe(true);
    expect(matches('Ctrl+Z', press('Z', 'ctrl', 'shift'))).toBe(false);
    expect(matches('Ctrl+Shift+Z', press('Z', 'ctrl', 'shift'))).toBe(true);
    expect(matches('Ctrl+Z', press('z'))).toBe(false);
    expect(matches('Ctrl+Enter', press('Enter', 'ctrl', 'alt'))).toBe(false);
  });

  it('takes the command key for Ctrl', () => {
    expect(matches('Ctrl+S', press('s', 'meta'))).toBe(true);
  });

  it('knows characters that are typed with Shift', () => {
    expect(matches('?', press('?', 'shift'))).toBe(true);
    expect(matches('/', press('/'))).toBe(true);
    expect(matches('?', press('/', 'shift'))).toBe(false);
  });

  it('knows a letter by its place where Alt types another character', () => {
    expect(matches('Alt+M', { ...press('µ', 'alt'), code: 'KeyM' })).toBe(true);
  });
});

describe('actionFor', () => {
  const actions = [
    action('batch', ['Ctrl+.']),
    action('epoch', ['Ctrl+Shift+.']),
    action('save', ['Ctrl+S'], true),
    action('help', ['?']),
  ];
  const found = (pressed: ReturnType<typeof press>, inField = false) => actionFor(actions, pressed, inField)?.id;

  it('prefers the combination with more modifiers', () => {
    expect(found({ ...press('.', 'ctrl'), code: 'Period' })).toBe('batch');
    expect(found({ ...press('>', 'ctrl', 'shift'), code: 'Period' })).toBe('epoch');
  });

  it('leaves text fields alone, but for the keys that are meant for them too', () => {
    expect(found(press('?', 'shift'), true)).toBeUndefined();
    expect(found(press('s', 'ctrl'), true)).toBe('save');
  });
});
