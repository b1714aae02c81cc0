/*
 * The compiled network on the device: a tfjs model built by `modelFromJSON`, its weights by key, and
 * a forward pass of our own that walks the layers in order. Walking them ourselves lets a caller see
 * or tap every wire, hand in random numbers, and stop before the last activation.
 */
import { must } from '../../base/invariant.ts';
import type { CallContext, Tensor } from '../../catalog/define/index.ts';
import { catalog } from '../../catalog/index.ts';
import type { LayerPlan, Program, WeightPlan } from '../../compiler/types.ts';
import { tf } from '../tf.ts';
import type { LayersModel, Variable } from '../tf.ts';
import { tfjsName, toTfjs } from './adapter.ts';
import { CatalogLayer } from './catalog-layer.ts';
import type { LayerWeights } from './catalog-layer.ts';
import { initialWeights } from './initial-weights.ts';
import type { WeightValues } from './initial-weights.ts';

/** One weight on the device. */
export interface NetworkWeight {
  readonly key: string;
  readonly plan: WeightPlan;
  readonly variable: Variable;
}

export interface ForwardOptions {
  readonly training: boolean;
  /** Uniform numbers for the layer of this name. */
  uniform(layer: string, shape: readonly number[]): Tensor;
  /** Give the fused layer's values before its activation. */
  readonly logits?: boolean;
  /** Sees each tensor on its way and may replace it. */
  tap?(layer: string, value: Tensor): Tensor;
  /** Weights used instead of the network's own, by layer. */
  readonly weights?: (layer: string, own: LayerWeights) => LayerWeights;
}

type Compute = (inputs: readonly Tensor[], context: CallContext, options: ForwardOptions) => Tensor;

export class Network {
  readonly weights: readonly NetworkWeight[];
  readonly trainable: readonly NetworkWeight[];
  /** Counts the times weights were set from outside a training step. */
  version = 0;
  private readonly steps: readonly { readonly plan: LayerPlan; readonly compute: Compute }[];

  private constructor(
    readonly program: Program,
    private readonly model: LayersModel,
  ) {
    this.steps = program.layers.map((plan) => ({ plan, compute: computeOf(plan, model) }));
    this.weights = program.layers.flatMap((plan) =>
      plan.weights.map((weight) => ({
        key: weight.key,
        plan: weight,
        variable: must(variablesOf(plan.name, model)[weight.name], `weight ${weight.key}`),
      })),
    );
    this.trainable = this.weights.filter(({ plan }) => plan.trainable);
  }

  /** Builds the model and gives its weights their seeded first values. */
  static async build(program: Program): Promise<Network> {
    // A model built before leaves its names behind, and tfjs would then number ours differently.
    const model = await tf.models.modelFromJSON(toTfjs(program) as never);
    const network = new Network(program, model);
    network.assign(initialWeights(program));
    return network;
  }

  /** Puts values into weights, by key; weights that are not named keep theirs. */
  assign(values: WeightValues): void {
    this.version++;
    for (const { key, plan, variable } of this.weights) {
      const found = values.get(key);
      if (found === undefined) continue;
      const tensor = tf.tensor(found, [...plan.shape], 'float32');
      variable.assign(tensor);
      tensor.dispose();
    }
  }

  /** Values of every layer and input by name, and y_pred (or the logits) as `output`. Call inside `tf.tidy`. */
  forward(
    inputs: Readonly<Record<string, Tensor>>,
    options: ForwardOptions,
  ): { values: Map<string, Tensor>; output: Tensor } {
    const { program } = this;
    const values = new Map<string, Tensor>();
    const keep = (name: string, value: Tensor) => values.set(name, options.tap?.(name, value) ?? value);
    for (const { name } of program.inputs) keep(name, must(inputs[name], `the data of input ${name}`));
    for (const { plan, compute } of this.steps) {
      const context: CallContext = {
        training: options.training,
        logits: options.logits === true && program.loss.fused?.layer === plan.name,
        uniform: (shape) => options.uniform(plan.name, shape),
      };
      keep(
        plan.name,
        compute(
          plan.inputs.map((name) => must(values.get(name), `the output of ${name}`)),
          context,
          options,
        ),
      );
    }
    return { values, output: must(values.get(program.output), `the output of ${program.output}`) };
  }

  /** The tfjs model itself, for reading configs back and for saving. */
  get tfjsModel(): LayersModel {
    return this.model;
  }

  dispose(): void {
    this.model.dispose();
  }
}

function variablesOf(name: string, model: LayersModel): LayerWeights {
  const layer = model.getLayer(tfjsName(name));
  return layer instanceof CatalogLayer ? layer.weightVariables : {};
}

function computeOf(plan: LayerPlan, model: LayersModel): Compute {
  const layer = model.getLayer(tfjsName(plan.name));
  if (layer instanceof CatalogLayer) {
    return (inputs, context, { weights }) =>
      layer.compute(inputs, context, weights?.(plan.name, layer.weightVariables) ?? layer.weightVariables);
  }
  // tfjs' own layer: only types whose definition says that it agrees with Keras 3.
  must(catalog.get(plan.type), `the catalog type ${plan.type}`);
  return (inputs, { training }) => {
    const [first] = inputs;
    const result = layer.call(inputs.length === 1 && first !== undefined ? first : [...inputs], { training });
    return Array.isArray(result) ? must(result[0], `the output of ${plan.name}`) : result;
  };
}
