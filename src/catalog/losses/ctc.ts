/* Connectionist temporal classification: Graves and others, 2006. */
import type { Tensor, TF } from '../define/index.ts';
import { defineLoss } from '../define/index.ts';
import { sequenceAccuracy } from '../metrics/sequence-accuracy.ts';
import { alignments } from './alignments.ts';
import { lossPorts } from './common.ts';
import { logSoftmax } from './smoothing.ts';
import { valueWithGradient } from './with-gradient.ts';
import { workedAlignments } from './worked-alignments.ts';

/** Mean over the examples of −log of all ways to write the labels; the slope of each logit is p − how probable its class is there. */
const ctcLoss = (tf: TF, yTrue: Tensor, logits: Tensor): Tensor =>
  valueWithGradient(tf, logits, () => {
    const logs = logSoftmax(tf, logits);
    const { surprise, shares } = alignments(tf, yTrue, logs);
    return { value: tf.mean(surprise), gradient: tf.div(tf.sub(tf.exp(logs), shares), logits.shape[0] ?? 1) };
  });

export const ctc = defineLoss({
  type: 'CTC',
  category: 'Losses',
  keras: { module: 'keras.losses' },
  summary: 'For sequences of labels where nobody says when each one comes.',
  description:
    'Use it when an example is a sequence in time, and the answer a shorter sequence of labels: digits on a line, letters in speech. The network answers for every step with one value for each label and one more, the first, for a blank: nothing new here. Read off, equal answers in a row count once and blanks fall away, so many ways of answering say the same labels; the loss is how surprising all of them together are. Nobody has to say where in the sequence a label stands; the network finds out. Wire it behind a layer without softmax, for the loss applies it itself, and leave enough steps: two equal labels need a blank between them.',
  formula: 'loss = −mean(log Σ over all ways to write y_true (Π over steps p))',
  keywords: ['connectionist temporal classification', 'sequence', 'speech', 'handwriting', 'ocr', 'alignment', 'blank'],
  ...lossPorts,
  params: {},
  encoding: () => 'labels',
  learns: 'sequence',
  perStep: true,
  metrics: () => [sequenceAccuracy],
  wants: { activation: 'softmax', fused: false },
  fromLogits: () => true,
  worked: (_params, yTrue, yPred, width) => workedAlignments(yTrue, yPred, width),
  call: (tf, _params, yTrue, yPred) => ctcLoss(tf, yTrue, yPred),
});
