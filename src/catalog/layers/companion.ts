/*
 * A second layer that a wrapper may be given, as Keras' `backward_layer`: which one it is stands among the wrapper's
 * params, and its own params and parameter ports bear a prefix. What both layers must have in common is said once,
 * with the first.
 */
import type { Companion, LayerDefinition } from '../define/index.ts';
import { choice, shownWhile } from '../params.ts';
import type { ParamShape, ParamValues } from '../params.ts';
import type { PortSpec } from '../ports.ts';
import { commonParam, parameterPorts } from './wrapping.ts';

/** Keras' None: the second layer is made from the first. */
const LIKE_THE_FIRST = 'none';

export interface Accompanied {
  readonly params: ParamShape;
  readonly ports: readonly PortSpec[];
  readonly companion: Companion;
  /** What a param or port of the wrapper is shown beside, that means something only with a second layer. */
  readonly given: { readonly param: string; readonly is: readonly string[] };
}

interface Words {
  /** Keras' argument, which is the param too. */
  readonly argument: string;
  readonly prefix: string;
  readonly help: string;
  /** What the param says of the second layer while none is given. */
  readonly like: string;
  /** Where the second layer is, to be put behind the help of what it has. */
  readonly where: string;
  /** The params that both layers have in common. */
  readonly shared: readonly string[];
  /** What the wrapper sets itself, from its params. */
  fixed(params: ParamValues): ParamValues;
  readonly derived: ParamValues;
}

export function accompanying(layers: readonly LayerDefinition[], words: Words): Accompanied {
  const { argument, prefix, shared, derived } = words;
  const types = layers.map(({ type }) => type);
  const given = { param: argument, is: types };
  const help = (text: string) => `${text.replace(/\.$/, '')}, ${words.where}.`;
  const names = [...new Set(layers.flatMap(({ params }) => Object.keys(params)))].filter(
    (name) => !shared.includes(name),
  );
  const params = names.map((name) => {
    const is = layers.filter((layer) => name in layer.params).map(({ type }) => type);
    return [`${prefix}${name}`, shownWhile(commonParam(name, layers), { param: argument, is }, help)] as const;
  });
  const choices = [
    { value: LIKE_THE_FIRST, help: words.like },
    ...layers.map(({ type, summary }) => ({ value: type, help: summary })),
  ];
  return {
    given,
    params: {
      [argument]: choice<string>(LIKE_THE_FIRST, choices, {
        help: words.help,
        nothing: LIKE_THE_FIRST,
        advanced: true,
      }),
      ...Object.fromEntries(params),
    },
    ports: parameterPorts(layers).map((port) => ({
      ...port,
      name: `${prefix}${port.name}`,
      help: help(port.help),
      only: { param: argument, is: types, initially: false },
    })),
    companion: {
      argument,
      param: argument,
      prefix,
      derived,
      inner(values) {
        const definition = layers.find(({ type }) => type === values[argument]);
        if (definition === undefined) return undefined;
        const fixed = words.fixed(values);
        const valueOf = (name: string) => (shared.includes(name) ? values[name] : values[`${prefix}${name}`]);
        const inner = Object.keys(definition.params).map(
          (name) => [name, fixed[name] ?? valueOf(name) ?? null] as const,
        );
        return { definition, params: Object.fromEntries(inner) };
      },
    },
  };
}
