/*
 * What every layer promises about its `call`, as checks that fail where a promise is broken. They know
 * of a layer only what its definition says; `promises.test.ts` shows that each of them can fail.
 */
import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';
import type { AtPorts, LayerResult, Tensor } from '../../../src/catalog/define/index.ts';
import { activationOf, randomOf, weightsOf } from '../../../src/catalog/layer-facts.ts';
import { isOpen } from '../../../src/catalog/ports.ts';
import type { LayerCase } from './cases.ts';
import {
  context,
  declared,
  disposeAll,
  eachWire,
  firstWeightsAt,
  gradientError,
  mapPorts,
  noise,
  readable,
  resultOf,
} from './harness.ts';
import type { Weights } from './harness.ts';

const ROWS = 3;

/** Seeded inputs for a batch; another key gives other numbers. */
const batchFor = ({ definition, shapes }: LayerCase, key = ''): AtPorts<Tensor> =>
  mapPorts(shapes, (shape, port, wire) => readable(definition, [ROWS, ...shape], `${port} ${wire}${key}`));

/** Names have no slope. */
const hasSlopes = ({ definition }: LayerCase): boolean => definition.refusesNames === undefined;

/** All outputs by the names of their ports. */
const named = ({ outputs, more }: LayerResult): Readonly<Record<string, Tensor>> => ({ outputs, ...more });

const run = (
  { definition, params }: LayerCase,
  inputs: AtPorts<Tensor>,
  weights: Weights,
  training: boolean,
): LayerResult => resultOf(definition, params, inputs, weights, context({ training }));

/** Everything a call gives, as numbers. */
const bitsOf = (result: LayerResult): Readonly<Record<string, readonly number[]>> =>
  Object.fromEntries(
    [
      ...Object.entries(named(result)),
      ...Object.entries(result.state ?? {}).map(([name, value]) => [`state ${name}`, value] as const),
    ].map(([name, tensor]) => [name, [...tensor.dataSync()]]),
  );

/** One number that hangs on all outputs, each entry with a weight of its own. */
const pulled = (result: LayerResult): Tensor =>
  Object.entries(named(result)).reduce<Tensor>(
    (sum, [name, tensor]) => tf.add(sum, tf.sum(tf.mul(tensor, noise(tensor.shape, `pull ${name}`)))),
    tf.scalar(0),
  );

/** Runs a check with first weights and sees that nothing is left behind. */
function withWeights(at: LayerCase, check: (weights: Weights) => void): void {
  const before = tf.memory().numTensors;
  const weights = firstWeightsAt(at.definition, at.params, at.shapes);
  const started = tf.memory().numTensors;
  tf.tidy(() => check(weights));
  expect(tf.memory().numTensors, 'tensors left behind').toBe(started);
  disposeAll(weights);
  expect(tf.memory().numTensors, 'weights left behind').toBe(before);
}

/** Every output that the params open has the promised shape, in training and after, and there are no others. */
export function givesWhatItDeclares(at: LayerCase): void {
  const { definition, params, outputs } = at;
  const open = definition.outputs.filter((port) => isOpen(port, params)).map(({ name }) => name);
  expect(Object.keys(outputs), 'declared outputs, in the order of the ports').toEqual(open);
  withWeights(at, (weights) => {
    for (const training of [true, false]) {
      const found = named(run(at, batchFor(at), weights, training));
      expect(Object.keys(found).toSorted(), 'outputs given').toEqual(open.toSorted());
      for (const [name, tensor] of Object.entries(found)) {
        expect(tensor.shape, `shape at ${name}`).toEqual([ROWS, ...(outputs[name] ?? [])]);
        expect(tensor.dtype, name).toBe('float32');
        expect(tensor.dataSync().every(Number.isFinite), `${name} is finite`).toBe(true);
      }
    }
  });
}

/** Other numbers on any wire give another answer: no port is ignored. */
export function readsEveryWire(at: LayerCase): void {
  withWeights(at, (weights) => {
    const usual = batchFor(at);
    const other = batchFor(at, ' changed');
    const answers = (inputs: AtPorts<Tensor>) => [true, false].map((each) => bitsOf(run(at, inputs, weights, each)));
    const before = answers(usual);
    eachWire(at.shapes, (_shape, port, wire) => {
      const changed = mapPorts(usual, (tensor, p, w) =>
        p === port && w === wire ? (other[port]?.[wire] ?? tensor) : tensor,
      );
      expect(answers(changed), `with other numbers on wire ${wire + 1} at ${port}`).not.toEqual(before);
    });
  });
}

