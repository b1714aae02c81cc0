import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { bidirectional } from '../../../../src/catalog/layers/recurrent/bidirectional.ts';
import { portOfWeight } from '../../../../src/catalog/layer-facts.ts';
import { gru } from '../../../../src/catalog/layers/recurrent/gru.ts';
import { lstm } from '../../../../src/catalog/layers/recurrent/lstm.ts';
import { context, disposeAll, firstWeights, noise, params, resultOf } from '../harness.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test.each([true, false])('apart, both ways give what they give side by side (return_sequences=%s)', (sequences) => {
  const given = { units: 2, return_sequences: sequences, return_state: true };
  const [concat, none] = ['concat', 'none'].map((merge_mode) => params(bidirectional, { ...given, merge_mode }));
  if (concat === undefined || none === undefined) throw new Error('no params');
  const weights = firstWeights(bidirectional, concat, [[4, 3]]);
  tf.tidy(() => {
    const x = noise([2, 4, 3]);
    const of = (values: typeof concat) => resultOf(bidirectional, values, { inputs: [x] }, weights, context());
    const [together, apart] = [of(concat), of(none)];
    const back = apart.more?.['backward_outputs'];
    if (back === undefined) throw new Error('nothing came back');
    expect([...tf.concat([apart.outputs, back], -1).dataSync()]).toEqual([...together.outputs.dataSync()]);
    expect(Object.keys(apart.more ?? {})[0]).toBe('backward_outputs');
    expect(apart.more?.['forward_state_h']?.dataSync()).toEqual(together.more?.['forward_state_h']?.dataSync());
  });
  disposeAll(weights);
  const shapes = (values: typeof concat) => bidirectional.moreShapes?.(values, { inputs: [[4, 3]] });
  expect(shapes(none)).toMatchObject({ backward_outputs: sequences ? [4, 2] : [2] });
  expect(shapes(concat)).not.toHaveProperty('backward_outputs');
});

test.each([false, true])('with a layer of its own the other way gives what that layer gives (turned=%s)', (turned) => {
  const given = { layer: 'LSTM', units: 2, return_sequences: true, go_backwards: turned, merge_mode: 'none' };
  const own = { backward_layer: 'GRU', backward_activation: 'relu', backward_use_bias: false };
  const values = params(bidirectional, { ...given, ...own });
  const weights = firstWeights(bidirectional, values, [[4, 3]]);
  expect(Object.keys(weights)).toEqual([
    'forward_kernel',
    'forward_recurrent_kernel',
    'forward_bias',
    'backward_kernel',
    'backward_recurrent_kernel',
  ]);
  const of = (direction: string) =>
    Object.fromEntries(
      Object.entries(weights).flatMap(([name, weight]) =>
        name.startsWith(direction) ? [[name.slice(direction.length + 1), weight]] : [],
      ),
    );
  tf.tidy(() => {
    const x = noise([2, 4, 3]);
    const both = resultOf(bidirectional, values, { inputs: [x] }, weights, context());
    const common = { units: 2, return_sequences: true };
    const there = params(lstm, { ...common, go_backwards: turned });
    const back = params(gru, { ...common, activation: 'relu', use_bias: false, go_backwards: !turned });
    const forward = resultOf(lstm, there, { inputs: [x] }, of('forward'), context()).outputs;
    const backward = resultOf(gru, back, { inputs: [x] }, of('backward'), context()).outputs;
    expect([...both.outputs.dataSync()]).toEqual([...forward.dataSync()]);
    expect([...(both.more?.['backward_outputs']?.dataSync() ?? [])]).toEqual([...tf.reverse(backward, 1).dataSync()]);
  });
  disposeAll(weights);
});

test('a layer of its own has ports of its own, and gives as many states as the first', () => {
  const alike = params(bidirectional);
  const other = params(bidirectional, { backward_layer: 'GRU', return_state: true });
  const port = (values: typeof alike) => portOfWeight(bidirectional, values, 'backward_kernel', 'initializer')?.name;
  expect([port(alike), port(other)]).toEqual(['kernel_initializer', 'backward_kernel_initializer']);
  expect(bidirectional.refuses?.(alike)).toBeUndefined();
  expect(bidirectional.refuses?.(other)?.message).toBe(
    'With return_state both ways give as many states, found 2 of LSTM and 1 of GRU.',
  );
  const begun = { inputs: [[4, 3]], forward_initial_state: [[32]], backward_initial_state: [[32]] } as const;
  expect(
    bidirectional.outputShape(params(bidirectional, { layer: 'GRU', backward_layer: 'LSTM' }), begun),
  ).toMatchObject({
    ok: false,
    error: expect.stringContaining('only if both ways have as many: found GRU and LSTM'),
  });
});
