/** The checks of the contract can fail: each is shown a layer that breaks just its promise. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { LayerDefinition, LayerResult, Tensor, TF } from '../../../src/catalog/define/index.ts';
import { batchNormalization } from '../../../src/catalog/layers/normalization/batch-normalization.ts';
import { dense } from '../../../src/catalog/layers/core/dense.ts';
import { dropout } from '../../../src/catalog/layers/regularization/dropout.ts';
import { attend } from '../../support/named-tensors.ts';
import { casesOf } from './cases.ts';
import type { LayerCase } from './cases.ts';
import * as promises from './promises.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

type Call = LayerDefinition['call'];

/** The same layer with another `call`, which may use what the right one gives. */
const broken = (
  definition: LayerDefinition,
  call: (right: (...given: Parameters<Call>) => LayerResult, ...given: Parameters<Call>) => ReturnType<Call>,
): LayerDefinition => ({
  ...definition,
  call: (...given) => {
    const right = (...args: Parameters<Call>): LayerResult => {
      const result = definition.call(...args);
      return result instanceof tf.Tensor ? { outputs: result } : result;
    };
    return call(right, ...given);
  },
});

const everywhere = (definition: LayerDefinition, check: (at: LayerCase) => void) => () =>
  casesOf(definition).forEach(check);

/** A number that a backward pass sees as another: its slope is twice what it should be. */
const steep = (x: Tensor): Tensor =>
  tf.customGrad((value) => ({ value: tf.clone(value as Tensor), gradFunc: (dy: Tensor) => tf.mul(dy, 2) }))(x);

