/** One value behind multi-head attention, by way of its first head: compare, take shares, mix, and put the heads together. */
import { sizeOf } from '../../../base/shape.ts';
import type { Numbers, WorkedNumbers, Working } from '../../define/index.ts';
import { softmax } from '../../activations/functions/softmax.ts';
import { at, weightedSum } from '../../worked.ts';

/** More products than this are not gone through for one value. */
const MOST_PRODUCTS = 20_000_000;

interface Params {
  readonly key_dim: number;
  readonly use_causal_mask: boolean;
}

export function workedAttention(
  { key_dim, use_causal_mask }: Params,
  { inputs, weights, shape, place }: WorkedNumbers,
): Working | undefined {
  const [query] = inputs.inputs;
  const value = inputs['value']?.[0] ?? query;
  const key = inputs['key']?.[0] ?? value;
  const kernels = ['query', 'key', 'value', 'attention_output'].map((name) => weights[`${name}_kernel`]);
  const [asks, finds, gives, joins] = kernels;
  if (asks === undefined || finds === undefined || gives === undefined || joins === undefined) return undefined;
  const [length = 1] = value.shape;
  if (length * (sizeOf(asks.shape) + sizeOf(finds.shape) + sizeOf(gives.shape)) > MOST_PRODUCTS) return undefined;
  const features = shape.at(-1) ?? 1;
  const [step, feature] = [Math.floor(place / features), place % features];
  const [, heads = 1, width = 1] = gives.shape;

  /** `x·W + b` of one step for one head. */
  const inHead = (x: Numbers, name: string, kernel: Numbers, head: number, row: number) => {
    const [count = 1, all = 1, size = 1] = kernel.shape;
    const bias = weights[`${name}_bias`];
    return Array.from({ length: size }, (_, i) => {
      const own = head * size + i;
      let sum = bias === undefined ? 0 : at(bias, own);
      for (let k = 0; k < count; k++) sum += at(x, row * count + k) * at(kernel, k * all * size + own);
      return sum;
    });
  };
  const seen = Array.from({ length: use_causal_mask ? Math.min(step + 1, length) : length }, (_, row) => row);
  const perHead = Array.from({ length: heads }, (_, head) => {
    const q = inHead(query, 'query', asks, head, step);
    const compared = seen.map((row) => {
      const k = inHead(key, 'key', finds, head, row);
      const { text, value: product } = weightedSum(
        q.map((number, i) => [number, k[i] ?? Number.NaN]),
        undefined,
      );
      return { text: `(${text})/√${key_dim}`, value: product / Math.sqrt(key_dim) };
    });
    const scores = compared.map(({ value: score }) => score);
    const shares = scores.map((_score, row) => softmax.overRow?.(scores, row) ?? { text: '', value: Number.NaN });
    const taken = seen.map((row) => inHead(value, 'value', gives, head, row));
    const mixed = Array.from({ length: width }, (_unused, i) =>
      weightedSum(
        shares.map((share, row) => [share.value, taken[row]?.[i] ?? Number.NaN]),
        undefined,
      ),
    );
    return { compared, shares, mixed };
  });
  const [first] = perHead;
  // The step that it looks at most says more than the first one.
  const most = first === undefined ? 0 : indexOfMost(first.shares.map(({ value: share }) => share));
  const [compared, share, mixed] = [first?.compared[most], first?.shares[most], first?.mixed[0]];
  if (compared === undefined || share === undefined || mixed === undefined) return undefined;
  const bias = weights['attention_output_bias'];
  const joined = weightedSum(
    perHead.flatMap(({ mixed: all }, head) =>
      all.map(({ value: number }, i): [number, number] => [at(joins, (head * width + i) * features + feature), number]),
    ),
    bias && at(bias, feature),
  );
  return [
    {
      name: 'q·k',
      text: `${compared.text}, head 1, step ${step + 1} looking at step ${most + 1}`,
      value: compared.value,
    },
    { name: 'share', text: share.text, value: share.value },
    { name: 'o₁', text: `${mixed.text}, value 1 of head 1`, value: mixed.value },
    { name: 'y', text: joined.text, value: joined.value },
  ];
}

const indexOfMost = (values: readonly number[]): number => values.indexOf(Math.max(...values));
