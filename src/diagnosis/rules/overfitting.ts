/** The network learns its training examples by heart: they get better still, the others worse. */
import { compact, percent } from '../../base/format.ts';
import { newNodeBelow } from '../../compiler/fixes/fix-commands.ts';
import type { Fix } from '../../compiler/types.ts';
import { nodeById } from '../../graph/queries.ts';
import { portRef } from '../../graph/types.ts';
import { figures, mean } from '../facts/course.ts';
import { batchNormalising, notArrived } from '../facts/moving-averages.ts';
import { defineRule } from '../finding.ts';
import type { View } from '../finding.ts';

/** Epochs that the validation loss must have been above its lowest. */
const EPOCHS = 5;
/** Above its lowest by this share, and above the training loss by this factor. */
const RISE = 0.25;
const GAP = 1.5;
/** Points of accuracy by which training is better than validation, where there is one. */
const POINTS = 0.04;

export const overfitting = defineRule({
  id: 'overfitting',
  title: 'Overfitting',
  follows: ['diverged', 'rate-too-high', 'batch-statistics'],
  find(view) {
    const { program, epochs, done } = view;
    const [train, held] = [figures(view, 'loss'), figures(view, 'val_loss')];
    if (held.length < EPOCHS || held.length !== epochs.length || done?.restoredEpoch !== undefined) return [];
    // Until they have arrived, validation answers by averages that fit worse and worse to weights that move on.
    if (notArrived(batchNormalising(view), view.step).length > 0) return [];
    const lowest = Math.min(...held);
    const best = held.indexOf(lowest);
    // The mean of three: a single epoch may be unlucky.
    const now = mean(held.slice(-3));
    const [loss, then = Number.NaN] = [mean(train.slice(-3)), train[best]];
    const [seen, unseen] = ['accuracy', 'val_accuracy'].map((name) => lately(figures(view, name)));
    const isWorse = seen === undefined || unseen === undefined || seen - unseen > POINTS;
    if (held.length - 1 - best < EPOCHS || now < (1 + RISE) * lowest || now < GAP * loss || loss >= then || !isWorse)
      return [];
    const figure =
      seen === undefined || unseen === undefined
        ? ''
        : ` It is right in ${percent(seen)} of what it was trained on, and in ${percent(unseen)} of the rest.`;
    return [
      {
        severity: 'warning',
        node: program.id,
        evidence: `The validation loss was lowest after epoch ${epochs[best]?.epoch ?? best + 1} (${compact(lowest)}) and is ${compact(now)} now, while the training loss fell on from ${compact(then)} to ${compact(loss)}.${figure}`,
        advice:
          'Stop where the validation loss is lowest, or use more data, dropout, a penalty on weights, or fewer units.',
        fixes: stopFix(view),
      },
    ];
  },
});

const lately = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : mean(values.slice(-3));

/** The first callback of the catalog that waits for a better figure and puts the best weights back. */
function stopFix({ document, catalog, program }: View): readonly Fix[] {
  const wanted = { patience: 10, restore_best_weights: true };
  const has = (params: object) => Object.keys(wanted).every((name) => Object.hasOwn(params, name));
  const there = program.callbacks.find(({ params }) => has(params));
  if (there !== undefined) {
    return [
      {
        label: `Let ${there.node} put the best weights back`,
        command: { type: 'setParams', node: there.node, params: wanted },
      },
    ];
  }
  const callback = catalog.all.find(({ role, params }) => role === 'callback' && has(params));
  const train = nodeById(document, program.id);
  const port = catalog.get(train?.type ?? '')?.inputs.find(({ kind }) => kind === 'callback');
  const output = callback?.outputs[0];
  if (callback === undefined || train === undefined || port === undefined || output === undefined) return [];
  const node = newNodeBelow(document, callback.type, [train.position[0], train.position[1] + 180], wanted);
  const edges = [{ from: portRef(node.id, output.name), to: portRef(train.id, port.name) }];
  return [
    { label: `Add ${callback.type} that puts the best weights back`, command: { type: 'add', nodes: [node], edges } },
  ];
}
