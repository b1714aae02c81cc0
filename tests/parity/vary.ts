/** Every param of a catalog type at work, one at a time: the params of a type tell what there is to try. */
import type { NodeDefinition } from '../../src/catalog/define/index.ts';
import { isList, paramDefault, paramMeta } from '../../src/catalog/params.ts';
import type { ParamSchema, ParamValue, ParamValues } from '../../src/catalog/params.ts';

export interface Variation {
  /** The type and what is not as usual, e.g. `SGD nesterov=true`. */
  readonly label: string;
  readonly params: ParamValues;
}

/** Params that act only beside another one. */
const COMPANIONS: Readonly<Record<string, ParamValues>> = {
  alpha: { apply_class_balancing: true },
  amsgrad: { beta_2: 0.5 },
  ema_momentum: { use_ema: true, ema_overwrite_frequency: 2 },
  ema_overwrite_frequency: { use_ema: true },
  groups: { filters: 6 },
  nesterov: { momentum: 0.9 },
  use_ema: { ema_momentum: 0.5, ema_overwrite_frequency: 2 },
  warmup_steps: { warmup_target: 0.05 },
  warmup_target: { warmup_steps: 5 },
};

/** Of a param that divides something not every number will do; these do. */
const DIVISORS: Readonly<Record<string, number>> = { groups: 3 };

/** Params about several devices at once, which Keras' torch backend cannot do at all. */
export const FOR_MANY_DEVICES: ReadonlySet<string> = new Set(['synchronized']);

/** `base` itself, then one variation for each other value of each param. */
export function variations({ type, params }: NodeDefinition, base: ParamValues = {}): readonly Variation[] {
  const own = (values: ParamValues) =>
    Object.fromEntries(Object.entries(values).filter(([name]) => params[name] !== undefined));
  const known = own(base);
  const tried = Object.entries(params).filter(([name]) => !FOR_MANY_DEVICES.has(name));
  const changed = tried.flatMap(([name, schema]) =>
    valuesFor(name, schema, known[name] ?? paramDefault(schema)).map((value) => ({
      label: `${type} ${name}=${String(value)}`,
      params: { ...known, ...own(COMPANIONS[name] ?? {}), ...shown(schema), [name]: value },
    })),
  );
  return [{ label: type, params: known }, ...changed];
}

/** What a param is shown beside: elsewhere it means nothing. */
function shown(schema: ParamSchema): ParamValues {
  const { when } = paramMeta(schema);
  const [first] = when?.is ?? [];
  return when === undefined || first === undefined ? {} : { [when.param]: first };
}

function valuesFor(name: string, schema: ParamSchema, usual: ParamValue): readonly ParamValue[] {
  const fits = DIVISORS[name];
  return fits === undefined ? otherValues(schema, usual) : [fits];
}

function otherValues(schema: ParamSchema, usual: ParamValue): readonly ParamValue[] {
  const { control, choices = [], min = -Infinity, max = Infinity, log } = paramMeta(schema);
  if (typeof usual === 'boolean') return [!usual];
  if (control === 'choice') return choices.map(({ value }) => value).filter((value) => value !== usual);
  // What other lists fit depends on what comes in; such layers have chosen cases of their own.
  if (typeof usual === 'string' || isList(usual) || control === 'integers' || control === 'numbers') return [];
  const limited = (value: number) => [Math.min(Math.max(value, min), max)];
  // The only negative whole numbers are axes counted from the end; 1 is the last one of a plain row.
  if (control === 'integer') return usual === null ? limited(3) : usual < 0 ? [1] : limited(usual + 3);
  if (usual === null) return limited(0.05);
  return limited(usual === 0 ? 0.3 : Number((log === true ? usual * 10 : usual * 0.8).toPrecision(6)));
}
