/*
 * The compiled network on the device: a tfjs model and its weights by key. The model is what computes:
 * training, evaluation, instruments and saving all go through it.
 */
import { must } from '../../base/invariant.ts';
import type { Tensor, Use } from '../../catalog/define/index.ts';
import type { WeightPlan } from '../../compiler/types.ts';
import type { Linked } from '../link.ts';
import { tf } from '../tf.ts';
import type { LayersModel, Variable } from '../tf.ts';
import { buildModel } from './build-model.ts';
import { CatalogLayer, tfjsName } from './catalog-layer.ts';
import { initialWeights } from './initial-weights.ts';
import type { WeightValues } from './initial-weights.ts';
import { Pass } from './pass.ts';
import type { PassOptions } from './pass.ts';

/** One weight on the device. */
export interface NetworkWeight {
  readonly key: string;
  readonly plan: WeightPlan;
  readonly variable: Variable;
  readonly regularizer?: Use<'regularizer'>;
  readonly constraint?: Use<'constraint'>;
}

export class Network {
  readonly weights: readonly NetworkWeight[];
  readonly trainable: readonly NetworkWeight[];
  /** Called before tfjs computes with the weights. */
  beforeForward: (() => void) | undefined;

  private constructor(
    readonly linked: Linked,
    readonly model: LayersModel,
  ) {
    this.weights = linked.layers.flatMap(({ plan: { node }, weights }) => {
      const layer = model.getLayer(tfjsName(node));
      const variables = layer instanceof CatalogLayer ? layer.weightVariables : {};
      return weights.map(({ plan, regularizer, constraint }) => ({
        key: plan.key,
        plan,
        variable: must(variables[plan.name], `weight ${plan.key}`),
        ...(regularizer && { regularizer }),
        ...(constraint && { constraint }),
      }));
    });
    this.trainable = this.weights.filter(({ plan }) => plan.trainable);
  }

  /** Builds the model and gives its weights their seeded first values. */
  static build(linked: Linked): Network {
    const definitions = new Map(linked.layers.map(({ plan, definition }) => [plan.node, definition]));
    const network = new Network(
      linked,
      buildModel(linked.program.model, (layer) => definitions.get(layer)),
    );
    network.assign(initialWeights(linked));
    return network;
  }

  /** Puts values into weights, by key; weights that are not named keep theirs. */
  assign(values: WeightValues): void {
    for (const { key, plan, variable } of this.weights) {
      const found = values.get(key);
      if (found === undefined) continue;
      const tensor = tf.tensor(found, [...plan.shape], 'float32');
      variable.assign(tensor);
      tensor.dispose();
    }
  }

  /**
   * y_pred for a batch, or the values before the last activation where the pass says so. Call inside `tf.tidy`: a
   * network that changes nothing gives its input itself.
   */
  forward(inputs: Readonly<Record<string, Tensor>>, pass: Pass): Tensor {
    this.beforeForward?.();
    const list = this.linked.inputs.map(({ name }) => must(inputs[name], `the data of input ${name}`));
    const output = this.model.call(list, { training: pass.options.training, pass });
    return Array.isArray(output) ? must(output[0], 'the output of the model') : output;
  }

  /** The name to give as `PassOptions.logits` to stop where the fused loss wants it. */
  get fusedLayer(): string | undefined {
    return this.linked.program.loss.fused?.layer;
  }

  dispose(): void {
    this.model.dispose();
  }
}

export const pass = (options: PassOptions): Pass => new Pass(options);
