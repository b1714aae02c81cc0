/*
 * Kernels that compute nothing: they move, convert or fill. tfjs does these in JavaScript on some backends,
 * where there is no call to record, so what they mean is written down here once, for every backend.
 */
import { must } from '../../base/invariant.ts';
import { sizeOf } from '../../base/shape.ts';
import type { Shape } from '../../base/shape.ts';
import type { Attributes, BufferId, DType, Operand } from './trace.ts';

/** `count` runs of `length` entries; all numbers in entries. */
export interface Copy {
  readonly move: 'copy';
  readonly from: BufferId;
  readonly to: BufferId;
  readonly fromStart: number;
  readonly toStart: number;
  readonly length: number;
  readonly count: number;
  readonly fromStride: number;
  readonly toStride: number;
}

/** All entries of a buffer from as many of another, converted to its type. */
export interface Convert {
  readonly move: 'convert';
  readonly from: BufferId;
  readonly to: BufferId;
  readonly fromStart: number;
  readonly length: number;
  readonly fromType: DType;
  readonly toType: DType;
}

export interface FillAll {
  readonly move: 'fill';
  readonly to: BufferId;
  readonly value: number;
}

export type Move = Copy | Convert | FillAll;

interface Moving {
  readonly attributes: Attributes;
  readonly inputs: readonly Operand[];
  readonly outputs: readonly Operand[];
}

type Rule = (op: Moving) => readonly Move[];

const input = ({ inputs }: Moving, i = 0): Operand => must(inputs[i], `input ${i} of a kernel`);
const output = ({ outputs }: Moving, i = 0): Operand => must(outputs[i], `output ${i} of a kernel`);

const whole = (from: Operand, to: Operand): Move => ({
  move: 'copy',
  from: from.buffer,
  to: to.buffer,
  fromStart: 0,
  toStart: 0,
  length: sizeOf(from.shape),
  count: 1,
  fromStride: 0,
  toStride: 0,
});

/** The same numbers in another shape: nothing to do where the buffer is the same. */
const rename: Rule = (op) => (input(op).buffer === output(op).buffer ? [] : [whole(input(op), output(op))]);

const filled =
  (value: (op: Moving) => number): Rule =>
  (op) => [{ move: 'fill', to: output(op).buffer, value: value(op) }];

const axisOf = ({ attributes }: Moving, rank: number): number => {
  const axis = Number(attributes['axis'] ?? attributes['dim'] ?? 0);
  return axis < 0 ? axis + rank : axis;
};

/** Tensors laid side by side along an axis, and the way back. */
function pieces(parts: readonly Operand[], joined: Operand, axis: number, ways: 'join' | 'part'): readonly Move[] {
  const inner = (shape: Shape) => sizeOf(shape.slice(axis));
  const count = sizeOf(must(parts[0], 'a part').shape.slice(0, axis));
  const stride = parts.reduce((sum, { shape }) => sum + inner(shape), 0);
  let start = 0;
  return parts.flatMap((part): readonly Move[] => {
    const length = inner(part.shape);
    const at = start;
    start += length;
    if (length === 0) return [];
    const join = ways === 'join';
    return [
      {
        move: 'copy',
        from: join ? part.buffer : joined.buffer,
        to: join ? joined.buffer : part.buffer,
        fromStart: join ? 0 : at,
        toStart: join ? at : 0,
        length,
        count,
        fromStride: join ? length : stride,
        toStride: join ? stride : length,
      },
    ];
  });
}

/** A block cut out: one copy for each place of the outer axes, the innermost two done by strides. */
const slice: Rule = (op) => {
  const [from, to] = [input(op), output(op)];
  const rank = from.shape.length;
  if (rank === 0) return [whole(from, to)];
  const given = op.attributes['begin'] as number | readonly number[];
  const begin = from.shape.map((_n, i) => (typeof given === 'number' ? (i === 0 ? given : 0) : (given[i] ?? 0)));
  // Axes that are taken whole are one with the axis before them.
  let last = rank - 1;
  while (last > 0 && to.shape[last] === from.shape[last]) last--;
  const unit = sizeOf(from.shape.slice(last + 1));
  const strides = from.shape.map((_n, i) => sizeOf(from.shape.slice(i + 1)));
  const outer = to.shape.slice(0, Math.max(last - 1, 0));
  const rows = last === 0 ? 1 : (to.shape[last - 1] ?? 1);
  const length = (to.shape[last] ?? 1) * unit;
  const base = begin.reduce((sum, at, i) => sum + at * must(strides[i], 'a stride'), 0);
  return Array.from({ length: sizeOf(outer) }, (_x, block): Move => {
    let rest = block;
    let offset = base;
    for (let axis = outer.length - 1; axis >= 0; axis--) {
      const n = must(outer[axis], 'a size');
      offset += (rest % n) * must(strides[axis], 'a stride');
      rest = Math.floor(rest / n);
    }
    return {
      move: 'copy',
      from: from.buffer,
      to: to.buffer,
      fromStart: offset,
      toStart: block * rows * length,
      length,
      count: rows,
      fromStride: last === 0 ? 0 : must(strides[last - 1], 'a stride'),
      toStride: length,
    };
  });
};

const RULES: Readonly<Record<string, Rule>> = {
  Identity: rename,
  Reshape: rename,
  ExpandDims: rename,
  Cast: (op) =>
    input(op).dtype === output(op).dtype
      ? rename(op)
      : [
          {
            move: 'convert',
            from: input(op).buffer,
            to: output(op).buffer,
            fromStart: 0,
            length: sizeOf(output(op).shape),
            fromType: input(op).dtype,
            toType: output(op).dtype,
          },
        ],
  Fill: filled(({ attributes }) => Number(attributes['value'])),
  ZerosLike: filled(() => 0),
  OnesLike: filled(() => 1),
  Concat: (op) => {
    const parts = op.inputs.filter(({ shape }) => sizeOf(shape) > 0);
    return pieces(parts, output(op), axisOf(op, input(op).shape.length), 'join');
  },
  Pack: (op) => {
    const axis = axisOf(op, input(op).shape.length + 1);
    const lifted = op.inputs.map((part) => ({
      ...part,
      shape: [...part.shape.slice(0, axis), 1, ...part.shape.slice(axis)],
    }));
    return lifted.length === 1 ? rename(op) : pieces(lifted, output(op), axis, 'join');
  },
  SplitV: (op) => pieces(op.outputs, input(op), axisOf(op, input(op).shape.length), 'part'),
  Unpack: (op) => {
    const axis = axisOf(op, input(op).shape.length);
    const lifted = op.outputs.map((part) => ({
      ...part,
      shape: [...part.shape.slice(0, axis), 1, ...part.shape.slice(axis)],
    }));
    return pieces(lifted, input(op), axis, 'part');
  },
  Slice: slice,
};

/** Whether what a kernel of this name does is known as moves. */
export const movesOnly = (kernel: string): boolean => Object.hasOwn(RULES, kernel);

/** What a kernel that only moves numbers does, in order. */
export const movesOf = (kernel: string, op: Moving): readonly Move[] =>
  must(RULES[kernel], `the moves of ${kernel}`)(op);

/** Whether the op gives its input on as it is, under another name or shape. */
export function renames(kernel: string, { inputs, outputs }: Moving): boolean {
  const rule = RULES[kernel];
  return (rule === rename || kernel === 'Cast') && inputs[0]?.dtype === outputs[0]?.dtype;
}