/** It reads the random numbers it has declared, all of them, and none outside training. */
export function readsWhatItDraws(at: LayerCase): void {
  const { definition, params } = at;
  withWeights(at, (weights) => {
    const inputs = batchFor(at);
    for (const training of [true, false]) {
      const read = new Set<string>();
      const given = training ? declared(definition, params, inputs) : {};
      const random = new Proxy(given, {
        get(target, name, receiver): unknown {
          if (typeof name === 'string') read.add(name);
          return Reflect.get(target, name, receiver);
        },
      });
      definition.call(tf, params, inputs, weights, context({ training, random }));
      expect([...read].toSorted(), `random numbers read, training ${training}`).toEqual(Object.keys(given).toSorted());
    }
    for (const name of Object.keys(randomOf(definition, params, at.shapes))) {
      const other = declared(definition, params, inputs, 'other')[name];
      const answer = (random: Readonly<Record<string, Tensor>>) =>
        bitsOf(resultOf(definition, params, inputs, weights, context({ training: true, random })));
      expect(answer(other === undefined ? {} : { [name]: other }), `with other random ${name}`).not.toEqual(answer({}));
    }
  });
}

/** What it keeps are weights that are not trained, in their shapes, and only while training. */
export function keepsItsOwnWeightsOnly(at: LayerCase): void {
  const own = weightsOf(at.definition, at.params, at.shapes).filter(({ trainable }) => trainable === false);
  withWeights(at, (weights) => {
    const state = run(at, batchFor(at), weights, true).state ?? {};
    for (const [name, value] of Object.entries(state)) {
      const kept = own.find((weight) => weight.name === name);
      expect(kept, `state ${name} is a weight that is not trained`).toBeDefined();
      expect(value.shape, `state ${name}`).toEqual(kept?.shape);
      expect(value.dataSync().every(Number.isFinite), `state ${name} is finite`).toBe(true);
    }
    expect(run(at, batchFor(at), weights, false).state ?? {}, 'state outside training').toEqual({});
  });
}

/** The same call gives the same bits, and leaves the weights as they were. */
export function hasNoSideEffects(at: LayerCase): void {
  withWeights(at, (weights) => {
    const values = () => Object.entries(weights).map(([name, variable]) => [name, [...variable.dataSync()]]);
    const before = values();
    for (const training of [true, false]) {
      const once = bitsOf(run(at, batchFor(at), weights, training));
      expect(values(), `weights after a call, training ${training}`).toEqual(before);
      expect(bitsOf(run(at, batchFor(at), weights, training)), `the same call again`).toEqual(once);
    }
  });
}

/** Nothing on its way to the loss is cut off: what flows in and every trained weight gets a slope. */
export function letsGradientsThrough(at: LayerCase): void {
  withWeights(at, (weights) => {
    const inputs = mapPorts(batchFor(at), (tensor) => tf.variable(tensor));
    const flowing = hasSlopes(at) ? inputs.inputs : [];
    const trained = Object.values(weights).filter(({ trainable }) => trainable);
    const { grads } = tf.variableGrads(
      () => pulled(run(at, inputs, weights, true)).asScalar(),
      [...flowing, ...trained],
    );
    for (const variable of [...flowing, ...trained]) {
      const slope = grads[variable.name];
      const name = Object.entries(weights).find(([, each]) => each === variable)?.[0] ?? 'inputs';
      expect(slope?.shape, `slope of ${name}`).toEqual(variable.shape);
      expect(slope?.dataSync().every(Number.isFinite), `slope of ${name} is finite`).toBe(true);
      expect(
        slope?.dataSync().some((value) => value !== 0),
        `a slope reaches ${name}`,
      ).toBe(true);
    }
    eachWire(inputs, (variable) => variable.dispose());
  });
}

/** The gradient on every wire is that of finite differences, entry by entry. */
export function hasTheRightGradients(at: LayerCase): void {
  if (!hasSlopes(at)) return;
  withWeights(at, (weights) => {
    const usual = batchFor(at);
    eachWire(usual, (tensor, port, wire) => {
      const f = (x: Tensor) =>
        pulled(
          run(
            at,
            mapPorts(usual, (other, p, w) => (p === port && w === wire ? x : other)),
            weights,
            true,
          ),
        );
      expect(gradientError(f, tensor, 1e-3), `gradient on wire ${wire + 1} at ${port}`).toBeLessThan(2e-2);
    });
  });
}

/** Asked for logits, it leaves out just the function it ends with. */
export function leavesOutItsActivation(at: LayerCase): void {
  const { definition, params } = at;
  const ends = activationOf(definition, params);
  withWeights(at, (weights) => {
    const inputs = batchFor(at);
    const of = (logits: boolean) => resultOf(definition, params, inputs, weights, context({ logits })).outputs;
    const [found, expected] = [ends.apply(tf, of(true)).dataSync(), of(false).dataSync()];
    found.forEach((value, i) => expect(value, `${ends.name} of the logits`).toBeCloseTo(expected[i] ?? NaN, 5));
  });
}

/** All of them by what they say; the costly ones are for the first case of each kind. */
export const promises: Readonly<Record<string, (at: LayerCase) => void>> = {
  'gives every output that it declares, in training and after, without a leak': givesWhatItDeclares,
  'reads every wire': readsEveryWire,
  'reads the random numbers that it declares, and no others': readsWhatItDraws,
  'keeps only weights that are not trained': keepsItsOwnWeightsOnly,
  'has no side effects': hasNoSideEffects,
  'lets a gradient through to its input and every weight that is trained': letsGradientsThrough,
};
