/*
 * Writes a loop over rows and columns. Four columns are done at a time, what is left over one by one with
 * the same code: a single number is then read into all lanes and only the first lane counts.
 */
import { must } from '../../../base/invariant.ts';
import { readingOf } from '../fuse/access.ts';
import type { Access } from '../fuse/access.ts';
import type { Loop } from '../fuse/group.ts';
import type { MapStep, ReduceStep } from '../fuse/steps.ts';
import type { Value } from '../program.ts';
import type { BufferId } from '../trace.ts';
import type { Code, Local, Push } from './code.ts';
import { elementwise } from './elementwise.ts';
import type { Operand } from './elementwise.ts';
import type { Functions } from './functions.ts';
import { accumulator } from './reduction.ts';
import type { Accumulator } from './reduction.ts';

export interface Surroundings {
  readonly code: Code;
  readonly functions: Functions;
  /** Where the value lies, in bytes from the start of the memory. */
  address(value: Value): number;
  /** The number that fills the whole value, if it is a constant of that kind. */
  literal(value: Value): number | undefined;
  /** Whether anybody but this loop reads the buffer. */
  wanted(buffer: BufferId): boolean;
}

type Part = MapStep | ReduceStep;
type Lanes = 4 | 1;

const keyOf = ({ buffer, offset }: Value): string => `${buffer}+${offset}`;
const shapeOf = (part: Part) => (part.step === 'map' ? part.outputs[0].shape : part.inputs[0].shape);

export function emitLoop(loop: Loop, around: Surroundings): void {
  new LoopWriter(loop, around).write();
}

class LoopWriter {
  private readonly code: Code;
  private readonly rows: number;
  private readonly columns: number;
  /** Byte offsets: of the entry, of its column, of its row in a list of one number per row. */
  private readonly entry: Local;
  private readonly column: Local;
  private readonly row: Local;
  private readonly rowStart: Local;
  private readonly zero: Local;
  /** Values that stay the same over the whole loop, a row or a column. */
  private readonly steady = new Map<string, Local>();
  private readonly accumulators = new Map<ReduceStep, Accumulator>();

  constructor(
    private readonly loop: Loop,
    private readonly around: Surroundings,
  ) {
    const { code } = around;
    this.code = code;
    const { size, columns = size } = loop.domain;
    this.columns = columns;
    this.rows = size / columns;
    this.entry = code.local('i32');
    this.column = code.local('i32');
    this.row = code.local('i32');
    this.rowStart = code.local('i32');
    this.zero = code.local('i32');
    for (const part of loop.parts) {
      if (part.step === 'reduce') this.accumulators.set(part, accumulator(code, part, this.rows, columns));
    }
  }

  write(): void {
    const { code } = this;
    code.set(this.zero, () => code.i32(0));
    this.prepare('one');
    this.each('all', (one) => one.start());
    if (this.loop.parts.some((part) => part.step === 'reduce' && part.over === 'rows')) this.columnsFirst();
    else this.rowsFirst();
    this.finish('all', this.zero, 1);
  }

  private rowsFirst(): void {
    const { code, rows, columns } = this;
    code.set(this.row, () => code.i32(0));
    code.repeat(this.rowStart, rows * columns * 4, columns * 4, () => {
      this.prepare('perRow');
      this.each('columns', (one) => one.start());
      this.acrossColumns((lanes) => {
        code.set(this.entry, () =>
          code.plain(
            'i32.add',
            () => code.get(this.rowStart),
            () => code.get(this.column),
          ),
        );
        this.body(lanes);
      });
      this.finish('columns', this.row, 1);
      code.set(this.row, () =>
        code.plain(
          'i32.add',
          () => code.get(this.row),
          () => code.i32(4),
        ),
      );
    });
  }

  private columnsFirst(): void {
    const { code, rows, columns } = this;
    this.acrossColumns((lanes) => {
      this.prepare('perColumn', lanes);
      this.each('rows', (one) => one.start());
      code.set(this.row, () => code.i32(0));
      code.repeat(this.rowStart, rows * columns * 4, columns * 4, () => {
        code.set(this.entry, () =>
          code.plain(
            'i32.add',
            () => code.get(this.rowStart),
            () => code.get(this.column),
          ),
        );
        this.body(lanes);
        code.set(this.row, () =>
          code.plain(
            'i32.add',
            () => code.get(this.row),
            () => code.i32(4),
          ),
        );
      });
      this.finish('rows', this.column, lanes);
    });
  }

