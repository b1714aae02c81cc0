/*
 * Ways to try a layer, made from its definition alone: every switch turned, every tensor port that it has
 * wired, the optional ones once and once not, with shapes that it accepts.
 */
import type { Shape } from '../../../src/base/shape.ts';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import type { AtPorts, LayerDefinition } from '../../../src/catalog/define/index.ts';
import { outputShapes } from '../../../src/catalog/layer-facts.ts';
import { paramMeta } from '../../../src/catalog/params.ts';
import type { ParamValue, ParamValues } from '../../../src/catalog/params.ts';
import { isOpen } from '../../../src/catalog/ports.ts';
import type { PortSpec } from '../../../src/catalog/ports.ts';

export interface LayerCase {
  readonly definition: LayerDefinition;
  readonly params: ParamValues;
  readonly shapes: AtPorts<Shape>;
  /** Shapes at all open outputs. */
  readonly outputs: Readonly<Record<string, Shape>>;
}

/** Shapes of one example to try on every layer: a row, a sequence, an image. */
export const EXAMPLES: readonly Shape[] = [[6], [4, 3], [3, 4, 2]];

/** Where a default asks for wider examples than these, a value that fits them. */
export const FITTING: ParamValues = { groups: 1 };

/** Widths that do not make the cases slow. */
const SMALL: ParamValues = { units: 4, num_heads: 2, key_dim: 3 };

/** Params at their defaults, but small, with each switch turned, with all turned, and with every fraction at work. */
export function variants(definition: LayerDefinition): readonly ParamValues[] {
  const defaults = defaultParams(definition);
  const initial = {
    ...defaults,
    ...Object.fromEntries(Object.entries({ ...SMALL, ...FITTING }).filter(([name]) => defaults[name] !== undefined)),
  };
  // A layer that wraps another one is tried with each that it may wrap, and with each that may be given beside it.
  const { wraps } = definition;
  const companion = wraps?.companion;
  const choicesOf = (param: string | undefined): readonly Change[] => {
    const schema = param === undefined ? undefined : definition.params[param];
    const offered = (schema === undefined ? undefined : paramMeta(schema).choices) ?? [];
    return offered.slice(1).map(({ value }) => [param ?? '', value]);
  };
  const beside = choicesOf(companion?.param);
  const { alone, together } = switches(definition, initial, companion?.param);
  const changes: readonly (readonly Change[])[] = [
    ...choicesOf(wraps?.param).map((each) => [each]),
    ...alone,
    ...beside.map((each) => [each]),
    ...beside.slice(0, 1).flatMap((given) => together.map((each) => [given, ...each])),
  ];
  return [initial, ...changes.map((each) => ({ ...initial, ...Object.fromEntries(each) }))];
}

type Change = readonly [name: string, value: ParamValue];

/** Each switch turned, all of them turned, and all fractions at work: of those that mean something without a companion, and of its own. */
function switches(definition: LayerDefinition, initial: ParamValues, companion: string | undefined) {
  const groups = [false, true].map((isWith) => {
    const own = Object.entries(definition.params).filter(
      ([, schema]) => (companion !== undefined && paramMeta(schema).when?.param === companion) === isWith,
    );
    const turned = own.flatMap(([name]): Change[] => {
      const value = initial[name];
      return typeof value === 'boolean' ? [[name, !value]] : [];
    });
    const fractions = own.flatMap(([name, schema]): Change[] => {
      const { control, min, max } = paramMeta(schema);
      return control === 'number' && min === 0 && max === 1 ? [[name, 0.4]] : [];
    });
    return [
      ...turned.map((each) => [each]),
      ...(turned.length > 1 ? [turned] : []),
      ...(fractions.length > 0 ? [fractions, [...turned, ...fractions]] : []),
    ];
  });
  return { alone: groups[0] ?? [], together: groups[1] ?? [] };
}

const tensorPorts = ({ inputs }: LayerDefinition, params: ParamValues): readonly PortSpec[] =>
  inputs.filter((port) => port.kind === 'tensor' && isOpen(port, params));

/** The tensor ports that are wired at the same time: those that must be, and all of them. */
export function wirings(definition: LayerDefinition, params: ParamValues): readonly (readonly PortSpec[])[] {
  const all = tensorPorts(definition, params);
  const required = all.filter((port) => port.required === true);
  return all.length === required.length ? [all] : [required, all];
}

/** All cases with these params and ports; at least one, or the layer takes none of the shapes tried. */
export const fitting = (
  definition: LayerDefinition,
  params: ParamValues,
  ports: readonly PortSpec[],
  examples: readonly Shape[] = EXAMPLES,
): readonly LayerCase[] =>
  examples.flatMap((example) => {
    for (const shapes of choices(definition, params, ports, example)) {
      const outputs = outputShapes(definition, params, shapes);
      if (outputs.ok) return [{ definition, params, shapes, outputs: outputs.value }];
    }
    return [];
  });

export const casesOf = (definition: LayerDefinition): readonly LayerCase[] =>
  variants(definition).flatMap((params) =>
    wirings(definition, params).flatMap((ports) => fitting(definition, params, ports)),
  );

/** `many` ports get two wires. */
const wires = (port: PortSpec | undefined, shape: Shape): readonly [Shape, ...Shape[]] =>
  port?.many === true ? [shape, shape] : [shape];

/** What the other ports could be given beside an example at `inputs`. */
function choices(
  definition: LayerDefinition,
  params: ParamValues,
  ports: readonly PortSpec[],
  example: Shape,
): readonly AtPorts<Shape>[] {
  const main = ports.find(({ name }) => name === 'inputs');
  const alone: AtPorts<Shape> = { inputs: wires(main, example) };
  const first = definition.outputShape(params, alone);
  const answer = first.ok ? first.value : example;
  const all = [example, answer, answer.slice(-1), example.slice(0, 1), ...EXAMPLES];
  const tried = [...new Map(all.map((shape) => [shape.join(), shape])).values()];
  return ports
    .filter((port) => port !== main)
    .reduce<readonly AtPorts<Shape>[]>(
      (found, port) =>
        found.flatMap((shapes) => tried.map((shape) => ({ ...shapes, [port.name]: wires(port, shape) }))),
      [alone],
    );
}
