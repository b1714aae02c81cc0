/** A run that a callback ended after a few epochs only, because it waited for next to nothing. */
import { plural } from '../../base/format.ts';
import { setParam } from '../../compiler/fixes/fix-commands.ts';
import { defineRule } from '../finding.ts';

/** Less than this share of the planned epochs is suspicious. */
const SHARE = 0.2;
const PATIENCE = 10;

export const stoppedEarly = defineRule({
  id: 'stopped-early',
  title: 'Stopped early',
  find({ program, done, epochs }) {
    if (done?.reason !== 'earlyStopping' || epochs.length >= program.epochs * SHARE) return [];
    const impatient = program.callbacks.find(
      ({ params }) => typeof params['patience'] === 'number' && params['patience'] < PATIENCE,
    );
    if (impatient === undefined) return [];
    const patience = Number(impatient.params['patience']);
    return [
      {
        severity: 'hint',
        node: impatient.node,
        param: 'patience',
        evidence: `Training was stopped early, after ${plural(epochs.length, 'epoch')} of ${program.epochs}: ${impatient.type} ${impatient.node} waits for ${plural(patience, 'epoch')} without improvement.`,
        advice: 'The figure it watches wobbles from epoch to epoch. Let it wait longer.',
        fixes: [
          {
            label: `Set patience of ${impatient.node} to ${PATIENCE}`,
            command: setParam(impatient.node, 'patience', PATIENCE),
          },
        ],
      },
    ];
  },
});
