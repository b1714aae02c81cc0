/*
 * Large products on a graphics card. A workgroup makes one tile of the result: it brings a strip of both factors into
 * memory that its threads share, each number once, and multiplies from there. Read from the arena by every thread that
 * needs it, a factor would be read as often as the tile is wide, and waited for each time.
 */
import type { MatMulStep } from '../../fuse/steps.ts';
import type { Value } from '../../program.ts';
import { factors } from './products.ts';
import { addressOf } from './surroundings.ts';
import type { Surroundings } from './surroundings.ts';

/** Threads stand in a square of this side. */
const SIDE = 8;
/** How deep the strips are: sums over so many entries between two barriers. */
const DEPTH = 32;
/** Rows and columns of a tile: large ones read less, small ones are enough for more workgroups. */
const LARGE = 32;
const SMALL = 16;
/** Workgroups that keep a card busy. */
const ENOUGH = 128;

interface Tiling {
  readonly side: number;
  readonly across: number;
  /** Of one matrix. */
  readonly tiles: number;
}

function tilingOf({ m, n, batch }: MatMulStep): Tiling {
  const by = (side: number): Tiling => {
    const across = Math.ceil(n / side);
    return { side, across, tiles: Math.ceil(m / side) * across };
  };
  const large = by(LARGE);
  return large.tiles * batch >= ENOUGH ? large : by(SMALL);
}

/** Threads that a workgroup must have for tiles. */
export const TILE_THREADS = SIDE * SIDE;

/** Workgroups that make the product. */
export const tilesOf = (product: MatMulStep): number => tilingOf(product).tiles * product.batch;

/** Where the strips lie; one more number in each row, so that threads that write down a column do not wait for one another. */
export const STRIPS = `
var<workgroup> strip_a: array<f32, ${DEPTH * (LARGE + 1)}>;
var<workgroup> strip_b: array<f32, ${DEPTH * (LARGE + 1)}>;`;

/** [m, k] · [k, n] for each matrix of the batch, for a shader that declares `STRIPS` and has `TILE_THREADS` threads. */
export function writeTile(product: MatMulStep, around: Surroundings): string {
  const { m, k, n, inputs, outputs, batch, transposeA, transposeB } = product;
  const { side, across, tiles } = tilingOf(product);
  const { left, right } = factors(product, around);
  const row = side + 1;
  const own = Array.from({ length: side / SIDE }, (_x, i) => i);
  const each = (line: (r: number, c: number) => string) => own.flatMap((r) => own.map((c) => line(r, c))).join('\n');
  /** Threads side by side read numbers side by side; beyond an edge something else is read, and not taken. */
  const bring = (strip: string, deepFirst: boolean, length: number, read: (along: string, deep: string) => string) => {
    const inside = [
      ...(length % side === 0 ? [] : [`along < ${length}u`]),
      ...(k % DEPTH === 0 ? [] : [`deep < ${k}u`]),
    ];
    const number = read('along', 'deep');
    const put = `${strip}[d * ${row}u + i] = `;
    return `for (var e = t; e < ${side * DEPTH}u; e += ${TILE_THREADS}u) {
      ${deepFirst ? `let d = e % ${DEPTH}u; let i = e / ${DEPTH}u;` : `let i = e % ${side}u; let d = e / ${side}u;`}
      let along = ${strip === 'strip_a' ? 'top' : 'first'} + i; let deep = begin + d;
      ${put}${inside.length === 0 ? number : `select(0f, ${number}, ${inside.join(' && ')})`};
    }`;
  };
  const store = (r: number, c: number) => {
    const [down, aside] = [`top + below + ${r * SIDE}u`, `first + beside + ${c * SIDE}u`];
    const put = `put_number(${addressOf(outputs[0], around)}u + at * ${m * n}u + (${down}) * ${n}u + ${aside}, s${r}${c});`;
    const inside = [...(m % side === 0 ? [] : [`${down} < ${m}u`]), ...(n % side === 0 ? [] : [`${aside} < ${n}u`])];
    return inside.length === 0 ? put : `if (${inside.join(' && ')}) { ${put} }`;
  };
  const readLeft = (value: Value) => (along: string, deep: string) => left(value, along, deep);
  const readRight = (value: Value) => (along: string, deep: string) => right(value, deep, along);
  return `{
    let at = owner / ${tiles}u;
    let top = owner % ${tiles}u / ${across}u * ${side}u;
    let first = owner % ${across}u * ${side}u;
    let below = t / ${SIDE}u;
    let beside = t % ${SIDE}u;
    ${batch > 1 ? '' : '_ = at;'}
    ${each((r, c) => `var s${r}${c} = 0f;`)}
    for (var begin = 0u; begin < ${k}u; begin += ${DEPTH}u) {
      ${bring('strip_a', !transposeA, m, readLeft(inputs[0]))}
      ${bring('strip_b', transposeB, n, readRight(inputs[1]))}
      workgroupBarrier();
      for (var d = 0u; d < ${DEPTH}u; d++) {
        ${own.map((r) => `let a${r} = strip_a[d * ${row}u + below + ${r * SIDE}u];`).join('\n')}
        ${own.map((c) => `let b${c} = strip_b[d * ${row}u + beside + ${c * SIDE}u];`).join('\n')}
        ${each((r, c) => `s${r}${c} += a${r} * b${c};`)}
      }
      workgroupBarrier();
    }
    ${each(store)}
  }`;
}
