/** Lists of numbers as a person types them. */
import type { ParamMeta } from '../../../catalog/params.ts';
import type { Checked } from './checked.ts';
import { limitWords, readNumber } from './param-values.ts';

/** Between the numbers: commas, blanks, semicolons, ×, and what people type for it. */
const BETWEEN = /\s*[,;×x*]\s*|\s+/;
/** Around the list, as Python and JSON write it. */
const BRACKETS = /^[([]\s*|\s*[,;]?\s*[)\]]$/g;

/** Reads what was typed; says in words what would be accepted. Numbers have decimal points, not commas. */
export function readList(meta: ParamMeta, typed: string): Checked<readonly number[]> {
  const control = meta.control === 'integers' ? 'integer' : 'number';
  const wanted = `Needs ${limitWords(meta)}`;
  const text = typed.trim().replaceAll(BRACKETS, '');
  const values: number[] = [];
  for (const part of text === '' ? [] : text.split(BETWEEN)) {
    const read = readNumber({ control, help: '' }, part);
    if (!read.ok) return { ok: false, message: `${notOne(part, control)} ${wanted}.` };
    const { min = -Infinity, max = Infinity } = meta;
    if (read.value < min || read.value > max) {
      return { ok: false, message: `${wanted}; ${part} is too ${read.value < min ? 'small' : 'large'}.` };
    }
    values.push(read.value);
  }
  const { minLength = 0, maxLength = Infinity } = meta;
  if (values.length >= minLength && values.length <= maxLength) return { ok: true, value: values };
  return { ok: false, message: `${wanted}; here ${values.length === 1 ? 'is 1' : `are ${values.length}`}.` };
}

const notOne = (part: string, control: 'integer' | 'number'): string =>
  part === ''
    ? 'A number is missing.'
    : `“${part.slice(0, 24)}” is not a ${control === 'integer' ? 'whole number' : 'number'}.`;
