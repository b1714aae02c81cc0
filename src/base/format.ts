/*
 * Numbers as people read them. Everything that may change while a network trains has a form of
 * constant width, so that nothing beside it moves. Signs are true minus signs; blanks that hold a
 * place are figure spaces, as wide as a digit.
 */
const FIGURE_SPACE = '\u2007';
const THIN_GAP = '\u00a0';
const UNITS = ['', 'k', 'M', 'G', 'T'] as const;
const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Numbers that are none: `NaN`, `∞`, `−∞`; `undefined` for ordinary numbers. */
function special(value: number): string | undefined {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Infinity) return '∞';
  return value === -Infinity ? '−∞' : undefined;
}

/** The digits of numbers with the sign that is as wide and as high as a plus; fields and files have the hyphen. */
export const trueMinus = (digits: string): string => digits.replaceAll('-', '−');

/** The same text as terminals and other programs read it. */
export const plainMinus = (text: string): string => text.replaceAll(/−(?=[\d.∞])/g, '-');

const sign = (value: number): string => (value < 0 ? '−' : '');

/** Rounds to this many significant digits. */
const rounded = (value: number, digits: number): number => Number(value.toPrecision(digits));

/** `8.1e−3`: one digit, a point, one digit, the power of ten. */
const exponent = (magnitude: number, decimals: number): string =>
  trueMinus(magnitude.toExponential(decimals).replace('e+', 'e').replace(/\.0+e/, 'e'));

/** Three significant digits and a unit: `16`, `0.39`, `1.24k`, `8.1e−3`. */
export function compact(value: number): string {
  const name = special(value);
  if (name !== undefined) return name;
  const exact = Math.abs(value);
  // Rounded as it will be written, so that 0.00998 is 0.01 and not 1e-2.
  const magnitude = rounded(exact, exact < 0.01 ? 2 : 3);
  if (magnitude === 0) return '0';
  if (magnitude < 0.01 || magnitude >= 1e15) return sign(value) + exponent(magnitude, 1);
  const unit = Math.max(0, Math.min(UNITS.length - 1, Math.floor(Math.log10(magnitude) / 3)));
  return `${sign(value)}${rounded(magnitude / 1000 ** unit, 3)}${UNITS[unit] ?? ''}`;
}

/** Made once: asking a number for its text in a language looks the language up anew. */
const THOUSANDS = new Intl.NumberFormat('en-US');

/** A whole number with its thousands set apart: `38,400`. */
export const count = (value: number): string => special(value) ?? trueMinus(THOUSANDS.format(Math.round(value)));

/** `1 layer`, `3 layers`, `1,024 layers`. */
export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** Bytes in steps of a thousand: `512 B`, `1.2 MB`. */
export function bytes(value: number): string {
  const name = special(value);
  if (name !== undefined) return name;
  const magnitude = Math.max(0, value);
  if (magnitude < 999.5) return `${Math.round(magnitude)}${THIN_GAP}B`;
  const power = Math.floor(Math.log10(rounded(magnitude, 3)) / 3);
  const unit = Math.min(BYTE_UNITS.length - 1, power);
  const figure = magnitude / 1000 ** unit;
  return `${figure < 99.95 ? figure.toFixed(1) : Math.round(figure)}${THIN_GAP}${BYTE_UNITS[unit] ?? ''}`;
}

/** A fraction as `48.7 %`, with its decimals steady while it changes. */
export function percent(fraction: number): string {
  const name = special(fraction);
  if (name !== undefined) return name;
  const hundredths = fraction * 100;
  return `${sign(hundredths)}${Math.abs(hundredths).toFixed(Math.abs(hundredths) >= 99.95 ? 0 : 1)}${THIN_GAP}%`;
}

/**
 * A magnitude in exactly four characters: `0.39`, `12.3`, ` 123`, `1.2k`, `8e−3`. Anything under
 * 5·10⁻¹⁰ is written as `0.00`.
 */
function fourCharacters(magnitude: number): string {
  if (magnitude < 5e-10) return '0.00';
  if (magnitude < 0.005) return exponent(magnitude, 0);
  if (magnitude < 9.995) return magnitude.toFixed(2);
  if (magnitude < 99.95) return magnitude.toFixed(1);
  if (magnitude < 999.5) return magnitude.toFixed(0);
  const unit = Math.floor(Math.log10(rounded(magnitude, 3)) / 3);
  if (unit >= UNITS.length) return exponent(magnitude, 0);
  const figure = magnitude / 1000 ** unit;
  return `${figure < 9.95 ? figure.toFixed(1) : figure.toFixed(0)}${UNITS[unit] ?? ''}`;
}

/** A number in five characters, the first of them the sign or a blank: ` 0.39`, `−12.3`. */
export function fixed(value: number): string {
  const name = special(value);
  if (name !== undefined) return name.padStart(5, FIGURE_SPACE);
  const figures = fourCharacters(Math.abs(value)).padStart(4, FIGURE_SPACE);
  // A value that rounds to nothing gets no sign.
  return `${value < 0 && figures !== '0.00' ? '−' : FIGURE_SPACE}${figures}`;
}

/**
 * `0.39 ± 0.58`, always twelve characters with its leading blank or sign. A mean below a thousandth of
 * the spread is rounding, and written as `0.00`.
 */
export function meanAndSpread(mean: number, spread: number): string {
  const width =
    special(spread)?.padStart(4, FIGURE_SPACE) ?? fourCharacters(Math.abs(spread)).padStart(4, FIGURE_SPACE);
  return `${fixed(Math.abs(mean) < Math.abs(spread) / 1000 ? 0 : mean)} ± ${width}`;
}

/** A time in milliseconds in the unit that suits it: `8 µs`, `2.5 ms`, `1.2 s`. */
export function duration(milliseconds: number): string {
  const [value, unit] =
    milliseconds < 1
      ? [milliseconds * 1000, 'µs']
      : milliseconds < 1000
        ? [milliseconds, 'ms']
        : [milliseconds / 1000, 's'];
  return special(value) ?? `${Number(value.toPrecision(2))} ${unit}`;
}
