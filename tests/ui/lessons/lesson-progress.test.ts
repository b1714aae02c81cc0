import { describe, expect, test } from 'vitest';
import { foreseen } from '../../../src/ui/lessons/lesson-end.tsx';
import {
  answered,
  BEGINNING,
  fromText,
  MOST_KEPT,
  setAway,
  toText,
  wentTo,
} from '../../../src/ui/lessons/lesson-progress.ts';
import { changeWords, claimWords, figureText } from '../../../src/ui/lessons/lesson-words.ts';

describe('how far a lesson has come', () => {
  test('ends one place behind the last step, and begins at the first', () => {
    expect([-1, 0, 2, 3, 4].map((at) => wentTo(BEGINNING, at, 3).at)).toEqual([0, 0, 2, 3, 3]);
  });

  test('going on brings a panel back that was put away', () => {
    expect(wentTo(setAway(BEGINNING, true), 1, 3)).toMatchObject({ at: 1, away: false });
  });

  test('a prediction is made once', () => {
    const once = answered(BEGINNING, 2, 1);
    expect(once.answers).toEqual({ 2: 1 });
    expect(answered(once, 2, 0).answers).toEqual({ 2: 1 });
  });

  test('is kept as text and read again', () => {
    const all = { a: answered(wentTo(BEGINNING, 2, 5), 1, 0), b: setAway(BEGINNING, true) };
    expect(fromText(toText(all))).toEqual(all);
  });

  test('of the latest graphs is kept', () => {
    const all = Object.fromEntries(Array.from({ length: MOST_KEPT + 2 }, (_, i) => [`g${i}`, BEGINNING]));
    expect(Object.keys(fromText(toText(all)))).toEqual(Object.keys(all).slice(2));
  });

  test.each([['no json'], ['5'], ['{"a":1,"b":{"at":"2"},"c":{"at":1,"answers":null}}'], [undefined]])(
    'begins anew where %s was kept',
    (text) => expect(fromText(text)).toEqual({}),
  );

  test('counts the predictions that came true', () => {
    const step = (number: number, right: number) => ({
      number,
      title: '',
      text: '',
      look: [],
      change: [],
      train: false,
      ask: { question: '', answers: ['a', 'b'], right, why: '' },
    });
    expect(foreseen([step(1, 0), step(2, 1), step(3, 1)], { 1: 0, 2: 0 })).toBe('1 of your 2 predictions came true.');
    expect(foreseen([step(1, 0)], { 1: 0 })).toBe('Your prediction came true.');
    expect(foreseen([step(1, 0)], { 1: 1 })).toBe('Your prediction did not come true.');
    expect(foreseen([step(1, 0)], {})).toBe('');
  });
});

describe('in words', () => {
  test('a claim names what is looked for, and where', () => {
    const dead = { figure: 'dead', of: 'd1.outputs->dead.inputs', is: 'above', value: 0.9 } as const;
    expect(claimWords(dead)).toBe('dead units on d1 → dead above 90\u00a0%');
    expect(claimWords({ figure: 'val_loss', is: 'below', value: 0.06 })).toBe('validation loss below 0.06');
    expect(claimWords({ figure: 'loss', of: 'leaky', is: 'below', value: 0.1 })).toBe('loss of leaky below 0.1');
  });

  test('a figure is a share or a number', () => {
    expect([figureText('zeros', 1), figureText('dead', 0.125), figureText('std', 0.0123)]).toEqual([
      '100\u00a0%',
      '12.5\u00a0%',
      '0.0123',
    ]);
    expect(figureText('loss', Number.NaN)).toBe('no number');
  });

  test('a change names params and values', () => {
    expect(changeWords([{ node: 'he', params: { stddev: 1 } }])).toBe('stddev of he to 1');
    expect(
      changeWords([
        { node: 'a', params: { units: 4, activation: 'relu' } },
        { node: 'b', params: { use_bias: false } },
      ]),
    ).toBe('units of a to 4, activation of a to relu and use_bias of b to false');
  });
});
