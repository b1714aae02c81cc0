/** Every layer that Keras has gives Keras' values, slopes and kept weights, from the same inputs, weights and masks. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { must } from '../../../src/base/invariant.ts';
import type { AtPorts, LayerResult, Tensor } from '../../../src/catalog/define/index.ts';
import { catalog } from '../../../src/catalog/index.ts';
import { outputShapes } from '../../../src/catalog/layer-facts.ts';
import type { ParamValues } from '../../../src/catalog/params.ts';
import { atInputs, context, disposeAll, eachWire, mapPorts, params } from './harness.ts';
import type { Weights } from './harness.ts';
import golden from '../../golden/keras-golden.json' with { type: 'json' };

type Nested = number | readonly Nested[];
type Named<T> = Readonly<Record<string, T>>;

interface Recorded {
  readonly type: string;
  readonly params: ParamValues;
  readonly training: boolean;
  readonly inputs: Named<readonly Nested[]>;
  readonly weights: Named<Nested>;
  /** Uniform numbers from which the masks that Keras had follow. */
  readonly random: Named<Nested>;
  readonly outputs: Named<Nested>;
  /** Weights that the layer itself changes, after the call. */
  readonly state: Named<Nested>;
  /** What each entry of an output counts in the sum that the slopes are of. */
  readonly pulls: Named<Nested>;
  readonly input_slopes: Named<readonly Nested[]>;
  readonly weight_slopes: Named<Nested>;
}

const recorded: Named<Recorded> = golden.layers.calls;

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const tensorOf = (numbers: Nested): Tensor => tf.tensor(numbers);
const tensorsOf = (named: Named<Nested>): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(named).map(([name, numbers]) => [name, tensorOf(numbers)]));

/** Float32 arithmetic against float64, which rounds by the largest numbers that are summed up. */
const ROUNDING = 1e-5;

function agrees(found: Tensor | undefined, expected: Nested | undefined, what: string): void {
  const wanted = tensorOf(must(expected, what));
  expect(found?.shape, what).toEqual(wanted.shape);
  const values = [...wanted.dataSync()];
  const allowed = ROUNDING * values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  found?.dataSync().forEach((value, i) => {
    const apart = Math.abs(value - (values[i] ?? NaN));
    expect(apart <= allowed, `${what} [${i}]: found ${value}, expected ${values[i]} ± ${allowed}`).toBe(true);
  });
}

const named = ({ outputs, more }: LayerResult): Named<Tensor> => ({ outputs, ...more });

test.each(Object.entries(recorded))('%s', (_label, keras) => {
  const definition = catalog.expect(keras.type, 'layer');
  const values = params(definition, keras.params);
  const weights: Weights = Object.fromEntries(
    Object.entries(keras.weights).map(([name, numbers]) => [name, tf.tidy(() => tf.variable(tensorOf(numbers)))]),
  );
  tf.tidy(() => {
    const ctx = context({ training: keras.training, random: tensorsOf(keras.random) });
    const { inputs, ...others } = keras.inputs;
    const given: AtPorts<Tensor> = mapPorts({ ...others, ...atInputs(must(inputs, 'inputs')) }, tensorOf);
    const run = (at: AtPorts<Tensor>): LayerResult => {
      const result = definition.call(tf, values, at, weights, ctx);
      return result instanceof tf.Tensor ? { outputs: result } : result;
    };

    const result = run(given);
    const outputs = named(result);
    expect(Object.keys(outputs)).toEqual(Object.keys(keras.outputs));
    for (const [name, tensor] of Object.entries(outputs)) agrees(tensor, keras.outputs[name], name);
    expect(
      outputShapes(
        definition,
        values,
        mapPorts(given, ({ shape }) => shape.slice(1)),
      ),
    ).toEqual({
      ok: true,
      value: Object.fromEntries(Object.entries(outputs).map(([name, { shape }]) => [name, shape.slice(1)])),
    });

    expect(Object.keys(result.state ?? {}).toSorted()).toEqual(Object.keys(keras.state).toSorted());
    for (const [name, tensor] of Object.entries(result.state ?? {})) agrees(tensor, keras.state[name], `new ${name}`);

    const pulled = (at: AtPorts<Tensor>) =>
      Object.entries(named(run(at))).reduce<Tensor>(
        (sum, [name, tensor]) => tf.add(sum, tf.sum(tf.mul(tensor, tensorOf(must(keras.pulls[name], name))))),
        tf.scalar(0),
      );
    eachWire(given, (at, port, wire) => {
      const along = (x: Tensor) => pulled(mapPorts(given, (other, p, w) => (p === port && w === wire ? x : other)));
      if (definition.refusesNames === undefined)
        agrees(tf.grad(along)(at), keras.input_slopes[port]?.[wire], `slope at ${port} ${wire}`);
    });
    for (const [name, expected] of Object.entries(keras.weight_slopes)) {
      const variable = must(weights[name], name);
      const { grads } = tf.variableGrads(() => pulled(given).asScalar(), [variable]);
      agrees(grads[variable.name], expected, `slope of ${name}`);
    }
  });
  disposeAll(weights);
});
