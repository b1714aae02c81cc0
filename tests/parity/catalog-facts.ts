/*
 * What the catalog claims about Keras without any network: defaults of arguments and ports, the curves
 * of the schedules, and how the numbers of the initializers are spread.
 */
import { random } from '../../src/base/random.ts';
import type { JsonObject } from '../../src/base/json.ts';
import { defaultParams } from '../../src/catalog/catalog.ts';
import { kerasParams } from '../../src/catalog/keras-params.ts';
import type { DefinitionOf, NodeDefinition, Role, Use } from '../../src/catalog/define/index.ts';
import { parseParams } from '../../src/catalog/define/index.ts';
import { catalog } from '../../src/catalog/index.ts';
import { leftOut } from '../../src/catalog/left-out.ts';
import type { ParamValues } from '../../src/catalog/params.ts';
import { variations } from './vary.ts';

interface KerasClass {
  readonly label: string;
  readonly module: string;
  readonly className: string;
  readonly params: JsonObject;
}

/** Large enough that two samples of one distribution differ by far less than two distributions. */
const DRAWN: readonly number[] = [250, 400];
const POINTS = 60;

/** Params whose default is ours: where Keras would give a figure for each class, a curve needs one. */
const OURS: Readonly<Record<string, readonly string[]>> = { F1Score: ['average'] };

/** Every type of one role. */
export const ofRole = <R extends Role>(role: R) =>
  catalog.all.filter((each): each is DefinitionOf<R> => each.role === role);

/** Where Keras has this type, if it has it. */
export const classOf = ({ type, keras }: NodeDefinition): Omit<KerasClass, 'label' | 'params'> | undefined =>
  keras && { module: keras.module, className: keras.className ?? type };

/** Params as Keras takes them: those that it makes the object with, and those of a layer's call. */
export function inKeras(definition: NodeDefinition, params: ParamValues): { config: JsonObject; call: ParamValues } {
  const { callParams = [], wraps } = definition.role === 'layer' ? definition : {};
  const written = kerasParams(definition, params);
  const named = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, written[name] ?? null]));
  const call = Object.fromEntries(callParams.map((name) => [name, params[name] ?? null]));
  const made = Object.keys(params).filter((name) => !callParams.includes(name));
  if (wraps === undefined) return { config: named(made), call };
  const { companion } = wraps;
  const second = companion?.inner(params);
  const parts = {
    [wraps.argument]: asObject(wraps.inner(params)),
    ...(companion && second && { [companion.argument]: asObject(second, companion.argument) }),
  };
  return { config: { ...named(wraps.own), ...parts }, call };
}

/** Keras names the first of two layers itself, and takes the second by the name that it has. */
function asObject({ definition, params }: Use<'layer'>, name?: string): JsonObject {
  const found = classOf(definition);
  if (found === undefined) throw new Error(`${definition.type} is not a Keras class`);
  const config = { ...inKeras(definition, params).config, ...(name !== undefined && { name }) };
  return { module: found.module, class_name: found.className, config, registered_name: null };
}

/** What is said of the arguments of a Keras class; those of a wrapped layer are told of that layer. */
function claimed(definition: NodeDefinition) {
  const { config: all, call } = inKeras(definition, defaultParams(definition));
  const ours = OURS[definition.type] ?? [];
  const config = Object.fromEntries(Object.entries(all).filter(([name]) => !ours.includes(name)));
  const wraps = definition.role === 'layer' ? definition.wraps : undefined;
  if (wraps !== undefined) return { params: { ...config, [wraps.argument]: undefined }, call, ports: {} };
  const ports = definition.inputs.flatMap(({ name, default: port }) => (port === undefined ? [] : [[name, port]]));
  return { params: config, call, ports: Object.fromEntries(ports) };
}

export const catalogFacts = () => ({
  /** Everything that a graph can hold. */
  // Views and notes take no part in a training.
  types: catalog.all.filter(({ role }) => role !== 'view' && role !== 'note').map(({ type }) => type),
  defaults: catalog.all.flatMap((definition) => {
    const found = classOf(definition);
    const without = Object.keys(definition.keras?.without ?? {});
    const takes = [...Object.keys(definition.params), ...definition.inputs.map(({ name }) => name)];
    const claims = { ...claimed(definition), takes, leftOut: Object.keys(leftOut(definition)), without };
    return found === undefined ? [] : [{ label: definition.type, ...found, ...claims }];
  }),
  // Those of our own are compared with their formulae in tests/catalog/schedules.
  schedules: kerasOnly(ofRole('schedule')).flatMap((definition) =>
    varied(definition).map(({ known, params }) => {
      const last = 1.2 * definition.horizon(params);
      const steps = Array.from({ length: POINTS }, (_, i) => Math.round((last * i) / (POINTS - 1)));
      return { ...known, params, steps, values: steps.map((step) => definition.learningRate(params, step)) };
    }),
  ),
  initializers: ofRole('initializer').flatMap((definition) =>
    varied(definition).map(({ known, params }) => ({
      ...known,
      params,
      shape: DRAWN,
      ...spreadOf(definition.values(params, DRAWN, random('parity', known.label))),
    })),
  ),
});

const kerasOnly = <D extends NodeDefinition>(definitions: readonly D[]) =>
  definitions.filter(({ keras }) => keras !== undefined);

const varied = (definition: NodeDefinition) =>
  variations(definition).map(({ label, params }) => {
    const found = classOf(definition);
    const parsed = parseParams(definition, params);
    if (found === undefined || !parsed.success)
      throw new Error(`${label}: not a Keras class, or params that its own schema refuses`);
    return { known: { label, ...found }, params: parsed.data };
  });

function spreadOf(values: Float32Array) {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length);
  const size = values.reduce((sum, x) => sum + Math.abs(x), 0) / values.length;
  const min = values.reduce((a, b) => Math.min(a, b), Infinity);
  const max = values.reduce((a, b) => Math.max(a, b), -Infinity);
  return { mean, sd, size, min, max };
}