let made = 0;
const BROKEN: readonly (readonly [fault: string, check: (at: LayerCase) => void, found: string, LayerDefinition])[] = [
  [
    'gives its outputs in swapped order',
    promises.givesWhatItDeclares,
    'shape at',
    broken(attend, (right, ...given) => {
      const { outputs, more } = right(...given);
      return more?.['score'] === undefined ? outputs : { outputs: more['score'], more: { score: outputs } };
    }),
  ],
  [
    'leaves an output out',
    promises.givesWhatItDeclares,
    'outputs given',
    broken(attend, (right, ...given) => right(...given).outputs),
  ],
  [
    'gives an output that no port has',
    promises.givesWhatItDeclares,
    'outputs given',
    broken(dense, (right, ...given) => {
      const { outputs } = right(...given);
      return { outputs, more: { extra: outputs } };
    }),
  ],
  [
    'declares an output in the shapes that its params keep shut',
    promises.givesWhatItDeclares,
    'declared outputs',
    { ...attend, moreShapes: () => ({ score: [1] }) },
  ],
  [
    'gives another shape than it promises',
    promises.givesWhatItDeclares,
    'shape at outputs',
    broken(dense, (right, ...given) => tf.expandDims(right(...given).outputs, 1)),
  ],
  [
    'ignores its mask',
    promises.readsEveryWire,
    'at mask',
    broken(attend, (right, t, params, { mask: _mask, ...inputs }, weights, context) =>
      right(t, params, inputs, weights, context),
    ),
  ],
  [
    'ignores its key',
    promises.readsEveryWire,
    'at key',
    broken(attend, (right, t, params, { inputs, ...others }, weights, context) =>
      right(t, params, { inputs, ...others, key: inputs }, weights, context),
    ),
  ],
  [
    'ignores its second wire',
    promises.readsEveryWire,
    'wire 2 at inputs',
    {
      ...dense,
      inputs: dense.inputs.map((port) => (port.name === 'inputs' ? { ...port, many: true } : port)),
    },
  ],
  [
    'declares random numbers that it does not read',
    promises.readsWhatItDraws,
    'random numbers read',
    { ...dense, random: () => ({ noise: { shape: [1], distribution: 'normal' } }) },
  ],
  [
    'reads random numbers that it has not declared',
    promises.readsWhatItDraws,
    'random numbers read',
    broken(dense, (right, ...given) => {
      void given[4].random['noise'];
      return right(...given);
    }),
  ],
  [
    'reads random numbers and does nothing with them',
    promises.readsWhatItDraws,
    'with other random keep',
    broken(dropout, (_right, _t, _params, { inputs: [x] }, _weights, { training, random }) => {
      if (training) void random['keep'];
      return x;
    }),
  ],
  [
    'keeps a weight that is trained',
    promises.keepsItsOwnWeightsOnly,
    'is a weight that is not trained',
    broken(dense, (right, ...given) => ({ ...right(...given), state: { bias: given[3]['bias'] ?? tf.scalar(0) } })),
  ],
  [
    'keeps a weight in another shape',
    promises.keepsItsOwnWeightsOnly,
    'state moving_mean',
    broken(batchNormalization, (right, ...given) => ({ ...right(...given), state: { moving_mean: tf.scalar(1) } })),
  ],
  [
    'keeps something outside training',
    promises.keepsItsOwnWeightsOnly,
    'state outside training',
    broken(batchNormalization, (right, ...given) => ({
      ...right(...given),
      state: { moving_mean: tf.clone(given[3]['moving_mean'] ?? tf.scalar(0)) },
    })),
  ],
  [
    'assigns a variable',
    promises.hasNoSideEffects,
    'weights after a call',
    broken(dense, (right, ...given) => {
      const result = right(...given);
      (given[3]['kernel'] as tf.Variable).assign(tf.zerosLike(given[3]['kernel'] ?? tf.scalar(0)));
      return result;
    }),
  ],
  [
    'counts its calls',
    promises.hasNoSideEffects,
    'the same call again',
    broken(dense, (right, ...given) => tf.add(right(...given).outputs, (made += 1))),
  ],
  [
    'leaves a tensor behind',
    promises.givesWhatItDeclares,
    'tensors left behind',
    broken(dense, (right, ...given) => {
      tf.keep(tf.scalar(1));
      return right(...given);
    }),
  ],
  [
    'cuts the gradient off',
    promises.letsGradientsThrough,
    'a slope reaches',
    broken(dense, (right, ...given) => cut(tf, right(...given).outputs)),
  ],
  [
    'has twice the gradient',
    promises.hasTheRightGradients,
    'gradient on wire',
    broken(attend, (right, ...given) => steep(right(...given).outputs)),
  ],
  [
    'has no gradient at its mask',
    promises.hasTheRightGradients,
    'at mask',
    broken(attend, (right, t, params, { mask, ...inputs }, weights, context) => {
      const cutOff = mask?.map((each) => cut(t, each));
      return right(t, params, { ...inputs, ...(cutOff && { mask: cutOff }) }, weights, context);
    }),
  ],
];

/** The same values with a slope of zero. */
function cut(t: TF, x: Tensor): Tensor {
  return t.customGrad((value) => ({ value: t.clone(value as Tensor), gradFunc: (dy: Tensor) => t.zerosLike(dy) }))(x);
}

describe('a layer that', () => {
  test.each(BROKEN)('%s is found out', (_fault, check, found, definition) => {
    expect(everywhere(definition, check)).toThrow(found);
  });

  test('does not leave its activation out when asked for logits is found out', () => {
    const deaf = broken(dense, (right, t, params, inputs, weights, context) =>
      right(t, params, inputs, weights, { ...context, logits: false }),
    );
    const sigmoid = (definition: LayerDefinition) =>
      everywhere(definition, ({ params, ...at }) =>
        promises.leavesOutItsActivation({ ...at, params: { ...params, activation: 'sigmoid' } }),
      );
    expect(sigmoid(deaf)).toThrow('of the logits');
    expect(sigmoid(dense)).not.toThrow();
  });

  test.each([attend, dense, dropout, batchNormalization])('keeps its promises passes: $type', (definition) => {
    for (const check of [...Object.values(promises.promises), promises.hasTheRightGradients])
      expect(everywhere(definition, check)).not.toThrow();
  });
});
