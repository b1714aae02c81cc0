/** Writes the shader of a dispatch: every kernel in it, told apart by the number of the workgroup. */
import { must } from '../../../../base/invariant.ts';
import type { Loop } from '../../fuse/group.ts';
import type { MatMulStep, ReduceStep } from '../../fuse/steps.ts';
import type { Move } from '../../moves.ts';
import { sizeOfValue } from '../../program.ts';
import type { Value } from '../../program.ts';
import type { BufferId, DType } from '../../trace.ts';
import { expression, FUNCTIONS, number } from './expressions.ts';
import type { Operand } from './expressions.ts';
import { accessOf, BLOCK } from './layout.ts';
import type { Cut, Part, Share, Unit } from './layout.ts';
import { accumulator, together } from './reductions.ts';
import type { Accumulator } from './reductions.ts';
import type { Kernel } from './schedule.ts';

export interface Surroundings {
  /** Where the buffer begins in the arena, in entries. */
  at(buffer: BufferId): number;
  literal(value: Value): number | undefined;
  /** Whether anybody but this loop reads the buffer. */
  wanted(buffer: BufferId): boolean;
  /** Threads that work together for one owner: 1, or all of a workgroup. */
  readonly threads: number;
  readonly workgroup: number;
}

export interface Shader {
  readonly code: string;
  readonly groups: readonly [x: number, y: number, z: number];
}

/** Workgroups in a row; more of them go into further rows. */
const ACROSS = 32_768;
const alone = (cut: Cut) => cut === 'entry' || cut === 'block';

export function writeShader(kernels: readonly Kernel[], around: Surroundings): Shader {
  const { threads, workgroup } = around;
  let groups = 0;
  const branches = kernels.map(({ share, units }) => {
    const single = threads === 1 || alone(share.cut);
    const first = groups;
    groups += single ? Math.ceil(share.owners / workgroup) : share.owners;
    const pause = single ? '\n' : '\nstorageBarrier(); workgroupBarrier();\n';
    const work = units.map((unit) => writeUnit(unit, share, around)).join(pause);
    const body = single
      ? `let owner = (w - ${first}u) * ${workgroup}u + t; if (owner < ${share.owners}u) { ${work} }`
      : `let owner = w - ${first}u; ${work}`;
    return `if (w < ${groups}u) { ${body} }`;
  });
  const code = `
@group(0) @binding(0) var<storage, read_write> arena: array<u32>;
fn number_at(i: u32) -> f32 { return bitcast<f32>(arena[i]); }
fn put_number(i: u32, x: f32) { arena[i] = bitcast<u32>(x); }
${FUNCTIONS}
${together(threads)}
@compute @workgroup_size(${workgroup})
fn main(@builtin(workgroup_id) id: vec3<u32>, @builtin(local_invocation_index) t: u32) {
  let w = id.x + id.y * ${ACROSS}u;
  ${branches.join(' else ')}
}`;
  return { code, groups: [Math.min(groups, ACROSS), Math.ceil(groups / ACROSS), 1] };
}

function writeUnit(unit: Unit, share: Share, around: Surroundings): string {
  if (unit.step === 'loop') return new LoopText(unit, share, around).text();
  if (unit.step === 'transfer') return writeMove(unit.move, around);
  return share.cut === 'block' ? writeBlock(unit, around) : writeProduct(unit, share, around);
}

const addressOf = ({ buffer, offset }: Value, { at }: Surroundings): number => at(buffer) + offset;
/** A loop in which the threads of an owner take turns. */
const turns = (name: string, count: number, threads: number, inside: string): string =>
  threads === 1
    ? `for (var ${name} = 0u; ${name} < ${count}u; ${name}++) { ${inside} }`
    : `for (var ${name} = t; ${name} < ${count}u; ${name} += ${threads}u) { ${inside} }`;

class LoopText {
  private readonly columns: number;
  private readonly rows: number;
  private readonly accumulators = new Map<ReduceStep, Accumulator>();

  constructor(
    private readonly loop: Loop,
    private readonly share: Share,
    private readonly around: Surroundings,
  ) {
    const { size, columns } = loop.domain;
    const { cut, owners } = share;
    this.columns = columns ?? (cut === 'column' ? owners : cut === 'row' ? size / owners : size);
    this.rows = size / this.columns;
    for (const part of loop.parts) {
      if (part.step !== 'reduce') continue;
      const count = { all: size, rows: this.rows, columns: this.columns }[part.over];
      const name = `sum${this.accumulators.size}`;
      this.accumulators.set(part, accumulator(part, name, count, around.threads));
    }
  }