  /** The columns four at a time, then the rest of them. */
  private acrossColumns(inside: (lanes: Lanes) => void): void {
    const { code, columns } = this;
    const bulk = Math.floor(columns / 4) * 16;
    code.repeat(this.column, bulk, 16, () => inside(4));
    if (bulk === columns * 4) return;
    code.loop(
      this.column,
      () => code.i32(bulk),
      () => code.i32(columns * 4),
      4,
      () => inside(1),
    );
  }

  /** Reads what does not change inside into locals. */
  private prepare(access: Access, lanes: Lanes = 1): void {
    const made = new Set(this.loop.parts.flatMap(({ outputs }) => outputs.map(keyOf)));
    for (const part of this.loop.parts) {
      for (const input of part.inputs) {
        const key = `${access} ${keyOf(input)}`;
        if (made.has(keyOf(input)) || this.around.literal(input) !== undefined) continue;
        if (readingOf(input.shape, shapeOf(part))?.access !== access) continue;
        if (this.steady.has(key) && access === 'one') continue;
        const local = this.steady.get(key) ?? this.code.local('v128');
        this.code.set(local, () => this.read(input, access, lanes));
        this.steady.set(key, local);
      }
    }
    // Columns are prepared once for the bulk and once for the rest, each time anew.
  }

  private read(value: Value, access: Access, lanes: Lanes): void {
    const { code } = this;
    const base = this.around.address(value);
    const index = { each: this.entry, one: this.zero, perColumn: this.column, perRow: this.row }[access];
    const wide = lanes === 4 && (access === 'each' || access === 'perColumn');
    code.vectorLoad(wide ? 'v128.load' : 'v128.load32_splat', () => code.get(index), base);
  }

  private body(lanes: Lanes): void {
    const { code } = this;
    const held = new Map<string, Local>();
    const operand = (value: Value, part: Part): Operand => {
      const literal = this.around.literal(value);
      if (literal !== undefined) return { push: () => code.splat(literal), literal };
      const access = must(readingOf(value.shape, shapeOf(part)), 'a way to read an operand').access;
      const steady = this.steady.get(`${access} ${keyOf(value)}`);
      if (steady !== undefined && this.isSteady(access)) return { push: () => code.get(steady) };
      const key = `${access} ${keyOf(value)}`;
      const known = access === 'each' ? (held.get(keyOf(value)) ?? held.get(key)) : held.get(key);
      if (known !== undefined) return { push: () => code.get(known) };
      const local = code.local('v128');
      code.set(local, () => this.read(value, access, lanes));
      held.set(key, local);
      return { push: () => code.get(local) };
    };
    for (const part of this.loop.parts) {
      const operands = part.inputs.map((input) => operand(input, part));
      if (part.step === 'reduce') {
        must(this.accumulators.get(part), 'an accumulator').add(
          must(operands[0], 'an operand').push,
          lanes,
          this.column,
        );
        continue;
      }
      const [output] = part.outputs;
      const local = code.local('v128');
      const { functions } = this.around;
      code.set(local, () => elementwise(part.kernel, { code, functions, attributes: part.attributes, operands }));
      held.set(keyOf(output), local);
      if (this.around.wanted(output.buffer)) this.store(output, this.entry, lanes, () => code.get(local));
    }
  }

  private isSteady(access: Access): boolean {
    const columnsFirst = this.loop.parts.some((part) => part.step === 'reduce' && part.over === 'rows');
    return access === 'one' || access === (columnsFirst ? 'perColumn' : 'perRow');
  }

  private store(value: Value, index: Local, lanes: Lanes, push: Push): void {
    const { code } = this;
    const base = this.around.address(value);
    if (lanes === 4) code.vectorStore(() => code.get(index), base, push);
    else code.storeLane(() => code.get(index), base, push);
  }

  private each(over: ReduceStep['over'], act: (one: Accumulator) => void): void {
    for (const [part, one] of this.accumulators) if (part.over === over) act(one);
  }

  private finish(over: ReduceStep['over'], index: Local, lanes: Lanes): void {
    for (const [part, one] of this.accumulators) {
      if (part.over === over) this.store(part.outputs[0], index, lanes, () => one.result());
    }
  }
}
