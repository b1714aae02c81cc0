/*
 * The values that a sweep tries, as people write them: a list (`8, 16, 32`), a range with how many
 * (`1e-4..1e-1:7`, evenly spaced, or by factors with `log` behind it), or `*` for everything there is to choose.
 */
import type { Result } from '../../base/result.ts';
import { err, ok } from '../../base/result.ts';
import { shorten } from '../../base/text.ts';
import { paramMeta, sameParam } from '../../catalog/params.ts';
import type { ParamMeta, ParamSchema, ParamValue } from '../../catalog/params.ts';

/** More runs than this are hardly what somebody meant. */
export const MAX_RUNS = 100;

export type Scale = 'linear' | 'log';

export interface Range {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly scale: Scale;
}

/** Numbers from one end to the other, both included; whole ones, each once, where the param takes no others. */
export function spaced({ from, to, count, scale }: Range, whole: boolean): readonly number[] {
  const at = (i: number) => {
    const share = count === 1 ? 0 : i / (count - 1);
    const value = scale === 'log' ? from * (to / from) ** share : from + (to - from) * share;
    // The ends are exactly what was asked for; between them the dust of binary fractions is rounded away.
    const exact = i === 0 ? from : i === count - 1 ? to : Number(value.toPrecision(3));
    return whole ? Math.round(i === 0 || i === count - 1 ? exact : value) : exact;
  };
  return [...new Set(Array.from({ length: count }, (_, i) => at(i)))];
}

/** What is wrong with a range, as a sentence; undefined if nothing is. */
export function rangeFault({ from, to, count, scale }: Range): string | undefined {
  if (!Number.isFinite(from) || !Number.isFinite(to)) return 'A range needs a number at each end, as in 0.001..0.1:5.';
  if (!Number.isInteger(count) || count < 2 || count > MAX_RUNS)
    return `A range needs a count from 2 to ${MAX_RUNS}, as in 0.001..0.1:5.`;
  if (scale === 'log' && (from <= 0 || to <= 0)) return 'A range by factors needs both ends above zero.';
  return undefined;
}

/** Ranges of this param are by factors unless something else is said. */
export const naturalScale = (meta: ParamMeta, from: number, to: number): Scale =>
  from > 0 && to > 0 && (meta.log === true || Math.max(from / to, to / from) >= 100) ? 'log' : 'linear';

/** Reads the values of a param; the error says what was found and what is expected. */
export function readValues(schema: ParamSchema, text: string): Result<readonly ParamValue[], string> {
  const meta = paramMeta(schema);
  const trimmed = text.trim();
  const range = RANGE.exec(trimmed);
  const read = trimmed === '*' ? everything(meta) : range === null ? listed(meta, trimmed) : ranged(meta, range);
  if (!read.ok) return read;
  const values: ParamValue[] = [];
  for (const value of read.value) {
    const parsed = schema.safeParse(value);
    if (!parsed.success) {
      return err(`Found “${shorten(String(value), 24)}”, expected ${kindWords(meta)}.`);
    }
    const next = parsed.data as ParamValue;
    if (!values.some((each) => sameParam(each, next))) values.push(next);
  }
  return ok(values);
}

const RANGE = /^(.+?)\.\.(.+?)(?::(\d+)(?:\s*(log|linear))?)?$/;

function ranged(meta: ParamMeta, [, start, end, many, scale]: RegExpExecArray): Result<readonly number[], string> {
  const [from, to] = [Number(start), Number(end)];
  if (meta.control !== 'integer' && meta.control !== 'number')
    return err('Only numbers have a range. List the values.');
  const natural = naturalScale(meta, from, to);
  const range = { from, to, count: Number(many ?? 5), scale: scale === 'log' || scale === 'linear' ? scale : natural };
  const fault = rangeFault(range);
  return fault === undefined ? ok(spaced(range, meta.control === 'integer')) : err(fault);
}

function everything(meta: ParamMeta): Result<readonly ParamValue[], string> {
  if (meta.control === 'boolean') return ok([false, true]);
  if (meta.choices === undefined)
    return err('“*” stands for everything there is to choose; this param has no such list.');
  return ok(meta.choices.map(({ value }) => value));
}

function listed(meta: ParamMeta, text: string): Result<readonly ParamValue[], string> {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.some((part) => part === ''))
    return err('A value is missing: write them with commas between, as in 8,16,32.');
  return ok(parts.map((part) => valueOf(meta, part)));
}

function valueOf({ control, optional }: ParamMeta, text: string): ParamValue {
  const word = text.toLowerCase();
  if (control === 'boolean' && ['true', 'on', 'false', 'off'].includes(word)) return word === 'true' || word === 'on';
  if (optional === true && ['off', 'none', 'null'].includes(word)) return null;
  const number = Number(text);
  return control !== 'choice' && control !== 'text' && Number.isFinite(number) ? number : text;
}

function kindWords({ control, choices, min, max, optional }: ParamMeta): string {
  if (choices !== undefined) return `one of ${choices.map(({ value }) => value).join(', ')}`;
  if (control === 'boolean') return 'true or false';
  const what = control === 'integer' || control === 'integers' ? 'a whole number' : 'a number';
  const limits =
    min !== undefined && max !== undefined
      ? ` from ${min} to ${max}`
      : min !== undefined
        ? ` of at least ${min}`
        : max === undefined
          ? ''
          : ` of at most ${max}`;
  return `${what}${limits}${optional === true ? ', or off' : ''}`;
}
