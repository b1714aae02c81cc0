/** The last step before one value of a recurrent layer comes out, with its numbers put in. */
import { compact } from '../../../base/format.ts';
import type { ActivationFunction } from '../../activations/functions/define.ts';
import { activationNamed } from '../../activations/functions/index.ts';
import type { Numbers, WorkedNumbers, WorkedStep, Working } from '../../define/index.ts';
import { at, factor, weightedSum } from '../../worked.ts';
import type { State } from './parts.ts';

/** More products than this are not gone through for one value. */
const MOST_PRODUCTS = 20_000_000;

type Row = readonly number[];

/** What a step finds: sums of one gate for all units, of its inputs and of a memory, and what was carried to it. */
export interface Moment {
  readonly before: readonly Row[];
  readonly unit: number;
  fromInputs(gate: number): Row;
  fromMemory(gate: number, memory: Row): Row;
  /** Both sums of the only gate, written out. */
  readonly written: { inputs(): Omit<WorkedStep, 'name'>; memory(memory: Row): Omit<WorkedStep, 'name'> };
}

interface Cell {
  readonly gates: number;
  readonly states: readonly State[];
  /** What one step carries on, and how one unit of it comes about. */
  step(moment: Moment): { readonly after: readonly Row[]; readonly steps: Working };
}

interface CellParams {
  readonly units: number;
  readonly return_sequences: boolean;
  readonly go_backwards: boolean;
}

export function workedCell(
  { units, return_sequences, go_backwards }: CellParams,
  { inputs, weights, place }: WorkedNumbers,
  { gates, states, step }: Cell,
): Working | undefined {
  const [x] = inputs.inputs;
  const { kernel, recurrent_kernel: recurrent, bias } = weights;
  const [length = 1, features = 1] = x.shape;
  if (kernel === undefined || recurrent === undefined) return undefined;
  const [columns, unit] = [gates * units, place % units];
  const last = return_sequences ? Math.floor(place / units) : length - 1;
  if ((last + 1) * columns * (features + units) > MOST_PRODUCTS) return undefined;
  const column = (matrix: Numbers, row: Row, i: number) =>
    row.map((value, k): [number, number] => [at(matrix, k * columns + i), value]);
  // A second row of biases is that of the memory.
  const biases = [bias, bias?.shape.length === 2 ? bias : undefined];
  const constant = (of: 0 | 1, i: number) => biases[of] && at(biases[of], of * columns + i);
  const sums = (of: 0 | 1, matrix: Numbers, gate: number, row: Row) =>
    Array.from({ length: units }, (_, i) => {
      const own = gate * units + i;
      return row.reduce((all, value, k) => all + value * at(matrix, k * columns + own), constant(of, own) ?? 0);
    });
  let before = states.map(({ input }): Row => {
    const given = inputs[input]?.[0];
    return Array.from({ length: units }, (_, i) => (given === undefined ? 0 : at(given, i)));
  });
  for (let t = 0; ; t++) {
    const from = (go_backwards ? length - 1 - t : t) * features;
    const now = Array.from({ length: features }, (_, i) => at(x, from + i));
    const { after, steps } = step({
      before,
      unit,
      fromInputs: (gate) => sums(0, kernel, gate, now),
      fromMemory: (gate, memory) => sums(1, recurrent, gate, memory),
      written: {
        inputs: () => weightedSum(column(kernel, now, unit), constant(0, unit)),
        memory: (memory) => weightedSum(column(recurrent, memory, unit), undefined),
      },
    });
    if (t >= last) return steps.every(({ value }) => !Number.isNaN(value)) ? steps : undefined;
    before = [...after];
  }
}

/** A function of all units at once; no numbers where it cannot be written out. */
export const bent = (curve: ActivationFunction, row: Row): Row =>
  curve.rowwise === true
    ? row.map((_value, place) => curve.overRow?.(row, place).value ?? Number.NaN)
    : row.map((value) => curve.f(value));

/** `function(from the inputs + from the memory)` of all units, and of one as it is written. */
export function gated(name: string, activation: string, unit: number, inputs: Row, memory: Row) {
  const curve = activationNamed(activation);
  const all = bent(
    curve,
    inputs.map((sum, i) => sum + (memory[i] ?? 0)),
  );
  const text = `${curve.name}(${compact(inputs[unit] ?? Number.NaN)} + ${factor(memory[unit] ?? Number.NaN)})`;
  return { all, step: { name, text, value: all[unit] ?? Number.NaN } };
}
