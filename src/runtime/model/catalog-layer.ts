/*
 * The tfjs layer class of every catalog type. The catalog says which weights it has and how it computes;
 * this class gives it a place in a tfjs model, where it trains, predicts and is saved.
 */
import type { serialization } from '@tensorflow/tfjs';
import { must } from '../../base/invariant.ts';
import type { Shape } from '../../base/shape.ts';
import type { AtPorts, CallContext, LayerResult, Tensor, Use } from '../../catalog/define/index.ts';
import { catalog } from '../../catalog/index.ts';
import { MAIN_OUTPUT, outputShapes, weightsOf } from '../../catalog/layer-facts.ts';
import type { ParamValues } from '../../catalog/params.ts';
import type { Part } from '../../compiler/types.ts';
import { tf } from '../tf.ts';
import type { Variable } from '../tf.ts';
import { passOf } from './pass.ts';

export interface LayerArguments extends Use<'layer'> {
  /** The node's id. */
  readonly node: string;
  /** The port of each tensor in the flat list that tfjs passes. */
  readonly ports: readonly string[];
}

/** What a saved model holds of a layer; it travels as text, because tfjs re-spells every key and word it reads. */
interface Saved extends Part, Pick<LayerArguments, 'ports'> {}

const encode = (saved: Saved): string => encodeURIComponent(JSON.stringify(saved)).replaceAll('_', '%5F');
const decode = (text: string): Saved => JSON.parse(decodeURIComponent(text)) as Saved;

/** Our ids may begin with an underscore, which tfjs refuses in the names it makes of layers. */
export const tfjsName = (node: string): string => `n${node}`;

/** What tfjs itself asks for when it calls a layer. */
const INFERENCE: CallContext = { training: false, random: {}, logits: false, batches: 1 };

export class CatalogLayer extends tf.layers.Layer {
  static readonly className = 'EdgewiseLayer';
  private variables: Readonly<Record<string, Variable>> = {};
  /** The outputs behind the main one, in the order in which tfjs counts them. */
  private further: readonly string[] = [];

  constructor(private readonly given: LayerArguments) {
    super({ name: tfjsName(given.node) });
  }

  static override fromConfig<T extends serialization.Serializable>(
    cls: serialization.SerializableConstructor<T>,
    config: serialization.ConfigDict,
  ): T {
    const { type, ...rest } = decode(config['saved'] as string);
    return new cls({ ...rest, definition: catalog.expect(type, 'layer') });
  }

  override getConfig(): serialization.ConfigDict {
    const { node, definition, params, ports } = this.given;
    return { ...super.getConfig(), saved: encode({ node, type: definition.type, params, ports }) };
  }

  /** The params this layer computes with. */
  get params(): ParamValues {
    return this.given.params;
  }

  /** Weights by Keras' names. */
  get weightVariables(): Readonly<Record<string, Variable>> {
    return this.variables;
  }

  /** Weights are zeros until `Network.build` puts the first values in. */
  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const { definition, params } = this.given;
    const zeros = tf.initializers.zeros();
    const specs = weightsOf(definition, params, this.atPorts(withoutBatch(inputShape)));
    this.variables = Object.fromEntries(
      specs.map(({ name, shape, trainable = true }) => {
        const weight = this.addWeight(name, [...shape], 'float32', zeros, undefined, trainable);
        // A layer variable reads as the tf.Variable that it holds.
        return [name, weight.read() as Variable];
      }),
    );
    this.built = true;
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape | tf.Shape[] {
    const { node, definition, params } = this.given;
    const shapes = outputShapes(definition, params, this.atPorts(withoutBatch(inputShape)));
    if (!shapes.ok) throw new Error(`Layer ${node}: ${shapes.error}`);
    this.further = Object.keys(shapes.value).slice(1);
    const [first, ...more] = Object.values(shapes.value).map((shape): tf.Shape => [null, ...shape]);
    return more.length === 0 ? must(first, 'the shape of an output') : [must(first, 'the shape of an output'), ...more];
  }

  override call(inputs: Tensor | Tensor[], kwargs?: unknown): Tensor | Tensor[] {
    const { node, definition, params } = this.given;
    const pass = passOf(kwargs);
    const compute = (): LayerResult => {
      const context = pass === undefined ? INFERENCE : contextOf(node, pass.options);
      const given = this.atPorts(Array.isArray(inputs) ? inputs : [inputs]);
      const result = definition.call(tf, params, given, this.variables, context);
      const named = result instanceof tf.Tensor ? { outputs: result } : result;
      return pass === undefined ? named : tapped(node, named, pass.options);
    };
    const { outputs, more = {} } = pass === undefined ? compute() : pass.once(node, compute);
    if (this.further.length === 0) return outputs;
    const all = [outputs, ...this.further.map((port) => must(more[port], `the tensor at ${port} of ${node}`))];
    // tfjs disposes each output behind the last layer that it goes to, which would take one with it that is the same tensor.
    return all.map((tensor, i) => (all.indexOf(tensor) < i ? tf.clone(tensor) : tensor));
  }

  private atPorts<T>(flat: readonly T[]): AtPorts<T> {
    const byPort: Record<string, T[]> = {};
    this.given.ports.forEach((port, i) => {
      const value = flat[i];
      if (value !== undefined) (byPort[port] ??= []).push(value);
    });
    const { inputs, ...others } = byPort;
    const [first, ...rest] = inputs ?? [];
    return { inputs: [must(first, `the input of ${this.given.node}`), ...rest], ...others };
  }
}
tf.serialization.registerClass(CatalogLayer);

type Options = NonNullable<ReturnType<typeof passOf>>['options'];

const contextOf = (node: string, { training, random, logits, batches = 1 }: Options): CallContext => ({
  training,
  random: random?.[node] ?? {},
  logits: logits === node,
  batches,
});

function tapped(node: string, result: LayerResult, { tap }: Options): LayerResult {
  if (tap === undefined) return result;
  const see = (port: string, value: Tensor) => tap(`${node}.${port}`, value);
  return {
    ...result,
    outputs: see(MAIN_OUTPUT, result.outputs),
    ...(result.more && {
      more: Object.fromEntries(Object.entries(result.more).map(([port, value]) => [port, see(port, value)])),
    }),
  };
}

function withoutBatch(shape: tf.Shape | tf.Shape[]): Shape[] {
  const shapes = Array.isArray(shape[0]) ? (shape as tf.Shape[]) : [shape as tf.Shape];
  return shapes.map((each) => each.slice(1).map((n) => n ?? 1));
}