  text(): string {
    const { rows, columns, share, around, loop } = this;
    const { threads } = around;
    const sums = [...this.accumulators.values()];
    const split = `let row = i / ${columns}u; let column = i % ${columns}u;`;
    const body = this.body();
    const run = {
      entry: () => `let i = owner; ${split} ${body}`,
      block: () => '',
      column: () => `let column = owner; ${turns('row', rows, threads, `let i = row * ${columns}u + column; ${body}`)}`,
      row: () => `let row = owner; ${turns('column', columns, threads, `let i = row * ${columns}u + column; ${body}`)}`,
      whole: () => turns('i', loop.domain.size, threads, `${split} ${body}`),
    }[share.cut]();
    const finish = [...this.accumulators].map(([{ outputs }, { after, result }]) => {
      const index = share.cut === 'whole' ? '0u' : 'owner';
      const store = `put_number(${addressOf(outputs[0], around)}u + ${index}, ${result});`;
      return `${after} ${threads === 1 ? store : `if (t == 0u) { ${store} }`}`;
    });
    return `{ ${sums.map(({ before }) => before).join(' ')} ${run} ${finish.join(' ')} }`;
  }

  private body(): string {
    const { around } = this;
    const lines: string[] = [];
    const held = new Map<string, string>();
    let count = 0;
    const name = (text: string): string => {
      const fresh = `v${count++}`;
      lines.push(`let ${fresh} = ${text};`);
      return fresh;
    };
    const operand = (value: Value, part: Part): Operand => {
      const literal = around.literal(value);
      if (literal !== undefined) return { text: number(literal), literal };
      const access = must(accessOf(value, part), 'a way to read an operand');
      const key = `${access} ${value.buffer}+${value.offset}`;
      const index = { each: ' + i', one: '', perColumn: ' + column', perRow: ' + row' }[access];
      const known = held.get(key) ?? name(`number_at(${addressOf(value, around)}u${index})`);
      held.set(key, known);
      return { text: known };
    };
    for (const part of this.loop.parts) {
      const operands = part.inputs.map((input) => operand(input, part));
      if (part.step === 'reduce') {
        const sum = must(this.accumulators.get(part), 'an accumulator');
        lines.push(sum.add(must(operands[0], 'an operand').text, part.over === 'columns' ? 'column' : 'i'));
        continue;
      }
      const [output] = part.outputs;
      const made = name(expression(part.kernel, part.attributes, operands));
      held.set(`each ${output.buffer}+${output.offset}`, made);
      if (around.wanted(output.buffer)) lines.push(`put_number(${addressOf(output, around)}u + i, ${made});`);
    }
    return lines.join('\n');
  }
}

/** One column or one row of a product. */
function writeProduct(product: MatMulStep, { cut }: Share, around: Surroundings): string {
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
function writeBlock(product: MatMulStep, around: Surroundings): string {
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

function factors({ m, k, n, transposeA, transposeB }: MatMulStep, around: Surroundings) {
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

function writeMove(move: Move, { at }: Surroundings): string {
  if (move.move === 'fill') throw new Error('What is filled is a constant');
  const from = at(move.from) + move.fromStart;
  if (move.move === 'convert') return convert(from, at(move.to), move.fromType, move.toType);
  const { length, fromStride, toStride, toStart, to } = move;
  const place = (start: number, stride: number) => `${start}u + owner / ${length}u * ${stride}u + owner % ${length}u`;
  return `arena[${place(at(to) + toStart, toStride)}] = arena[${place(from, fromStride)}];`;
}

/** Flags are whole numbers here, as tfjs keeps them on this backend. */
function convert(from: number, to: number, fromType: DType, toType: DType): string {
  const read = fromType === 'float32' ? `number_at(${from}u + owner)` : `bitcast<i32>(arena[${from}u + owner])`;
  if (toType === 'float32') return `put_number(${to}u + owner, f32(${read}));`;
  const whole =
    toType === 'bool'
      ? `select(0u, 1u, ${read} != ${fromType === 'float32' ? '0f' : '0'})`
      : `bitcast<u32>(i32(${read}))`;
  return `arena[${to}u + owner] = ${whole};`;
}
