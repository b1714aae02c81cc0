/** Steps so long that they overshoot: the loss jumps about, or runs away, instead of falling. */
import { compact, count, percent } from '../../base/format.ts';
import { lowerRateFix } from '../../compiler/fixes/for-findings.ts';
import { figures, hasLearned, lossAtStart, mean } from '../facts/course.ts';
import { drawsInTraining } from '../facts/places.ts';
import { liveliest } from '../facts/rate.ts';
import { beganStuck } from '../facts/stuck.ts';
import { defineRule } from '../finding.ts';
import type { View } from '../finding.ts';

/** Before this many epochs only a run that broke is spoken of. */
const EPOCHS = 5;
/** The latest epochs that are looked at. */
const WINDOW = 20;
/** Share of epochs after which the loss was higher than before, and by how much of its size it jumps. */
const RISES = 0.3;
const JUMP = 0.08;
/** A change in one step that is worth telling. */
const TELLING = 0.01;
/** Above the loss at the start it stays where steps overshoot from the beginning. */
const ABOVE = 1.1;

export const rateTooHigh = defineRule({
  id: 'rate-too-high',
  title: 'Learning rate too high',
  follows: ['unscaled-inputs', 'exploding-gradient', 'batch-statistics', 'softmax-against-wrong-loss'],
  find(view) {
    const { document, catalog, program, epochs } = view;
    const words = broke(view) ?? (epochs.length < EPOCHS ? undefined : (above(view) ?? restless(view)));
    if (words === undefined) return [];
    const fix = lowerRateFix(document, catalog, program.id);
    const most = liveliest(view);
    const moves =
      most === undefined || most.ratio < TELLING
        ? ''
        : ` A step changes ${most.key} by ${percent(most.ratio)} of its size.`;
    return [
      {
        severity: 'warning',
        node: program.optimizer.node,
        evidence: `${words}${moves}`,
        advice: 'Lower the learning rate tenfold, and raise it again if the loss then falls slowly.',
        fixes: fix === undefined ? [] : [fix],
      },
    ];
  },
});

/** Numbers that broke in training although the first ones were sound. */
function broke(view: View): string | undefined {
  const { fault, epochs, program } = view;
  const start = lossAtStart(view);
  if (fault?.code !== 'nonFinite' || fault.step === undefined || !Number.isFinite(start)) return undefined;
  const rate = epochs.at(-1)?.learningRate ?? view.readings.at(-1)?.wires.learningRate;
  const at = rate === undefined ? program.optimizer.node : `at a rate of ${compact(rate)}`;
  return `The loss was ${compact(start)} at the first weights, and the numbers broke after ${count(fault.step + 1)} steps ${at}.`;
}

function restless(view: View): string | undefined {
  // Random masks shake the training loss at any rate; held-out examples are answered without them.
  const losses = figures(view, drawsInTraining(view) ? 'val_loss' : 'loss').slice(-WINDOW);
  const changes = losses.slice(1).map((loss, i) => loss - (losses[i] ?? loss));
  const rises = changes.filter((change) => change > 0).length / Math.max(1, changes.length);
  const jump = mean(changes.map(Math.abs)) / mean(losses);
  return rises < RISES || jump <= JUMP || hasLearned(view) || beganStuck(view)
    ? undefined
    : `The loss rose in ${percent(rises)} of the last ${count(changes.length)} epochs and jumps by ${percent(jump)} of its size: steps overshoot.`;
}

/** Also where most answers are right: the wrong ones are then given with a certainty that no sound run comes to. */
function above(view: View): string | undefined {
  const size = mean(figures(view, 'loss').slice(-WINDOW));
  const start = lossAtStart(view);
  return size > ABOVE * start
    ? `The loss stays at ${compact(size)}, above the ${compact(start)} it had before the first step: steps overshoot.`
    : undefined;
}
