import { describe, expect, it } from 'vitest';
import { catalog } from '../../../../src/catalog/index.ts';
import { defaultParams } from '../../../../src/catalog/catalog.ts';
import { paramMeta } from '../../../../src/catalog/params.ts';
import type { ParamMeta } from '../../../../src/catalog/params.ts';
import {
  firstOf,
  firstValue,
  isShown,
  limitWords,
  readNumber,
  stepped,
  writeNumber,
  writeValue,
} from '../../../../src/ui/inspector/params/param-values.ts';

const whole: ParamMeta = { control: 'integer', help: '', min: 1, max: 1024 };
const rate: ParamMeta = { control: 'number', help: '', min: 0, max: 10, log: true };

describe('readNumber', () => {
  it.each([
    ['16', 16],
    [' 7 ', 7],
    ['1e2', 100],
  ])('reads %s', (typed, value) => expect(readNumber(whole, typed)).toEqual({ ok: true, value }));
  it.each([
    ['3e-2', 0.03],
    ['.5', 0.5],
    ['0,5', 0.5],
    ['1E-7', 1e-7],
  ])('reads the real number %s', (typed, value) => expect(readNumber(rate, typed)).toEqual({ ok: true, value }));
  it.each([
    ['', 'Needs a whole number between 1 and 1,024.'],
    ['1.5', '1.5 is not a whole number. Needs a whole number between 1 and 1,024.'],
    ['0', 'Needs a whole number between 1 and 1,024; 0 is too small.'],
    ['9999', 'Needs a whole number between 1 and 1,024; 9999 is too large.'],
    ['abc', '“abc” is not a whole number. Needs a whole number between 1 and 1,024.'],
    ['0x10', '“0x10” is not a whole number. Needs a whole number between 1 and 1,024.'],
    ['1e999', '“1e999” is not a whole number. Needs a whole number between 1 and 1,024.'],
  ])('refuses %j and says the limits', (typed, message) =>
    expect(readNumber(whole, typed)).toEqual({ ok: false, message }),
  );
  it('reads back what it writes', () => {
    for (const value of [0, 1e-7, 0.001, 0.03, 12.5, 1e6, -4]) {
      expect(readNumber({ control: 'number', help: '' }, writeNumber(value))).toEqual({ ok: true, value });
    }
  });
});

describe('writeNumber', () => {
  it('writes plain decimals down to a ten-thousandth', () => {
    expect([0.01, 0.001, 0.0001, 0.00025, 0.00009, -0.002].map(writeNumber)).toEqual([
      '0.01',
      '0.001',
      '0.0001',
      '0.00025',
      '9e-5',
      '-0.002',
    ]);
  });
});

describe('limitWords', () => {
  it('says each kind of limit', () => {
    const number = { control: 'number', help: '' } as const;
    expect(limitWords({ ...number, min: 0, max: 1 })).toBe('between 0 and 1');
    expect(limitWords({ ...number, min: 1 })).toBe('at least 1');
    expect(limitWords({ ...number, max: 5 })).toBe('at most 5');
    expect(limitWords(number)).toBe('');
    expect(limitWords({ ...number, min: 1, max: 1_000_000_000 })).toBe('between 1 and 1,000,000,000');
  });
  it('says how long a list is, and what each of its numbers may be', () => {
    const list = { control: 'integers', help: '' } as const;
    expect(limitWords(list)).toBe('whole numbers');
    expect(limitWords({ ...list, minLength: 1, maxLength: 4, min: 1 })).toBe('1 to 4 whole numbers, each at least 1');
    expect(limitWords({ ...list, minLength: 2, maxLength: 2 })).toBe('2 whole numbers');
    expect(limitWords({ ...list, control: 'numbers', minLength: 1 })).toBe('at least 1 number');
  });
});

describe('stepped', () => {
  it('climbs 1, 2, 5, 10 where the param is logarithmic', () => {
    const climb = [0.001];
    for (let i = 0; i < 6; i++) climb.push(stepped(rate, climb.at(-1) ?? 0, 1));
    expect(climb).toEqual([0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1]);
    expect(stepped(rate, 0.03, 1)).toBe(0.05);
    expect(stepped(rate, 0.03, -1)).toBe(0.02);
    expect(stepped(rate, 10, 1)).toBe(10);
    expect(stepped(rate, 0, 1)).toBe(0.001);
    expect(stepped(rate, 0, -1)).toBe(0);
  });
  it('goes back the way it came', () => {
    for (const value of [0.001, 0.02, 0.5, 1, 2, 5]) expect(stepped(rate, stepped(rate, value, 1), -1)).toBe(value);
  });
  it('adds its step without the dust of binary fractions, within the limits', () => {
    const tenth: ParamMeta = { control: 'number', help: '', step: 0.1, min: 0, max: 1 };
    expect(stepped(tenth, 0.2, 1)).toBe(0.3);
    expect(stepped(tenth, 0.95, 1)).toBe(1);
    expect(stepped(whole, 1, -1)).toBe(1);
    expect(stepped(whole, 16, 1, true)).toBe(26);
  });
});

describe('optional and conditional params', () => {
  it('start inside their limits when switched on', () => {
    expect(firstValue({ control: 'number', help: '', min: 0, max: 1, log: true })).toBe(0.001);
    expect(firstValue({ control: 'integer', help: '', min: 5 })).toBe(5);
  });
  it('start as a list of the length they need', () => {
    expect(firstOf({ control: 'integers', help: '', min: 1, minLength: 2, maxLength: 2 })).toEqual([1, 1]);
    expect(firstOf({ control: 'numbers', help: '', min: 3 })).toEqual([3]);
    expect(firstOf({ control: 'integer', help: '', min: 5 })).toBe(5);
  });
  it('are shown while the other param has the value', () => {
    const meta: ParamMeta = { control: 'number', help: '', when: { param: 'name', is: ['spiral', 'moons'] } };
    expect(isShown(meta, { name: 'spiral' })).toBe(true);
    expect(isShown(meta, { name: 'iris' })).toBe(false);
    expect(isShown(meta, {})).toBe(false);
    expect(isShown(whole, {})).toBe(true);
  });
  it('are written in words', () => {
    expect([null, true, false, 0.5, 'relu', [8, 0.5], []].map(writeValue)).toEqual([
      'off',
      'on',
      'off',
      '0.5',
      'relu',
      '8, 0.5',
      'an empty list',
    ]);
  });
});

describe('every number of the catalog', () => {
  const numbers = catalog.all.flatMap((definition) =>
    Object.entries(definition.params)
      .filter(([, schema]) => ['integer', 'number'].includes(paramMeta(schema).control))
      .map(([name, schema]) => ({
        name: `${definition.type}.${name}`,
        meta: paramMeta(schema),
        value: defaultParams(definition)[name],
        schema,
      })),
  );
  it.each(numbers)('$name: steps and switches stay within its own schema', ({ meta, value, schema }) => {
    const start = typeof value === 'number' ? value : firstValue(meta);
    for (const next of [
      start,
      stepped(meta, start, 1),
      stepped(meta, start, -1),
      stepped(meta, start, 1, true),
      stepped(meta, start, -1, true),
    ]) {
      expect(schema.safeParse(next).success, `${next}`).toBe(true);
      expect(readNumber(meta, writeNumber(next))).toEqual({ ok: true, value: next });
    }
  });
});
