import { compact } from '../../../base/format.ts';
import { must } from '../../../base/invariant.ts';
import { ok } from '../../../base/result.ts';
import { sizeOf } from '../../../base/shape.ts';
import { defineLayer } from '../../define/index.ts';
import { layerPorts } from '../ports.ts';
import { axesParam, placesOf } from './parts.ts';
import { at, factor, indexOf, listed, valuesAlong } from '../../worked.ts';

/** Keras' guard against dividing by a length of zero. */
const EPSILON = 1e-12;

/** A vector of zeros stays one. Keras' slope there is 10¹² or not a number; here no gradient passes, which cannot do harm. */
export const unitNormalization = defineLayer({
  type: 'UnitNormalization',
  category: 'Layers',
  group: 'Normalizing',
  keras: { module: 'keras.layers' },
  summary: 'Brings the features of every example to length 1.',
  description:
    'Divides each example by the length of its features, so that only their direction is left. Two examples can then be compared by the angle between them: a Dot layer behind it gives the cosine. Nothing is learned here. How large an example is gets lost, and one that is all zeros stays so.',
  formula: 'y = x/√(Σ x²)',
  keywords: ['l2', 'normalize', 'unit length', 'cosine', 'direction'],
  ...layerPorts(),
  params: { axis: axesParam('The dimensions over which the length is taken.') },
  outputShape({ axis }, { inputs: [input] }) {
    const places = placesOf(axis, input);
    return places.ok ? ok(input) : places;
  },
  multiplyAdds: (_params, { inputs: [input] }) => 2 * sizeOf(input),
  keepsOrder: true,
  worked({ axis }, { inputs: { inputs }, shape, place }) {
    const found = placesOf(axis, shape);
    if (!found.ok) return undefined;
    const row = valuesAlong(
      inputs[0],
      indexOf(shape, place),
      found.value.map((dimension) => dimension - 1),
    );
    const [x, length] = [at(inputs[0], place), Math.max(EPSILON, Math.hypot(...row))];
    const squares = listed(row, ' + ', (value) => `${factor(value)}²`);
    return [
      { name: '‖x‖', text: `√(${squares})`, value: length },
      { name: 'y', text: `${compact(x)}/${compact(length)}`, value: x / length },
    ];
  },
  call(tf, { axis }, { inputs: [x] }) {
    const found = placesOf(axis, x.shape.slice(1));
    const places = must(found.ok ? found.value : undefined, 'the axes of UnitNormalization');
    const squares = tf.sum(tf.square(x), [...places], true);
    // 1 above zero and 0 at it, without a slope of its own.
    const long = tf.step(squares);
    return tf.mul(x, tf.mul(tf.rsqrt(tf.maximum(squares, EPSILON ** 2)), long));
  },
});
