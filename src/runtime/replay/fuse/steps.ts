/*
 * Kernels by what they do to numbers: entry by entry, reductions, products of matrices. Known here by
 * tfjs' kernel names and attributes, which all backends share; whatever is not known stays as recorded.
 */
import { must } from '../../../base/invariant.ts';
import { sizeOf } from '../../../base/shape.ts';
import type { MoveStep, RawStep, Step, Value } from '../program.ts';
import type { Attributes } from '../trace.ts';
import { readingOf, reductionOf } from './access.ts';
import type { Access, Domain } from './access.ts';

/** One result for each entry, from the entries of the inputs there. */
export interface MapStep {
  readonly step: 'map';
  readonly kernel: string;
  readonly attributes: Attributes;
  readonly inputs: readonly Value[];
  readonly outputs: readonly [Value];
  readonly domain: Domain;
}

export type Reduction = 'Sum' | 'Mean' | 'Max' | 'Min' | 'Prod' | 'ArgMax' | 'ArgMin' | 'All' | 'Any';

/** `rows`: adds the rows up, one result per column; `columns`: one result per row. */
export interface ReduceStep {
  readonly step: 'reduce';
  readonly kernel: Reduction;
  readonly over: 'all' | 'rows' | 'columns';
  readonly inputs: readonly [Value];
  readonly outputs: readonly [Value];
  readonly domain: Domain;
}

/** `batch` products of an m×k with a k×n matrix; a factor with one matrix only serves all. */
export interface MatMulStep {
  readonly step: 'matmul';
  readonly inputs: readonly [Value, Value];
  readonly outputs: readonly [Value];
  readonly batch: number;
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** What a loop can be made of. */
export type Part = MapStep | ReduceStep;

/** Of what it makes, or of what it sums up: the shape that it goes through. */
const shapeOf = (part: Part) => (part.step === 'map' ? part.outputs[0].shape : part.inputs[0].shape);
/** How it reads a value there; undefined where that is no simple way. */
export const accessOf = (value: Value, part: Part): Access | undefined => readingOf(value.shape, shapeOf(part))?.access;

export type Understood = MapStep | ReduceStep | MatMulStep;

const BINARY =
  'Add Sub Multiply RealDiv Maximum Minimum SquaredDifference Pow Equal NotEqual Greater GreaterEqual Less LessEqual LogicalAnd LogicalOr Prelu EluGrad';
const UNARY =
  'Neg Abs Sqrt Rsqrt Square Reciprocal Relu Relu6 Step Sign Exp Expm1 Log Log1p Sigmoid Tanh Softplus Elu Selu LeakyRelu ClipByValue LogicalNot Erf Cast Floor Tile';
const MAPS = new Set([...BINARY.split(' '), ...UNARY.split(' '), 'Select', 'SelectV2', 'AddN']);
const REDUCTIONS: ReadonlySet<string> = new Set<Reduction>([
  'Sum',
  'Mean',
  'Max',
  'Min',
  'Prod',
  'ArgMax',
  'ArgMin',
  'All',
  'Any',
]);
/** These keep whole numbers whole in a float as long as they were below 2^24, as class numbers are. */
const TAKES_INTEGERS = new Set(['Cast', 'Equal', 'NotEqual', 'Greater', 'GreaterEqual', 'Less', 'LessEqual']);

/** What the step does, if it is known and fits a loop over rows and columns. */
export function understand<P>(step: Step<P>): Understood | undefined {
  if (step.step === 'move') return conversion(step);
  const [output] = step.outputs;
  if (output === undefined || step.outputs.length !== 1) return undefined;
  if (step.kernel === 'BatchMatMul') return product(step);
  const integers = step.inputs.some(({ dtype }) => dtype === 'int32');
  if (REDUCTIONS.has(step.kernel)) return integers ? undefined : reduction(step, step.kernel as Reduction);
  if (!MAPS.has(step.kernel) || (integers && !TAKES_INTEGERS.has(step.kernel))) return undefined;
  if (output.dtype === 'int32') return undefined;
  return mapping(step.kernel, step.attributes, step.inputs, output);
}

/** A change of type is done entry by entry. */
function conversion<P>({ moves, inputs, outputs }: MoveStep<P>): MapStep | undefined {
  const [only] = moves;
  const [output] = outputs;
  if (moves.length !== 1 || only?.move !== 'convert' || output === undefined) return undefined;
  return mapping('Cast', { dtype: only.toType }, inputs, output);
}

function mapping(kernel: string, attributes: Attributes, inputs: readonly Value[], output: Value): MapStep | undefined {
  let columns: number | undefined;
  for (const { shape } of inputs) {
    const reading = readingOf(shape, output.shape);
    if (reading === undefined) return undefined;
    if (reading.columns === undefined) continue;
    if (columns !== undefined && columns !== reading.columns) return undefined;
    columns = reading.columns;
  }
  const domain = { size: sizeOf(output.shape), ...(columns !== undefined && { columns }) };
  return domain.size === 0 ? undefined : { step: 'map', kernel, attributes, inputs, outputs: [output], domain };
}

function reduction<P>(step: RawStep<P>, kernel: Reduction): ReduceStep | undefined {
  const [input] = step.inputs;
  const [output] = step.outputs;
  if (input === undefined || output === undefined || sizeOf(input.shape) === 0) return undefined;
  const given = (step.attributes['axis'] ?? step.attributes['reductionIndices']) as
    | number
    | readonly number[]
    | null
    | undefined;
  const rank = input.shape.length;
  const listed = given === undefined || given === null ? input.shape.map((_n, i) => i) : [given].flat();
  const found = reductionOf(
    input.shape,
    listed.map((axis) => (axis < 0 ? axis + rank : axis)),
  );
  if (found === undefined) return undefined;
  const domain = { size: sizeOf(input.shape), ...(found.over !== 'all' && { columns: found.columns }) };
  // The place of the largest is counted along a row here.
  if (kernel.startsWith('Arg') && found.over === 'rows') return undefined;
  return { step: 'reduce', kernel, over: found.over, inputs: [input], outputs: [output], domain };
}

function product<P>({ attributes, inputs, outputs }: RawStep<P>): MatMulStep | undefined {
  const [a, b] = inputs;
  const [output] = outputs;
  if (a === undefined || b === undefined || output === undefined) return undefined;
  const [transposeA, transposeB] = [attributes['transposeA'] === true, attributes['transposeB'] === true];
  const batch = sizeOf(output.shape.slice(0, -2));
  const batches = [a, b].map(({ shape }) => sizeOf(shape.slice(0, -2)));
  if (!batches.every((n) => n === 1 || n === batch)) return undefined;
  const [m = 1, n = 1] = output.shape.slice(-2);
  const k = must(a.shape.at(transposeA ? -2 : -1), 'the inner size of a product');
  if (m * n * k === 0) return undefined;
  return { step: 'matmul', inputs: [a, b], outputs: [output], batch, m, k, n, transposeA, transposeB };
}
