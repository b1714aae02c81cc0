/** What single cells say: nothing, or a number. Each is looked at once, letter by letter. */
import { shorten } from '../../base/text.ts';
import { MAX_NAME } from '../../assets/limits.ts';

const MISSING = new Set(['', 'na', 'n/a', '#n/a', 'nan', 'null', '?']);

/** Of a trimmed cell. */
export const isMissing = (cell: string): boolean => cell.length <= 4 && MISSING.has(cell.toLowerCase());

/** A cell as a category or a name: on one line, not too long. */
export const plain = (cell: string): string => {
  const text = cell.trim();
  return text.length > MAX_NAME || /\s/.test(text) ? shorten(text.replaceAll(/\s+/g, ' '), MAX_NAME) : text;
};

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** The number a trimmed cell writes, or NaN: sign, digits, decimal mark, exponent, and nothing else. */
export function parseNumber(cell: string, decimal: '.' | ','): number {
  let at = 0;
  const digits = (): number => {
    const start = at;
    while (isDigit(cell.charCodeAt(at))) at++;
    return at - start;
  };
  const sign = () => {
    if (cell[at] === '+' || cell[at] === '-') at++;
  };
  sign();
  let mantissa = digits();
  const mark = at;
  if (cell[at] === decimal) {
    at++;
    mantissa += digits();
  }
  if (mantissa === 0) return Number.NaN;
  if (cell[at] === 'e' || cell[at] === 'E') {
    at++;
    sign();
    if (digits() === 0) return Number.NaN;
  }
  if (at < cell.length) return Number.NaN;
  return Number(decimal === ',' ? `${cell.slice(0, mark)}${cell.slice(mark).replace(',', '.')}` : cell);
}
