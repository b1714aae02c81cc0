import { compact } from '../../base/format.ts';
import { err, ok } from '../../base/result.ts';
import { formatShape, sizeOf } from '../../base/shape.ts';
import type { Shape } from '../../base/shape.ts';
import { defineLayer } from '../define/index.ts';
import { layerPorts } from '../layers/ports.ts';
import { integer } from '../params.ts';
import { at, factor, indexOf, placeOf } from '../worked.ts';

/** The dimension of one example that `axis` names, counted from 0; outside of the shape where there is none. */
const dimensionOf = (axis: number, { length }: Shape): number => (axis < 0 ? axis + length : axis - 1);

/** Dauphin and others, 2017. Keras has it as a function alone: it halves its input, so it cannot be the `activation` of a layer there. */
export const glu = defineLayer({
  type: 'Glu',
  category: 'Activations',
  keras: {
    module: 'keras.src.ops.nn',
    lacks: ['trainable', 'dtype'],
    called: 'keras.activations.glu',
  },
  summary: 'Lets one half of the values decide how much of the other half passes.',
  description:
    'Gated linear unit: cuts its input into two halves and multiplies the first with the sigmoid of the second. The second half opens or closes a gate for each value of the first, so the network learns what to let through. The output is half as wide as the input; give the layer before it twice the units. The slope through an open gate does not fade, which helps deep networks.',
  formula: 'y = a·σ(b),  [a, b] = x',
  keywords: ['gated linear unit', 'gate', 'glu'],
  ...layerPorts(),
  params: {
    axis: integer(-1, {
      min: -8,
      max: 8,
      exact: true,
      advanced: true,
      help: 'The dimension that is cut in two, counted with the batch as 0; −1 is the last one.',
    }),
  },
  outputShape({ axis }, { inputs: [input] }) {
    const halved = dimensionOf(axis, input);
    const size = input[halved];
    if (size === undefined)
      return err(
        input.length === 0
          ? 'needs at least one dimension per example to cut in two, found one single value'
          : `has no dimension ${axis} to cut in two: found shape ${formatShape(input)}, expected an axis of −1 to −${input.length} or 1 to ${input.length}`,
      );
    if (size % 2 !== 0)
      return err(`cuts a dimension in two halves, so its size must be even: found ${size} in ${formatShape(input)}`);
    return ok(input.map((n, d) => (d === halved ? n / 2 : n)));
  },
  multiplyAdds: (_params, { inputs: [input] }) => sizeOf(input) / 2,
  worked({ axis }, { inputs: { inputs }, shape, place }) {
    const [x] = inputs;
    const halved = dimensionOf(axis, x.shape);
    const index = indexOf(shape, place);
    const gate = index.with(halved, (index[halved] ?? 0) + (shape[halved] ?? 0));
    const [a, b] = [at(x, placeOf(x.shape, index)), at(x, placeOf(x.shape, gate))];
    return [{ name: 'y', text: `${factor(a)}·sigmoid(${compact(b)})`, value: a / (1 + Math.exp(-b)) }];
  },
  call(tf, { axis }, { inputs: [x] }) {
    const [values, gates] = tf.split(x, 2, axis < 0 ? axis + x.rank : axis);
    return values === undefined || gates === undefined ? x : tf.mul(values, tf.sigmoid(gates));
  },
});
