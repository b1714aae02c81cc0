/*
 * The rules of a param's field, apart from React: what may be typed, what the arrow keys do, when a
 * field is shown and which edits make one undo step.
 */
import { count, trueMinus } from '../../../base/format.ts';
import { listWords } from '../../../catalog/param-words.ts';
import { isList } from '../../../catalog/params.ts';
import type { ParamMeta, ParamValue, ParamValues } from '../../../catalog/params.ts';
import type { Checked } from './checked.ts';

/** A number as it is written in a field: plain digits, or a power of ten where those would be long. */
export function writeNumber(value: number): string {
  const magnitude = Math.abs(value);
  if (value !== 0 && (magnitude < 1e-4 || magnitude >= 1e15)) return value.toExponential().replace('e+', 'e');
  return String(value);
}

/** The limits in words: `between 0 and 1`, `2 whole numbers, each at least 1`; empty where there are none. */
export function limitWords(meta: ParamMeta): string {
  if (meta.control !== 'integers' && meta.control !== 'numbers') return rangeWords(meta);
  const each = rangeWords(meta);
  return `${listWords(meta)}${each === '' ? '' : `, each ${each}`}`;
}

function rangeWords({ min, max }: ParamMeta): string {
  const written = (value: number) =>
    Number.isInteger(value) && Math.abs(value) < 1e15 ? count(value) : trueMinus(writeNumber(value));
  if (min !== undefined && max !== undefined) return `between ${written(min)} and ${written(max)}`;
  if (min !== undefined) return `at least ${written(min)}`;
  return max === undefined ? '' : `at most ${written(max)}`;
}

/** Reads what was typed; says in words what would be accepted. A comma counts as a decimal point. */
export function readNumber(meta: ParamMeta, typed: string): Checked<number> {
  const what = meta.control === 'integer' ? 'a whole number' : 'a number';
  const limits = limitWords(meta);
  const wanted = `${what}${limits === '' ? '' : ` ${limits}`}`;
  const text = typed.trim().replace(',', '.').replaceAll('−', '-');
  if (text === '') return { ok: false, message: `Needs ${wanted}.` };
  const value = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value))
    return { ok: false, message: `“${typed.trim().slice(0, 24)}” is not ${what}. Needs ${wanted}.` };
  if (meta.control === 'integer' && !Number.isInteger(value))
    return { ok: false, message: `${trueMinus(writeNumber(value))} is not a whole number. Needs ${wanted}.` };
  if (meta.control === 'integer' && !Number.isSafeInteger(value))
    return {
      ok: false,
      message: `Needs ${wanted}; ${trueMinus(writeNumber(value))} is too ${value < 0 ? 'small' : 'large'}.`,
    };
  if ((meta.min !== undefined && value < meta.min) || (meta.max !== undefined && value > meta.max)) {
    return {
      ok: false,
      message: `Needs ${wanted}; ${trueMinus(writeNumber(value))} is ${meta.min !== undefined && value < meta.min ? 'too small' : 'too large'}.`,
    };
  }
  return { ok: true, value };
}

const clamped = (meta: ParamMeta, value: number): number =>
  Math.min(meta.max ?? Infinity, Math.max(meta.min ?? -Infinity, value));

/** Rounds away the dust of binary fractions: 0.1 + 0.2 is 0.3. */
const clean = (value: number): number => Number(value.toPrecision(12));

/** The neighbours of a number in the series … 0.1, 0.2, 0.5, 1, 2, 5, 10 … */
function logNeighbour(value: number, up: boolean): number {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  const ladder = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20].map((rung) => clean(rung * power));
  const next = up ? ladder.find((rung) => rung > value * 1.000001) : ladder.findLast((rung) => rung < value * 0.999999);
  return next ?? value;
}

/**
 * The value one step up or down: by factors of about two where the param asks for it (`log`), else by
 * its step. `large` takes ten steps at once.
 */
export function stepped(meta: ParamMeta, value: number, direction: 1 | -1, large = false): number {
  if (meta.log === true && value > 0) {
    const times = large ? 3 : 1;
    let next = value;
    for (let i = 0; i < times; i++) next = logNeighbour(next, direction > 0);
    return clamped(meta, next);
  }
  if (meta.log === true) return direction > 0 ? clamped(meta, firstValue(meta)) : value;
  const step = (meta.step ?? (meta.control === 'integer' ? 1 : 0.1)) * (large ? 10 : 1);
  return clamped(meta, clean(value + direction * step));
}

/** The value an optional param gets when it is switched on. */
export function firstValue(meta: ParamMeta): number {
  const wanted = meta.log === true ? 1e-3 : (meta.step ?? 1);
  return clamped(meta, wanted);
}

/** The same where a param may be a list, which then holds as many numbers as it must. */
export function firstOf(meta: ParamMeta): ParamValue {
  const first = firstValue(meta);
  if (meta.control !== 'integers' && meta.control !== 'numbers') return first;
  return Array.from({ length: Math.max(1, meta.minLength ?? 1) }, () => first);
}

/** Whether a field is shown, given the other params. */
export function isShown(meta: ParamMeta, params: ParamValues): boolean {
  if (meta.when === undefined) return true;
  const other = params[meta.when.param];
  return other !== null && other !== undefined && !isList(other) && meta.when.is.includes(other);
}

/** What a node's param is set to, for people: `off` for null, quotes left out. */
export function writeValue(value: ParamValue): string {
  if (value === null) return 'off';
  if (typeof value === 'number') return writeNumber(value);
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (!isList(value)) return value;
  return value.length === 0 ? 'an empty list' : writeList(value);
}

export const writeList = (values: readonly number[]): string => values.map(writeNumber).join(', ');
