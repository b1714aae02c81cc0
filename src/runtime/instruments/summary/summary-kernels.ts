/*
 * The reductions as small programs for the graphics card. Every output number is computed by itself
 * with a plain loop: no barriers, which software adapters run very slowly, and one and the same text
 * serves WebGPU and WebGL. Capitals mark what the two languages write differently; `translate` fills it in.
 *
 * `A` holds all values end to end, `B` five numbers for each segment: start, length, the two
 * thresholds of saturation, and whether it has them.
 */
import { HISTOGRAM_BINS } from '../../../protocol/readings.ts';

/** Every segment is read by this many lanes side by side, whose partial results are then combined. */
export const LANES = 32;
/** Numbers per segment in `B`. */
export const FIELDS = 5;
/** count, sum, min, max, zeros, saturated */
export const MOMENTS = 6;
/** The bins, and the sum of squared distances to the mean. */
export const SPREAD = HISTOGRAM_BINS + 1;

export interface Kernel {
  readonly name: string;
  /** Names of the inputs, in order. */
  readonly inputs: readonly string[];
  /** Computes `result` for output `index`. */
  readonly body: string;
}

const ROWS = `
  INT s = index / PER;
  INT start = TOINT(AT(B, s * ${FIELDS}));
  INT length = TOINT(AT(B, s * ${FIELDS} + 1));`;

export const moments: Kernel = {
  name: 'moments',
  inputs: ['A', 'B'],
  body: `${ROWS.replace('PER', String(LANES * MOMENTS))}
  INT lane = (index / ${MOMENTS}) % ${LANES};
  INT k = index % ${MOMENTS};
  FLOAT low = AT(B, s * ${FIELDS} + 2);
  FLOAT high = AT(B, s * ${FIELDS} + 3);
  BOOL bounded = AT(B, s * ${FIELDS} + 4) > 0.5;
  FLOAT result = 0.0;
  if (k == 2) { result = 3.4e38; }
  if (k == 3) { result = -3.4e38; }
  for (INT i = lane; i < length; i = i + ${LANES}) {
    FLOAT v = AT(A, start + i);
    if (FINITE(v)) {
      if (k == 0) { result = result + 1.0; }
      if (k == 1) { result = result + v; }
      if (k == 2) { result = min(result, v); }
      if (k == 3) { result = max(result, v); }
      if (k == 4 && v == 0.0) { result = result + 1.0; }
      if (k == 5 && bounded && (v < low || v > high)) { result = result + 1.0; }
    }
  }`,
};

/** Combines the lanes of a segment: minimum and maximum for those two moments, sums for everything else. */
const combined = (name: string, per: number, minimum: number, maximum: number): Kernel => ({
  name,
  inputs: ['A'],
  body: `
  INT s = index / ${per};
  INT k = index % ${per};
  FLOAT result = AT(A, s * ${LANES * per} + k);
  for (INT lane = 1; lane < ${LANES}; lane = lane + 1) {
    FLOAT v = AT(A, (s * ${LANES} + lane) * ${per} + k);
    if (k == ${minimum}) { result = min(result, v); }
    else { if (k == ${maximum}) { result = max(result, v); } else { result = result + v; } }
  }`,
});

export const combinedMoments = combined('combined_moments', MOMENTS, 2, 3);
export const combinedSpread = combined('combined_spread', SPREAD, -1, -1);

/** `C` holds the combined moments. */
export const spread: Kernel = {
  name: 'spread',
  inputs: ['A', 'B', 'C'],
  body: `${ROWS.replace('PER', String(LANES * SPREAD))}
  INT lane = (index / ${SPREAD}) % ${LANES};
  INT k = index % ${SPREAD};
  FLOAT mean = AT(C, s * ${MOMENTS} + 1) / max(1.0, AT(C, s * ${MOMENTS}));
  FLOAT low = AT(C, s * ${MOMENTS} + 2);
  FLOAT high = AT(C, s * ${MOMENTS} + 3);
  FLOAT scale = 0.0;
  if (high > low) { scale = ${HISTOGRAM_BINS}.0 / (high - low); }
  FLOAT result = 0.0;
  for (INT i = lane; i < length; i = i + ${LANES}) {
    FLOAT v = AT(A, start + i);
    if (FINITE(v)) {
      if (k == ${HISTOGRAM_BINS}) { result = result + (v - mean) * (v - mean); }
      else {
        INT bin = ${HISTOGRAM_BINS / 2};
        if (scale > 0.0) { bin = min(${HISTOGRAM_BINS - 1}, TOINT(floor((v - low) * scale))); }
        if (bin == k) { result = result + 1.0; }
      }
    }
  }`,
};

/** Whether a unit is zero in every row; `B` holds the place of its first value, the step to the next row, and the rows. */
export const silentUnit: Kernel = {
  name: 'silent_unit',
  inputs: ['A', 'B'],
  body: `
  INT start = TOINT(AT(B, index * 3));
  INT stride = TOINT(AT(B, index * 3 + 1));
  INT rows = TOINT(AT(B, index * 3 + 2));
  FLOAT result = 1.0;
  for (INT row = 0; row < rows; row = row + 1) {
    if (AT(A, start + row * stride) != 0.0) { result = 0.0; }
  }`,
};

/** Silent units of each segment; `B` holds the place of its first unit and how many it has. */
export const silentUnits: Kernel = {
  name: 'silent_units',
  inputs: ['A', 'B'],
  body: `
  INT first = TOINT(AT(B, index * 2));
  INT units = TOINT(AT(B, index * 2 + 1));
  FLOAT result = 0.0;
  for (INT unit = 0; unit < units; unit = unit + 1) { result = result + AT(A, first + unit); }`,
};

type Language = 'wgsl' | 'glsl';

const WORDS: Readonly<Record<Language, readonly (readonly [RegExp, string])[]>> = {
  wgsl: [
    [/\bINT (\w+)/g, 'var $1 : i32'],
    [/\bFLOAT (\w+)/g, 'var $1 : f32'],
    [/\bBOOL (\w+)/g, 'let $1 : bool'],
    [/\bTOINT\(/g, 'i32('],
    [/\bFINITE\((\w+)\)/g, '(bitcast<u32>($1) & 0x7f800000u) != 0x7f800000u'],
  ],
  glsl: [
    [/\bINT (\w+)/g, 'int $1'],
    [/\bFLOAT (\w+)/g, 'float $1'],
    [/\bBOOL (\w+)/g, 'bool $1'],
    [/\bTOINT\(/g, 'int('],
    [/\bFINITE\((\w+)\)/g, '(floatBitsToUint($1) & 0x7f800000u) != 0x7f800000u'],
  ],
};

/** The body in the words of one language. */
export function translate({ body }: Kernel, language: Language): string {
  const worded = WORDS[language].reduce((text, [word, meaning]) => text.replaceAll(word, meaning), body);
  return accesses(worded, language);
}

/** `AT(A, place)` becomes `A[place]` or `getA(place)`; the place may hold brackets of its own. */
function accesses(text: string, language: Language): string {
  let found = '';
  let rest = text;
  for (let at = rest.indexOf('AT('); at >= 0; at = rest.indexOf('AT(')) {
    let depth = 1;
    let end = at + 3;
    for (; depth > 0; end++) depth += rest[end] === '(' ? 1 : rest[end] === ')' ? -1 : 0;
    const [name = '', ...place] = rest.slice(at + 3, end - 1).split(',');
    const index = place.join(',').trim();
    found += rest.slice(0, at) + (language === 'wgsl' ? `${name}[${index}]` : `get${name}(${index})`);
    rest = rest.slice(end);
  }
  return found + rest;
}
