import { defineMetric } from '../define/index.ts';
import type { Metric, TargetEncoding } from '../define/index.ts';
import { metric, metricPorts } from './common.ts';
import { classNumber, oneOfColumns, yesOrNo } from './matches.ts';

const FIGURE = { name: 'accuracy', label: 'Accuracy', better: 'higher' } as const;

/*
 * Keras' threshold is 0.5 on whatever the network gives, which is wrong for logits: probability one half is the
 * logit 0. A loss that reads logits or margins therefore asks for that threshold. That is our deliberate deviation;
 * for probabilities the two agree.
 */
const measureFor = (encoding: TargetEncoding, middle: number) =>
  encoding === 'one-hot' ? oneOfColumns : encoding === 'classes' ? classNumber : yesOrNo(middle);

/** Sequences of labels have an accuracy of their own. */
const HELP: Readonly<Record<Exclude<TargetEncoding, 'labels'>, string>> = {
  'one-hot': 'The share of examples whose most probable class is the right one.',
  classes: 'The share of examples whose most probable class is the right one.',
  binary: 'The share of answers on the right side: yes for probabilities above one half, no for the others.',
  values: 'The share of answers that are on the right side of one half.',
};

/** The accuracy that fits these targets; `middle` lies between yes and no in a single column. */
export const accuracyFor = (encoding: TargetEncoding, middle = 0.5): Metric =>
  metric({ ...FIGURE, help: HELP[encoding === 'labels' ? 'classes' : encoding] }, measureFor(encoding, middle));

export const accuracy = defineMetric({
  type: 'Accuracy',
  category: 'Metrics',
  summary: 'The share of right answers.',
  description:
    'Counts the examples whose answer is right and divides by their number. It takes the accuracy that fits the targets: the most probable class where there is a column for each, the side of one half where there is one column. That is what Keras does for the word “accuracy” when it compiles a model. Every loss for classes measures it already, so it needs a node only beside a loss that does not. With very unequal classes it says little: always answering the frequent class scores high.',
  formula: 'right answers / all answers',
  alias: 'accuracy',
  keywords: ['classification', 'score', 'acc', 'correct'],
  ...metricPorts,
  params: {},
  figure: FIGURE,
  reads: ['binary', 'one-hot', 'classes'],
  measure: (_params, { encoding }) => measureFor(encoding, 0.5),
});
