/*
 * What Keras' classes take and these types do not, and why. What every type of a role leaves out stands here; the
 * others name theirs as `keras.without`, in the words of this file where several leave out the same. The parity job
 * sees to it that no argument of a class is missing, and that each of these is one.
 */
import type { NodeDefinition, Role } from './define/index.ts';

type Reasons = Readonly<Record<string, string>>;

/** What all layers of Keras take. */
const LAYERS: Reasons = {
  trainable: 'Every weight is trained that Keras trains unless told otherwise.',
  autocast: 'Everything is computed in float32, so nothing is cast.',
  activity_regularizer:
    'ActivityRegularization behind the layer does the same on any wire; layers for which Keras writes the argument out have a port.',
};

const BY_ROLE: Readonly<Partial<Record<Role, Reasons>>> = {
  layer: LAYERS,
  loss: {
    reduction:
      'The loss is the mean over the batch, as Keras has it unless told otherwise: with a sum the learning rate would depend on batch_size.',
  },
  optimizer: {
    loss_scale_factor: 'It keeps float16 from rounding gradients to 0; here everything is float32.',
    gradient_accumulation_steps:
      'It makes a batch larger than the memory; a larger batch_size of Train does that here.',
  },
};

export const NO_SEED = {
  seed: 'Random numbers follow from the seed of the graph and the id of the node.',
} as const satisfies Reasons;

export const NO_FANS = {
  ...NO_SEED,
  input_axes: 'What counts as input follows from the shape of the weight, as in Keras unless told otherwise.',
  output_axes: 'What counts as output follows from the shape of the weight, as in Keras unless told otherwise.',
} as const satisfies Reasons;

export const NO_NOISE_SHAPE = {
  noise_shape: 'Each value is dropped for itself; SpatialDropout2D drops whole channels.',
} as const satisfies Reasons;

export const NO_RECURRENT_WAYS = {
  ...NO_SEED,
  stateful: 'Examples are shuffled, so no batch goes on where the one before it ended.',
  unroll: 'It changes how Keras runs the steps, not what comes out.',
} as const satisfies Reasons;

export const NO_LORA = {
  lora_rank: 'It is for fine-tuning a large trained layer by a small one.',
  lora_alpha: 'It belongs to lora_rank.',
} as const satisfies Reasons;

export const NO_QUANTIZATION = {
  quantization_config: 'It is for large trained models; here weights are float32.',
} as const satisfies Reasons;

export const NO_AXIS = {
  axis: 'The values of an example lie in one row, so the loss always runs along the last axis.',
} as const satisfies Reasons;

export const NOT_VERBOSE = {
  verbose: 'What a callback does is said on the page and in the log.',
} as const satisfies Reasons;

/** Arguments of the Keras class that the type has neither as a param nor as a port, each with the reason. */
export function leftOut({ role, inputs, keras }: NodeDefinition): Reasons {
  if (keras === undefined) return {};
  const lacks = new Set<string>([...(keras.lacks ?? []), ...inputs.map(({ name }) => name)]);
  const all = { ...BY_ROLE[role], ...keras.without };
  return Object.fromEntries(Object.entries(all).filter(([argument]) => !lacks.has(argument)));
}
