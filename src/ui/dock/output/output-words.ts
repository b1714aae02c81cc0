/** What the network's answers come to: in a sentence, and in a few words where a card is small. */
import { compact, count, plural } from '../../../base/format.ts';
import type { DatasetInfo } from '../../../catalog/define/index.ts';
import type { DataView } from '../../../protocol/data-view.ts';
import type { OutputView } from '../../../protocol/readings.ts';
import { confusionFacts } from './confusion-facts.ts';
import { cellStart, guessOf } from './plane-colours.ts';
import { judgedSplit } from './points.ts';
import { sequencesRead } from './sequence-facts.ts';

type View<K extends OutputView['kind']> = Extract<OutputView, { readonly kind: K }>;

/** The same in full and in brief. */
interface Said {
  readonly words: string;
  readonly brief: string;
}

const whole = (share: number): string => `${Math.round(share * 100)} %`;

/** The prediction of the cell that a place lies in; `undefined` outside the picture. */
export function predictionAt(view: View<'plane'>, x: number, y: number): Float32Array | undefined {
  const [x0, x1, y0, y1] = view.domain;
  const column = Math.floor(((x - x0) / (x1 - x0)) * view.width);
  const row = Math.floor(((y - y0) / (y1 - y0)) * view.height);
  if (column < 0 || column >= view.width || row < 0 || row >= view.height) return undefined;
  const start = cellStart(view, column, row);
  return view.values.subarray(start, start + view.outputs);
}

/** The root of the mean squared distance between pairs of numbers. */
function rootMeanSquare(pairs: Iterable<readonly [truth: number, guess: number]>): number {
  let sum = 0;
  let n = 0;
  for (const [truth, guess] of pairs) {
    sum += (truth - guess) ** 2;
    n += 1;
  }
  return n === 0 ? Number.NaN : Math.sqrt(sum / n);
}

const offBy = (error: number): string => `Off by ${compact(error)} on average.`;

function describePlane(view: View<'plane'>, data: DataView, info: DatasetInfo): Said {
  const { name, word } = judgedSplit(data);
  const split = data.splits[name];
  const rows = Array.from({ length: split.count }, (_, row) => row);
  const predictions = rows.map((row) =>
    predictionAt(view, split.features[row * data.columns] ?? 0, split.features[row * data.columns + 1] ?? 0),
  );
  if (info.target.kind === 'classes') {
    const right = rows.filter((row) => {
      const prediction = predictions[row];
      return prediction !== undefined && guessOf(prediction).index === split.targets[row];
    }).length;
    const share = whole(right / Math.max(1, split.count));
    return {
      words: `${share} of ${count(split.count)} ${word} points are on the right side${view.pair === undefined ? '' : ' of this slice'}.`,
      brief: `${share} on the right side.`,
    };
  }
  const width = Math.max(1, info.target.names.length);
  const error = rootMeanSquare(
    rows.map((row) => [split.targets[row * width] ?? 0, predictions[row]?.[0] ?? Number.NaN]),
  );
  return {
    words: `${view.pair === undefined ? 'The surface' : 'This slice'} misses the ${count(split.count)} ${word} points by ${compact(error)} on average (root of the mean square).`,
    brief: offBy(error),
  };
}

/** Reads a curve between its points; the ends are held. */
export function curveAt({ x, y }: View<'curve'>, at: number): number {
  const last = x.length - 1;
  const [low, high] = [x[0] ?? 0, x[last] ?? 1];
  const width = Math.max(1, Math.round(y.length / Math.max(1, x.length)));
  const place = Math.min(last, Math.max(0, ((at - low) / (high - low || 1)) * last));
  const left = Math.floor(place);
  const from = y[left * width] ?? Number.NaN;
  const to = y[Math.min(last, left + 1) * width] ?? Number.NaN;
  return from + (to - from) * (place - left);
}

function describeCurveFit(view: View<'curve'>, data: DataView, info: DatasetInfo): Said {
  const { name, word } = judgedSplit(data);
  const { features, targets, count: rows } = data.splits[name];
  const width = rows === 0 ? 1 : Math.max(1, Math.round(targets.length / rows));
  const [low, high] = [
    view.y.reduce((a, b) => Math.min(a, b), Infinity),
    view.y.reduce((a, b) => Math.max(a, b), -Infinity),
  ];
  const range = `${compact(low)} to ${compact(high)}`;
  const brief = `From ${compact(low)} to ${compact(high)}.`;
  if (info.target.kind === 'classes')
    return { words: `The curve runs from ${range} over ${info.featureNames[0] ?? 'the feature'}.`, brief };
  const error = rootMeanSquare(
    Array.from({ length: rows }, (_, row) => [targets[row * width] ?? 0, curveAt(view, features[row] ?? 0)]),
  );
  return {
    words: `The curve from ${range} misses ${count(rows)} ${word} points by ${compact(error)} on average (root of the mean square).`,
    brief: offBy(error),
  };
}

function describeConfusion(view: View<'confusion'>, data: DataView, info: DatasetInfo): Said {
  const { right, total, worst } = confusionFacts(view);
  const names = info.target.names;
  const most =
    worst === undefined
      ? ''
      : ` The most frequent mistake: ${names[worst.truth] ?? worst.truth} taken for ${names[worst.guess] ?? worst.guess}, ${plural(worst.count, 'time')}.`;
  const [part, share] = [`${count(right)} of ${count(total)}`, whole(right / Math.max(1, total))];
  return {
    words: `${part} ${judgedSplit(data).word} examples are recognised (${share}).${most}`,
    brief: `${part} recognised (${share}).`,
  };
}

function describeScatter({ truth, predicted }: View<'scatter'>, data: DataView): Said {
  const error = rootMeanSquare(Array.from(truth, (value, i) => [value, predicted[i] ?? Number.NaN]));
  return {
    words: `Predictions for ${count(truth.length)} ${judgedSplit(data).word} values are off by ${compact(error)} on average (root of the mean square).`,
    brief: offBy(error),
  };
}

function describeSequences(view: View<'sequences'>, data: DataView): Said {
  const all = sequencesRead(view);
  const right = all.filter((each) => each.right).length;
  const lengths = all.filter(({ truth, read }) => truth.length !== read.length).length;
  const wrong = all.length - right;
  const how =
    wrong === 0 ? '' : ` In ${count(lengths)} of the ${plural(wrong, 'other')} too many or too few labels are read.`;
  const [part, share] = [`${count(right)} of ${count(all.length)}`, whole(right / Math.max(1, all.length))];
  return {
    words: `${part} ${judgedSplit(data).word} sequences are read without a mistake (${share}).${how}`,
    brief: `${part} without a mistake.`,
  };
}

const DESCRIBE: { readonly [K in OutputView['kind']]: (view: View<K>, data: DataView, info: DatasetInfo) => Said } = {
  plane: describePlane,
  curve: describeCurveFit,
  confusion: describeConfusion,
  scatter: describeScatter,
  sequences: describeSequences,
};

/** What fits the kind of answer; TypeScript cannot see that view and entry belong together. */
function said(view: OutputView, data: DataView, info: DatasetInfo): Said {
  const describe = DESCRIBE[view.kind] as (view: OutputView, data: DataView, info: DatasetInfo) => Said;
  return describe(view, data, info);
}

export const describeOutput = (...answered: Parameters<typeof said>): string => said(...answered).words;

/** At most two lines of a small card. */
export const outputInBrief = (...answered: Parameters<typeof said>): string => said(...answered).brief;
