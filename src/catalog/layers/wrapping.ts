/*
 * Layers that work through another layer, as Keras' `Bidirectional(LSTM(32))`. On the canvas that is one node:
 * which layer is wrapped is a choice among its params, and the params and parameter ports of that layer stand
 * beside its own. So nothing has to be wired that carries no numbers, the node is read like any other, and it is
 * written to Keras as the two layers that it is.
 */
import { must } from '../../base/invariant.ts';
import type { LayerDefinition, Wrapping } from '../define/index.ts';
import { ACTIVITY_PORT } from '../layer-facts.ts';
import { choice, isList, paramDefault, shownWhile } from '../params.ts';
import type { ParamSchema, ParamShape, ParamValues } from '../params.ts';
import type { PortSpec } from '../ports.ts';

/** The param that names the wrapped layer, and Keras' argument for it. */
const LAYER = 'layer';

export interface Wrapper {
  /** `layer`, then every param of the wrapped layers; those that some lack are shown where they mean something. */
  readonly params: ParamShape;
  /** The parameter ports of the wrapped layers. */
  readonly ports: readonly PortSpec[];
  readonly wraps: Wrapping;
  /** The port as it stands on the wrapper: open only while a layer that has it is wrapped. */
  narrowed(port: PortSpec, has: (definition: LayerDefinition) => boolean): PortSpec;
}

interface Wrapped {
  readonly help: string;
  /** Stands before the name of the wrapped layer in Keras. */
  readonly prefix: string;
  /** The names of the wrapper's own params. */
  readonly own?: readonly string[];
  /** Params of the wrapped layer that the wrapper does not offer as they are. */
  readonly leaves?: readonly string[];
  /** What the wrapper sets of those itself, from its params. */
  fixed?(params: ParamValues): ParamValues;
}

export function wrapping(
  layers: readonly [LayerDefinition, ...LayerDefinition[]],
  { help, prefix, own = [], fixed = () => ({}), leaves = [] }: Wrapped,
): Wrapper {
  const types = layers.map(({ type }) => type);
  const [first] = layers;
  const having = (has: (definition: LayerDefinition) => boolean) => layers.filter(has).map(({ type }) => type);
  const narrowed: Wrapper['narrowed'] = (port, has) => {
    const is = having(has);
    return is.length === layers.length ? port : { ...port, only: { param: LAYER, is, initially: has(first) } };
  };
  const names = distinct(layers.flatMap(({ params }) => Object.keys(params))).filter((name) => !leaves.includes(name));
  const params = names.map((name) => {
    const is = having((definition) => name in definition.params);
    const schema = commonParam(name, layers);
    return [name, is.length === layers.length ? schema : shownWhile(schema, { param: LAYER, is })] as const;
  });
  const choices = layers.map(({ type, summary }) => ({ value: type, help: summary }));
  return {
    params: { [LAYER]: choice<string>(first.type, choices, { help }), ...Object.fromEntries(params) },
    ports: parameterPorts(layers).map((port) =>
      narrowed(port, ({ inputs }) => inputs.some(({ name }) => name === port.name)),
    ),
    narrowed,
    wraps: {
      argument: LAYER,
      param: LAYER,
      prefix,
      own,
      inner(given) {
        const definition = must(
          layers[types.indexOf(String(given[LAYER]))],
          `the wrapped layer ${String(given[LAYER])}`,
        );
        const set = fixed(given);
        const inner = Object.keys(definition.params).map((name) => [name, set[name] ?? given[name] ?? null] as const);
        return { definition, params: Object.fromEntries(inner) };
      },
    },
  };
}

/** The parameter ports of some layers, each once. What a wrapped layer would charge for never leaves the wrapper as it is. */
export function parameterPorts(layers: readonly LayerDefinition[]): readonly PortSpec[] {
  const ports = layers
    .flatMap(({ inputs }) => inputs)
    .filter(({ name, kind }) => kind !== 'tensor' && name !== ACTIVITY_PORT);
  // The first one of a name counts.
  return [...new Map(ports.toReversed().map((port) => [port.name, port])).values()].toReversed();
}

const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/** The declaration of a param that all layers with it share; it must mean the same everywhere. */
export function commonParam(name: string, layers: readonly LayerDefinition[]): ParamSchema {
  const schemas = layers.flatMap(({ params }) => params[name] ?? []);
  const first = must(schemas[0], `the param ${name}`);
  const usual = (schema: ParamSchema) => {
    const value = paramDefault(schema);
    return isList(value) ? value.join() : value;
  };
  if (schemas.some((schema) => usual(schema) !== usual(first)))
    throw new Error(`Catalog: ${layers.map(({ type }) => type).join(', ')} start ${name} from different values`);
  return first;
}
