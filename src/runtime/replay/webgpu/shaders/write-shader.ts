/** Writes the shader of a dispatch: every kernel in it, told apart by the number of the workgroup. */
import { must } from '../../../../base/invariant.ts';
import type { Loop } from '../../fuse/group.ts';
import { accessOf } from '../../fuse/steps.ts';
import type { MatMulStep, Part, ReduceStep } from '../../fuse/steps.ts';
import type { Move } from '../../moves.ts';
import type { Value } from '../../program.ts';
import type { DType } from '../../trace.ts';
import { expression, FUNCTIONS, number } from './expressions.ts';
import type { Operand } from './expressions.ts';
import type { Share, Unit } from './shader-parts.ts';
import { writeBlock, writeProduct } from './products.ts';
import { accumulator, together } from './reductions.ts';
import type { Accumulator } from './reductions.ts';
import type { Kernel } from './dispatch-levels.ts';
import { addressOf, turns } from './surroundings.ts';
import type { Surroundings } from './surroundings.ts';
import { STRIPS, TILE_THREADS, tilesOf, writeTile } from './tiles.ts';

export interface Shader {
  readonly code: string;
  readonly groups: readonly [x: number, y: number, z: number];
}

/** Workgroups in a row; more of them go into further rows. */
const ACROSS = 32_768;

/** Entries of an owner from which on a large workgroup is worth it, where the kernel has no tiles. */
const LONG = 2048;
const LARGE_GROUP = 256;

/** Threads of a workgroup on a graphics card: sums over very many entries for few owners would leave most of it idle. */
export function threadsFor(kernels: readonly Kernel[]): number {
  const some = (test: (kernel: Kernel, unit: Unit) => boolean) =>
    kernels.some((kernel) => kernel.units.some((unit) => test(kernel, unit)));
  const shared = ({ cut }: Share) => cut !== 'entry' && cut !== 'block';
  const tiles = some(({ share }, unit) => share.cut === 'block' && unit.step === 'matmul');
  const long = some(
    ({ share }, unit) => unit.step === 'loop' && shared(share) && unit.domain.size / share.owners >= LONG,
  );
  return long && !tiles ? LARGE_GROUP : TILE_THREADS;
}

/** A kernel that makes a large product by tiles, where there are threads for that. */
function tiled({ share, units: [unit] }: Kernel, { threads }: Surroundings): MatMulStep | undefined {
  return share.cut === 'block' && threads === TILE_THREADS && unit?.step === 'matmul' ? unit : undefined;
}

export function writeShader(kernels: readonly Kernel[], around: Surroundings): Shader {
  const { threads, workgroup } = around;
  let groups = 0;
  const branches = kernels.map((kernel) => {
    const { share, units } = kernel;
    const tile = tiled(kernel, around);
    const single = tile === undefined && (threads === 1 || share.cut === 'entry' || share.cut === 'block');
    const owners = tile === undefined ? share.owners : tilesOf(tile);
    const first = groups;
    groups += single ? Math.ceil(owners / workgroup) : owners;
    const pause = single ? '\n' : '\nstorageBarrier(); workgroupBarrier();\n';
    const work = tile === undefined ? units.map((unit) => writeUnit(unit, share, around)) : [writeTile(tile, around)];
    const body = single
      ? `let owner = (w - ${first}u) * ${workgroup}u + t; if (owner < ${owners}u) { ${work.join(pause)} }`
      : `let owner = w - ${first}u; ${work.join(pause)}`;
    return `if (w < ${groups}u) { ${body} }`;
  });
  const code = `
@group(0) @binding(0) var<storage, read_write> arena: array<u32>;
fn number_at(i: u32) -> f32 { return bitcast<f32>(arena[i]); }
fn put_number(i: u32, x: f32) { arena[i] = bitcast<u32>(x); }
${FUNCTIONS}
${together(threads)}
${kernels.some((kernel) => tiled(kernel, around) !== undefined) ? STRIPS : ''}
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
