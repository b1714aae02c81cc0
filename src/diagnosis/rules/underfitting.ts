/*
 * The network cannot do what is asked of it, or does not learn to: its figures have come to rest far from good,
 * on the very examples it is trained on. The worst case does no better than guessing.
 */
import { compact, percent } from '../../base/format.ts';
import { activationLayer, BEND, weightedLayer } from '../../compiler/fixes/find-layer.ts';
import { insertOn, setParam } from '../../compiler/fixes/fix-commands.ts';
import { widthParam } from '../../compiler/fixes/widths.ts';
import type { Fix } from '../../compiler/types.ts';
import { edgesInto } from '../../graph/queries.ts';
import { figures, guessing, learnedShare, lossAtStart } from '../facts/course.ts';
import { graphSays } from '../facts/graph-says.ts';
import { inWords, matricesOf, placesOf } from '../facts/places.ts';
import { defineRule } from '../finding.ts';
import type { View } from '../finding.ts';
import { fixOf } from '../fixes/batch.ts';

/** Before this many epochs, and this share of those planned, nothing is said: many runs rest a while and go on. */
const EPOCHS = 20;
const PLANNED = 0.75;
/** A run that has learned nothing at all is told earlier. */
const NOTHING_AFTER = 5;
const NOTHING_OF = 0.25;
const STEPS = 50;
/** The loss falls by less than this share over the latter half of the epochs: it has come to rest. */
const REST = 0.05;
/** Share of the way from guessing to perfect that calls for more. */
const POOR = 0.6;
const NOTHING = 0.06;

export const underfitting = defineRule({
  id: 'underfitting',
  title: 'Underfitting',
  follows: [
    'zero-init',
    'symmetric-init',
    'dead-relu',
    'silent',
    'saturated',
    'vanishing-gradient',
    'exploding-gradient',
    'diverged',
    'unscaled-inputs',
    'rate-too-high',
    'rate-too-low',
    'overfitting',
    'batch-statistics',
    'softmax-against-wrong-loss',
  ],
  find(view) {
    const { program, epochs, step, done } = view;
    const losses = figures(view, 'loss');
    const share = learnedShare(view);
    if (share === undefined || epochs.length < NOTHING_AFTER || step < STEPS) return [];
    const [middle = Number.NaN, now = Number.NaN] = [losses[Math.floor(losses.length / 2)], losses.at(-1)];
    const rests = middle - now < REST * middle;
    const nothing = share < NOTHING && rests && epochs.length >= NOTHING_OF * program.epochs;
    const isLate = epochs.length >= EPOCHS && (done !== undefined || epochs.length >= PLANNED * program.epochs);
    if (!nothing && !(isLate && rests && share < POOR)) return [];
    const evidence = inEvidence(view, nothing, now);
    // However large the network, it cannot answer what its last function cannot reach.
    const [unreachable] = graphSays(view, ['bounded-output']);
    if (unreachable !== undefined) {
      const { node, evidence: message, advice, fixes } = unreachable;
      return [{ severity: 'warning', node, evidence: `${evidence} ${message}`, advice, fixes }];
    }
    return [
      {
        severity: 'warning',
        node: program.id,
        evidence,
        advice: nothing
          ? 'Try a larger learning rate, other first weights, or a network with a bend: more units and an activation.'
          : 'Give the network more units or layers, or train it with a larger learning rate; strong penalties and much dropout hold it back too.',
        fixes: largerFix(view),
      },
    ];
  },
});

function inEvidence(view: View, nothing: boolean, now: number): string {
  const after = `After ${view.epochs.length} epochs`;
  const [accuracy, guess] = [figures(view, 'accuracy').at(-1), guessing(view)];
  if (accuracy !== undefined && guess !== undefined) {
    return nothing
      ? `${after} the network is right in ${percent(accuracy)} of the training examples: always naming the largest class is as good (${percent(guess)}).`
      : `${after} the network is right in ${percent(accuracy)} of the training examples, and gets no better; guessing is right in ${percent(guess)}.`;
  }
  const start = lossAtStart(view);
  return `${after} the training loss has come to rest at ${compact(now)}; at the first weights it was ${compact(start)}.`;
}

/** Twice the units in every hidden layer that has some; without any, a layer and a bend in front of the last one. */
function largerFix(view: View): readonly Fix[] {
  const { document, catalog, program } = view;
  const hidden = placesOf(view).flatMap(({ plan, definition, isHidden }) => {
    if (!isHidden || matricesOf(plan).length === 0) return [];
    const param = widthParam(definition, plan.params, plan.inputShapes);
    return param === undefined ? [] : [{ node: plan.node, param, width: 2 * Number(plan.params[param]) }];
  });
  if (hidden.length > 0) {
    const params = [...new Set(hidden.map(({ param }) => param))].join(' and ');
    return fixOf(
      `Double the ${params} of ${inWords(hidden.map(({ node }) => node))}`,
      hidden.map(({ node, param, width }) => setParam(node, param, width)),
    );
  }
  const last = program.layers.findLast((plan) => matricesOf(plan).length > 0);
  const shape = last?.inputShapes.inputs[0];
  const added = shape && weightedLayer(catalog, shape, UNITS);
  const [edge] = last === undefined ? [] : edgesInto(document, last.node, 'inputs');
  if (added === undefined || edge === undefined || activationLayer(catalog, BEND) === undefined) return [];
  const params = { ...added.params, activation: BEND };
  return [
    {
      label: `Insert ${added.type} with ${UNITS} units and ${BEND}`,
      command: insertOn(document, edge, added.type, added.ports, params),
    },
  ];
}

const UNITS = 16;
