/** Softmax shares out 1 among the values of a row: with a single value it always answers 1. */
import { setActivation } from '../fixes/activation-fixes.ts';
import { setWidth } from '../fixes/widths.ts';
import { endsWith, nameOf } from '../graph.ts';
import { classCount } from '../program/draft.ts';
import type { Check } from './check.ts';

export const softmaxOfOne: Check = ({ facts, draft }) =>
  draft.layers
    .filter((layer) => endsWith(layer) === 'softmax')
    .filter(({ id }) => facts.get(id)?.outputShape?.at(-1) === 1)
    .map((layer) => {
      const last = layer === draft.output;
      const predicts = last && draft.data?.info.target.kind === 'values';
      // A loss that asks for sigmoid wants one unit to stay one.
      const shares = last && draft.loss?.definition.wants?.activation !== 'sigmoid';
      const classes = shares && draft.data !== undefined ? classCount(draft.data.info) : 0;
      return {
        severity: 'warning',
        code: 'softmax-of-one',
        node: layer.id,
        message: `${nameOf(layer)} applies softmax to a single value; the answer is always 1, and nothing before it learns.`,
        hint: predicts
          ? 'For a value to predict, a linear layer can answer any number.'
          : last
            ? 'Use sigmoid for one value, or one output for each class.'
            : 'Use another activation here.',
        fixes: [
          ...setActivation(layer, predicts ? 'linear' : 'sigmoid'),
          ...(classes > 1 ? setWidth(layer, classes, facts) : []),
        ],
      };
    });
