/* Other values to try for the params of a layer, found from its definition alone. */
import type { Shape } from '../../../src/base/shape.ts';
import type { LayerDefinition } from '../../../src/catalog/define/index.ts';
import { outputShapes } from '../../../src/catalog/layer-facts.ts';
import { isList, paramMeta, sameParam } from '../../../src/catalog/params.ts';
import type { ParamSchema, ParamValue, ParamValues } from '../../../src/catalog/params.ts';
import { isOpen } from '../../../src/catalog/ports.ts';
import { fitting, variants, wirings } from '../../catalog/layers/cases.ts';
import type { LayerCase } from '../../catalog/layers/cases.ts';

/** Large enough for wider windows, with holes in them, and for groups of channels. */
const ROOMY: readonly Shape[] = [[12], [9, 4], [8, 9, 4]];

/** Whether a param means something beside the others; a config need not hold what does not. */
export function counts({ params: declared }: LayerDefinition, params: ParamValues, name: string): boolean {
  const schema = declared[name];
  const when = schema && paramMeta(schema).when;
  if (when === undefined) return true;
  const other = params[when.param] ?? null;
  return other !== null && !isList(other) && when.is.includes(other);
}

/** Other values of a param, of its kind; none for a choice of one. */
export function others(schema: ParamSchema, value: ParamValue): readonly ParamValue[] {
  return candidates(schema, value).flatMap((each) => {
    const parsed = schema.safeParse(each);
    if (!parsed.success) return [];
    const read = parsed.data as ParamValue;
    return sameParam(read, value) ? [] : [read];
  });
}

function candidates(schema: ParamSchema, value: ParamValue): readonly ParamValue[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 1, value / 2, value - 0.25, value + 0.25, 1 - value];
  if (isList(value)) return [value.map((n) => n + 1), value.toReversed(), [...value, 1], [1, ...value], [2, -1], [1]];
  if (value === null) return [1, 0.5, [1], [1, 1]];
  return paramMeta(schema).choices?.map((choice) => choice.value) ?? [];
}

/** The same case with other params; undefined where its shapes or wires do not suit them. */
export function withParams({ definition, shapes, ...at }: LayerCase, changes: ParamValues): LayerCase | undefined {
  const params = { ...at.params, ...changes };
  const open = new Set(definition.inputs.filter((port) => isOpen(port, params)).map(({ name }) => name));
  if (definition.refuses?.(params) !== undefined || !Object.keys(shapes).every((port) => open.has(port)))
    return undefined;
  const outputs = outputShapes(definition, params, shapes);
  return outputs.ok ? { definition, params, shapes, outputs: outputs.value } : undefined;
}

/** Cases in which a param may show: those given first, then some with more room, each with another param changed. */
export function* bases(definition: LayerDefinition, cases: readonly LayerCase[]): Generator<LayerCase> {
  yield* cases;
  const [initial = {}] = variants(definition);
  const [ports = []] = wirings(definition, initial);
  for (const roomy of fitting(definition, initial, ports, ROOMY)) {
    yield roomy;
    // What is off may only be switched on together.
    const off = Object.entries(definition.params).filter(([name]) => initial[name] === null);
    const on = Object.fromEntries(
      off.flatMap(([name, schema]) =>
        others(schema, null)
          .slice(0, 1)
          .map((value) => [name, value]),
      ),
    );
    const changes = Object.entries(definition.params).flatMap(([name, schema]) =>
      others(schema, initial[name] ?? null).map((value): ParamValues => ({ [name]: value })),
    );
    yield* [on, ...changes].flatMap((change) => withParams(roomy, change) ?? []);
  }
}
