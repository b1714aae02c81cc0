/** The one value import of TensorFlow.js: everything else in the runtime takes `tf` from here. */
import * as tf from '@tensorflow/tfjs';

// Switches off tfjs' advice for Node and its deprecation notices; results do not change.
tf.enableProdMode();

export { tf };
export type { LayersModel, SymbolicTensor, Tensor, Variable } from '@tensorflow/tfjs';

/** A variable that takes a tensor over: `tf.variable` alone would leave the tensor behind. */
export function variableOf(initial: tf.Tensor, trainable: boolean): tf.Variable {
  const variable = tf.variable(initial, trainable);
  initial.dispose();
  return variable;
}
