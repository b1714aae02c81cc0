/** The loss ran away: it is no number any more, or far above where it began. */
import { compact, count } from '../../base/format.ts';
import { lowerRateFix } from '../../compiler/fixes/for-findings.ts';
import { figures, hasDiverged, lossAtStart } from '../facts/course.ts';
import { defineRule } from '../finding.ts';

export const diverged = defineRule({
  id: 'diverged',
  title: 'The run diverged',
  follows: ['unscaled-inputs', 'exploding-gradient', 'softmax-against-wrong-loss'],
  find(view) {
    const { document, catalog, program, fault } = view;
    const start = lossAtStart(view);
    const now = figures(view, 'loss').at(-1) ?? Number.NaN;
    const broken = fault?.code === 'nonFinite';
    if (!hasDiverged(view)) return [];
    const began = Number.isFinite(start) ? ` It began at ${compact(start)}.` : '';
    const at = fault?.step === undefined ? '' : ` at step ${count(fault.step + 1)}`;
    const evidence = broken
      ? `The numbers are no longer finite${at}.${began}`
      : `The training loss is ${compact(now)}, ${compact(now / start)} times what it was before the first step (${compact(start)}).`;
    const fix = lowerRateFix(document, catalog, program.id);
    return [
      {
        severity: 'warning',
        node: (broken ? fault.node : undefined) ?? program.id,
        evidence,
        advice: 'Lower the learning rate, bring the data to one scale, or clip the gradient.',
        fixes: fix === undefined ? [] : [fix],
      },
    ];
  },
});
