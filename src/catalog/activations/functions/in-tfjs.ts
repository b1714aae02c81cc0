/** What `tf.layers` of TensorFlow.js calls the functions that it computes as Keras 3 does. Its hard_sigmoid is another one. */
const NAMES: Readonly<Record<string, string>> = {
  elu: 'elu',
  gelu: 'gelu',
  linear: 'linear',
  mish: 'mish',
  relu: 'relu',
  relu6: 'relu6',
  selu: 'selu',
  sigmoid: 'sigmoid',
  silu: 'swish',
  softmax: 'softmax',
  softplus: 'softplus',
  softsign: 'softsign',
  swish: 'swish',
  tanh: 'tanh',
};

export const activationInTfjs = (name: string): string | undefined =>
  Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
