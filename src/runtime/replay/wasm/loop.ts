/*
 * Writes a loop over rows and columns. Four columns are done at a time, then what is left over, of which only the
 * first lanes count. Where there are only one or two columns, four or two rows are done at a time instead.
 */
import { must } from '../../../base/invariant.ts';
import type { Access } from '../fuse/access.ts';
import type { Loop } from '../fuse/group.ts';
import { accessOf } from '../fuse/steps.ts';
import type { Part, ReduceStep } from '../fuse/steps.ts';
import type { Value } from '../program.ts';
import type { BufferId } from '../trace.ts';
import type { Code, Lanes, Local, Push } from './code.ts';
import { elementwise } from './elementwise.ts';
import type { Operand } from './elementwise.ts';
import { accumulator } from './reduction.ts';
import type { Accumulator } from './reduction.ts';

export interface Surroundings {
  readonly code: Code;
  /** Where the value lies, in bytes from the start of the memory. */
  address(value: Value): number;
  /** The number that fills the whole value, if it is a constant of that kind. */
  literal(value: Value): number | undefined;
  /** Whether anybody but this loop reads the buffer. */
  wanted(buffer: BufferId): boolean;
}

const keyOf = ({ buffer, offset }: Value): string => `${buffer}+${offset}`;

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
  /** Whether a vector holds more than one row. */
  private readonly sideBySide: boolean;
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
    this.sideBySide = columns < 3 && size > columns;
    const across = { rows: this.rows, columns, sideBySide: this.sideBySide };
    this.entry = code.local('i32');
    this.column = code.local('i32');
    this.row = code.local('i32');
    this.rowStart = code.local('i32');
    this.zero = code.local('i32');
    for (const part of loop.parts) {
      if (part.step === 'reduce') this.accumulators.set(part, accumulator(code, part, across));
    }
  }

  write(): void {
    const { code } = this;
    code.set(this.zero, () => code.i32(0));
    this.prepare('one');
    this.each('all', (one) => one.start());
    if (this.sideBySide) this.allAtOnce();
    else if (this.loop.parts.some((part) => part.step === 'reduce' && part.over === 'rows')) this.columnsFirst();
    else this.rowsFirst();
    this.finish('all', this.zero, 1);
  }

  /** More than one row in a vector. */
  private allAtOnce(): void {
    const { rows, columns } = this;
    this.prepare('perColumn');
    this.each('rows', (one) => one.start());
    this.inFours(this.entry, rows * columns, (lanes) => {
      this.each('columns', (one) => one.start());
      this.body(lanes);
      this.finishRows(lanes);
    });
    this.finish('rows', this.zero, columns === 1 ? 1 : 2);
  }

  /** One result for each row that is in the vector. */
  private finishRows(lanes: Lanes): void {
    const { code, columns } = this;
    for (const [part, one] of this.accumulators) {
      if (part.over !== 'columns') continue;
      if (columns === 1) {
        this.store(part.outputs[0], this.entry, lanes, () => one.result());
        continue;
      }
      const both = code.local('v128');
      code.set(both, () => one.result());
      this.store(part.outputs[0], this.halfOfEntry(), lanes === 4 ? 2 : 1, () => code.shuffle(both, [0, 2, 0, 2]));
    }
  }

  /** Where the row lies in a list of one number per row, when rows have two columns. */
  private halfOfEntry(): Local {
    const { code } = this;
    code.set(this.row, () =>
      code.plain(
        'i32.shr_u',
        () => code.get(this.entry),
        () => code.i32(1),
      ),
    );
    return this.row;
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

  private acrossColumns(inside: (lanes: Lanes) => void): void {
    this.inFours(this.column, this.columns, inside);
  }

  /** Counts bytes: four entries at a time, then what is left. */
  private inFours(counter: Local, count: number, inside: (lanes: Lanes) => void): void {
    const { code } = this;
    const bulk = Math.floor(count / 4) * 16;
    code.repeat(counter, bulk, 16, () => inside(4));
    const left = count % 4;
    if (left === 0) return;
    code.set(counter, () => code.i32(bulk));
    inside(left as Lanes);
  }

  /** Reads what does not change inside into locals. */
  private prepare(access: Access, lanes: Lanes = 1): void {
    const made = new Set(this.loop.parts.flatMap(({ outputs }) => outputs.map(keyOf)));
    for (const part of this.loop.parts) {
      for (const input of part.inputs) {
        const key = `${access} ${keyOf(input)}`;
        if (made.has(keyOf(input)) || this.around.literal(input) !== undefined) continue;
        if (accessOf(input, part) !== access) continue;
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
    if (this.sideBySide && access !== 'one') return this.readSideBySide(base, access, lanes);
    if (access === 'each') code.loadLanes(lanes, () => code.get(this.entry), base);
    else if (access === 'perColumn') code.loadLanes(lanes, () => code.get(this.column), base);
    else code.vectorLoad('v128.load32_splat', () => code.get(access === 'one' ? this.zero : this.row), base);
  }

  private readSideBySide(base: number, access: Exclude<Access, 'one'>, lanes: Lanes): void {
    const { code } = this;
    const two = this.columns === 2;
    if (access === 'perColumn') {
      code.vectorLoad(two ? 'v128.load64_splat' : 'v128.load32_splat', () => code.get(this.zero), base);
    } else if (access === 'each' || !two) {
      code.loadLanes(lanes, () => code.get(this.entry), base);
    } else {
      const row = this.halfOfEntry();
      const both = code.local('v128');
      code.set(both, () => code.loadLanes(lanes === 4 ? 2 : 1, () => code.get(row), base));
      code.shuffle(both, [0, 0, 1, 1]);
    }
  }

  private body(lanes: Lanes): void {
    const { code } = this;
    const held = new Map<string, Local>();
    const operand = (value: Value, part: Part): Operand => {
      const literal = this.around.literal(value);
      if (literal !== undefined) return { push: () => code.splat(literal), literal };
      const access = must(accessOf(value, part), 'a way to read an operand');
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
          this.sideBySide ? this.zero : this.column,
        );
        continue;
      }
      const [output] = part.outputs;
      const local = code.local('v128');
      code.set(local, () => elementwise(part.kernel, { code, attributes: part.attributes, operands }));
      held.set(keyOf(output), local);
      if (this.around.wanted(output.buffer)) this.store(output, this.entry, lanes, () => code.get(local));
    }
  }

  private isSteady(access: Access): boolean {
    if (this.sideBySide) return access === 'one' || access === 'perColumn';
    const columnsFirst = this.loop.parts.some((part) => part.step === 'reduce' && part.over === 'rows');
    return access === 'one' || access === (columnsFirst ? 'perColumn' : 'perRow');
  }

  private store(value: Value, index: Local, lanes: Lanes, push: Push): void {
    const { code } = this;
    code.storeLanes(lanes, () => code.get(index), this.around.address(value), push);
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
