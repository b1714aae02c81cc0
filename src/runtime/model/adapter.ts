/*
 * Translates Keras 3's functional config into the older dialect tfjs reads. tfjs silently ignores keys
 * it does not know, so only this file speaks to `modelFromJSON`, and a test reads every layer's config back.
 */
import type { JsonObject } from '../../base/json.ts';
import { catalog } from '../../catalog/index.ts';
import type { KerasLayer, Program } from '../../compiler/types.ts';
import { CatalogLayer, encodeMessage } from './catalog-layer.ts';

/** Our ids may begin with an underscore, which tfjs refuses in the names it makes of layers. */
export const tfjsName = (layer: string): string => `n${layer}`;

export function toTfjs(program: Program): JsonObject {
  const { name, layers, input_layers, output_layers } = program.model.config;
  return {
    class_name: 'Model',
    config: {
      name,
      layers: layers.map((layer) => translate(layer, program)),
      input_layers: input_layers.map(rename),
      output_layers: output_layers.map(rename),
    },
  };
}

function translate(layer: KerasLayer, program: Program): JsonObject {
  const { class_name, config } = dialect(layer, program);
  const name = tfjsName(layer.name);
  return {
    name,
    class_name,
    config: { ...config, name },
    inbound_nodes: layer.inbound_nodes.map((node) => node.map(rename)),
  };
}

/** A reference to a layer, `[name, …]`, with the name that tfjs knows. */
const rename = <T extends readonly unknown[]>([name, ...rest]: readonly [string, ...T]): [string, ...T] => [
  tfjsName(name),
  ...rest,
];

function dialect(layer: KerasLayer, program: Program): { class_name: string; config: JsonObject } {
  if (layer.class_name === 'InputLayer') {
    const { batch_shape = [], ...rest } = layer.config;
    return { class_name: 'InputLayer', config: { ...rest, batch_input_shape: batch_shape, sparse: false } };
  }
  const plan = program.layers.find((each) => each.name === layer.name);
  if (plan !== undefined && catalog.expect(plan.type, 'layer').call !== undefined) {
    const message = encodeMessage({ type: plan.type, params: plan.params, config: layer.config });
    return { class_name: CatalogLayer.className, config: { message } };
  }
  return { class_name: layer.class_name, config: { ...layer.config, dtype: 'float32' } };
}
