/** The tfjs layer for each type of layer that the bench uses. */
import { tf } from '../../../../src/runtime/tf.ts';
import type { LayerSpec } from '../task.ts';

type Layer = tf.Sequential['layers'][number];
type Make = (config: never) => Layer;

const MAKE: Readonly<Record<string, Make>> = {
  Dense: tf.layers.dense,
  BatchNormalization: tf.layers.batchNormalization,
  Activation: tf.layers.activation,
  Conv2D: tf.layers.conv2d,
  MaxPooling2D: tf.layers.maxPooling2d,
  Flatten: tf.layers.flatten,
};

/** The order in which tfjs wants a layer's weights, by their Keras names. */
export const WEIGHT_ORDER = ['kernel', 'bias', 'gamma', 'beta', 'moving_mean', 'moving_variance'] as const;

/** tfjs writes params as `kernelSize` where Keras and the catalog write `kernel_size`. */
const camel = (name: string): string => name.replaceAll(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());

export function fitLayer({ type, params = {} }: LayerSpec, inputShape?: readonly number[]): Layer | undefined {
  const config = Object.fromEntries(Object.entries(params).map(([name, value]) => [camel(name), value]));
  return MAKE[type]?.({ ...config, ...(inputShape && { inputShape: [...inputShape] }) } as never);
}
