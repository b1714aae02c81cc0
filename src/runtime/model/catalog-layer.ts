/*
 * One tfjs layer class for every catalog type whose forward pass the catalog itself defines, because
 * tfjs lacks the type or differs from Keras 3 there. The catalog says which weights it has and how it
 * computes; this class only gives it a place in a tfjs model.
 */
import type { serialization } from '@tensorflow/tfjs';
import { must } from '../../base/invariant.ts';
import type { JsonObject } from '../../base/json.ts';
import type { CallContext, LayerDefinition, Tensor } from '../../catalog/define/index.ts';
import { catalog } from '../../catalog/index.ts';
import type { ParamValues } from '../../catalog/params.ts';
import { tf } from '../tf.ts';
import type { Variable } from '../tf.ts';

/** What the adapter hands over; it travels as text, because tfjs camel-cases everything it reads. */
export interface LayerMessage {
  readonly type: string;
  readonly params: ParamValues;
  /** The Keras config, as `getConfig` gives it back. */
  readonly config: JsonObject;
}

export const encodeMessage = (message: LayerMessage): string =>
  encodeURIComponent(JSON.stringify(message)).replaceAll('_', '%5F');
const decodeMessage = (text: string) => JSON.parse(decodeURIComponent(text)) as LayerMessage;

/** Inference without random numbers: what tfjs itself asks for when it calls a layer. */
const INFERENCE: CallContext = {
  training: false,
  logits: false,
  uniform: (shape) => tf.zeros([...shape]),
};

export type LayerWeights = Readonly<Record<string, Variable>>;

export class CatalogLayer extends tf.layers.Layer {
  static readonly className = 'CatalogLayer';
  private readonly message: LayerMessage;
  private readonly definition: LayerDefinition;
  private variables: LayerWeights = {};

  constructor(args: { name?: string; message: string }) {
    super(args.name === undefined ? {} : { name: args.name });
    this.message = decodeMessage(args.message);
    this.definition = catalog.expect(this.message.type, 'layer');
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const zeros = tf.initializers.zeros();
    const entries = this.definition
      .weights(this.message.params, withoutBatch(inputShape))
      .map(({ name, shape, trainable }) => {
        const weight = this.addWeight(name, [...shape], 'float32', zeros, undefined, trainable);
        // A layer variable reads as the tf.Variable that it holds.
        return [name, weight.read() as Variable] as const;
      });
    this.variables = Object.fromEntries(entries);
    this.built = true;
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    const shape = this.definition.outputShape(this.message.params, withoutBatch(inputShape));
    if (!shape.ok) throw new Error(`Layer ${this.name}: ${shape.error}`);
    return [null, ...shape.value];
  }

  /** Weights by Keras' names. */
  get weightVariables(): LayerWeights {
    return this.variables;
  }

  /** The forward pass, with the caller's context and, for probes, other weights. */
  compute(inputs: readonly Tensor[], context: CallContext, weights: LayerWeights = this.variables): Tensor {
    return must(this.definition.call, `the forward pass of ${this.message.type}`)(
      tf,
      this.message.params,
      inputs,
      weights,
      context,
    );
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    return tf.tidy(() => this.compute(Array.isArray(inputs) ? inputs : [inputs], INFERENCE));
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...(this.message.config as serialization.ConfigDict) };
  }
}
tf.serialization.registerClass(CatalogLayer);

function withoutBatch(shape: tf.Shape | tf.Shape[]): number[][] {
  const shapes = Array.isArray(shape[0]) ? (shape as tf.Shape[]) : [shape as tf.Shape];
  return shapes.map((each) => each.slice(1).map((n) => n ?? 1));
}
