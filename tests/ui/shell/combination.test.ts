import { describe, expect, it } from 'vitest';
import { combinationOf, isCombination, matches } from '../../../src/ui/shell/combination.ts';
import { KEY_TABLE } from '../../../src/ui/shell/key-table.ts';
import { press } from './press.ts';

describe('matches', () => {
  it('wants exactly the modifiers that are named', () => {
    expect(matches('Ctrl+Z', press('z', 'ctrl'))).toBe(true);
    expect(matches('Ctrl+Z', press('Z', 'ctrl', 'shift'))).toBe(false);
    expect(matches('Ctrl+Shift+Z', press('Z', 'ctrl', 'shift'))).toBe(true);
    expect(matches('Ctrl+Z', press('z'))).toBe(false);
    expect(matches('Ctrl+Enter', press('Enter', 'ctrl', 'alt'))).toBe(false);
    expect(matches('C', press('C', 'shift'))).toBe(false);
  });

  it('takes the command key for Ctrl', () => {
    expect(matches('Ctrl+S', press('s', 'meta'))).toBe(true);
  });

  it('knows characters that are typed with Shift', () => {
    expect(matches('?', press('?', 'shift'))).toBe(true);
    expect(matches('/', press('/'))).toBe(true);
    expect(matches('?', press('/', 'shift'))).toBe(false);
    expect(matches('+', press('+', 'shift'))).toBe(true);
    expect(matches('Shift+1', { ...press('!', 'shift'), code: 'Digit1' })).toBe(true);
    expect(matches('1', { ...press('!', 'shift'), code: 'Digit1' })).toBe(false);
    expect(matches('0', press('0'))).toBe(true);
  });

  it('knows a letter by its place where Alt, or the alphabet, types another character', () => {
    expect(matches('Alt+M', { ...press('µ', 'alt'), code: 'KeyM' })).toBe(true);
    expect(matches('Ctrl+Z', { ...press('я', 'ctrl'), code: 'KeyZ' })).toBe(true);
    expect(matches('Ctrl+Z', { ...press(';', 'ctrl'), code: 'KeyZ' })).toBe(false);
  });
});

describe('combinationOf', () => {
  it('writes a press as the table does', () => {
    expect(combinationOf(press('z', 'ctrl'))).toBe('Ctrl+Z');
    expect(combinationOf(press('Z', 'meta', 'shift', 'alt'))).toBe('Ctrl+Alt+Shift+Z');
    expect(combinationOf(press('?', 'shift'))).toBe('?');
    expect(combinationOf({ ...press('!', 'shift'), code: 'Digit1' })).toBe('Shift+1');
    expect(combinationOf({ ...press('>', 'ctrl', 'shift'), code: 'Period' })).toBe('Ctrl+Shift+.');
    expect(combinationOf(press('F2'))).toBe('F2');
    expect(combinationOf(press(' ', 'ctrl'))).toBe('Ctrl+Space');
    expect(combinationOf(press('+', 'shift'))).toBe('+');
  });

  it('knows a letter that types an accent with Alt', () => {
    expect(combinationOf({ ...press('Dead', 'alt'), code: 'KeyN' })).toBe('Alt+N');
    expect(matches('Alt+N', { ...press('Dead', 'alt'), code: 'KeyN' })).toBe(true);
    expect(combinationOf({ ...press('Dead'), code: 'KeyN' })).toBeUndefined();
  });

  it('waits while only modifiers are down', () => {
    expect(combinationOf(press('Control', 'ctrl'))).toBeUndefined();
    expect(combinationOf(press('Dead', 'alt'))).toBeUndefined();
  });
});

describe('isCombination', () => {
  it('holds for every key of the table, and for nothing that is written otherwise', () => {
    expect(
      Object.values(KEY_TABLE)
        .flat()
        .filter((key) => !isCombination(key)),
    ).toEqual([]);
    for (const text of ['', 'ctrl+z', 'Shift+Ctrl+Z', 'z', 'Ctrl+', 'Ctrl+Z+X', '<img>'])
      expect(isCombination(text), text).toBe(false);
  });
});
