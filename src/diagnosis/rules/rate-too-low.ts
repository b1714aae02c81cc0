/** Training goes on and on and the weights are where they began. */
import { compact, percent, plural } from '../../base/format.ts';
import { raiseRateFix } from '../../compiler/fixes/for-findings.ts';
import { figures, hasLearned, lossAtStart } from '../facts/course.ts';
import { distanceGone } from '../facts/rate.ts';
import { defineRule } from '../finding.ts';

/** Before this many epochs, and this many steps, nothing is said. */
const EPOCHS = 5;
const STEPS = 50;
/** Weights that have come no farther than this share of their size have learned nothing yet. */
const GONE = 0.05;
/** Of the first loss this share at least is left. */
const LEFT = 0.9;

export const rateTooLow = defineRule({
  id: 'rate-too-low',
  title: 'Learning rate too low',
  follows: ['vanishing-gradient', 'zero-init', 'symmetric-init', 'silent', 'saturated', 'dead-relu', 'diverged'],
  find(view) {
    const { document, catalog, program, epochs, step } = view;
    const gone = distanceGone(view);
    const now = figures(view, 'loss').at(-1) ?? Number.NaN;
    const start = lossAtStart(view);
    if (epochs.length < EPOCHS || step < STEPS || gone === undefined || gone > GONE || hasLearned(view)) return [];
    if (!(now > LEFT * start)) return [];
    const fix = raiseRateFix(document, catalog, program.id);
    return [
      {
        severity: 'warning',
        node: program.optimizer.node,
        evidence: `In ${plural(epochs.length, 'epoch')} the weights have moved by ${percent(gone)} of their size at most, and the loss went from ${compact(start)} to ${compact(now)}: steps at a rate of ${compact(epochs.at(-1)?.learningRate ?? 0)} are too small.`,
        advice: 'Raise the learning rate tenfold at a time, until the loss falls briskly without jumping.',
        fixes: fix === undefined ? [] : [fix],
      },
    ];
  },
});
