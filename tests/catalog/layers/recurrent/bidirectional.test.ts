import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { bidirectional } from '../../../../src/catalog/layers/recurrent/bidirectional.ts';
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
