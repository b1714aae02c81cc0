/** Products of matrices, by threads that work each for itself: a column, a row or a block. */
import type { MatMulStep } from '../../fuse/steps.ts';
import { sizeOfValue } from '../../program.ts';
import type { Value } from '../../program.ts';
import { number } from './expressions.ts';
import { BLOCK } from './shader-parts.ts';
import type { Share } from './shader-parts.ts';
import { addressOf, turns } from './surroundings.ts';
import type { Surroundings } from './surroundings.ts';

/** One column or one row of a product. */
export function writeProduct(product: MatMulStep, { cut }: Share, around: Surroundings): string {
  const { m, k, n, inputs, outputs } = product;
  const { left, right } = factors(product, around);
  const inside = `var sum = 0f;
    for (var k = 0u; k < ${k}u; k++) { sum += ${left(inputs[0], 'row', 'k')} * ${right(inputs[1], 'k', 'column')}; }
    put_number(${addressOf(outputs[0], around)}u + row * ${n}u + column, sum);`;
  return cut === 'column'
    ? `{ let column = owner; ${turns('row', m, around.threads, inside)} }`
    : `{ let row = owner; ${turns('column', n, around.threads, inside)} }`;
}

/** A block of a product: few reads for many multiplications. */
export function writeBlock(product: MatMulStep, around: Surroundings): string {
  const { m, k, n, inputs, outputs, batch } = product;
  const { left, right } = factors(product, around);
  const [down, across] = [Math.ceil(m / BLOCK), Math.ceil(n / BLOCK)];
  const four = Array.from({ length: BLOCK }, (_x, i) => i);
  const each = (line: (r: number, c: number) => string) => four.flatMap((r) => four.map((c) => line(r, c))).join('\n');
  // Beyond the edge the last row or column is read once more.
  const row = (r: number) => (m % BLOCK === 0 ? `(row + ${r}u)` : `min(row + ${r}u, ${m - 1}u)`);
  const column = (c: number) => (n % BLOCK === 0 ? `(column + ${c}u)` : `min(column + ${c}u, ${n - 1}u)`);
  const whole = m % BLOCK === 0 && n % BLOCK === 0;
  const store = (r: number, c: number) => {
    const put = `put_number(${addressOf(outputs[0], around)}u + at * ${m * n}u + (row + ${r}u) * ${n}u + column + ${c}u, s${r}${c});`;
    return whole ? put : `if (row + ${r}u < ${m}u && column + ${c}u < ${n}u) { ${put} }`;
  };
  return `{
    let at = owner / ${down * across}u;
    let row = owner % ${down * across}u / ${across}u * ${BLOCK}u;
    let column = owner % ${across}u * ${BLOCK}u;
    ${batch > 1 ? '' : '_ = at;'}
    ${each((r, c) => `var s${r}${c} = 0f;`)}
    for (var k = 0u; k < ${k}u; k++) {
      ${four.map((r) => `let a${r} = ${left(inputs[0], row(r), 'k')};`).join('\n')}
      ${four.map((c) => `let b${c} = ${right(inputs[1], 'k', column(c))};`).join('\n')}
      ${each((r, c) => `s${r}${c} += a${r} * b${c};`)}
    }
    ${each(store)}
  }`;
}

/** How entries of both factors are read. */
export function factors({ m, k, n, transposeA, transposeB }: MatMulStep, around: Surroundings) {
  const read = (value: Value, matrix: number, index: string) => {
    const literal = around.literal(value);
    if (literal !== undefined) return number(literal);
    const batch = sizeOfValue(value) > matrix ? ` + at * ${matrix}u` : '';
    return `number_at(${addressOf(value, around)}u${batch} + ${index})`;
  };
  return {
    left: (value: Value, row: string, inner: string) =>
      read(value, m * k, transposeA ? `${inner} * ${m}u + ${row}` : `${row} * ${k}u + ${inner}`),
    right: (value: Value, inner: string, column: string) =>
      read(value, k * n, transposeB ? `${column} * ${k}u + ${inner}` : `${inner} * ${n}u + ${column}`),
  };
}
