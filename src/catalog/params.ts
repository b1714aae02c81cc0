/*
 * Params are declared once, as zod schemas that carry their own documentation. Validation, the
 * inspector, the command line and the exporters all read these declarations. zod's small build does all
 * that is needed here and keeps the first load light.
 */
import * as z from 'zod/mini';
import { MAX_LIST_LENGTH } from './limits.ts';

// zod would otherwise probe `new Function`, which our content security policy reports.
z.config({ jitless: true });

export interface Choice {
  readonly value: string;
  /** One line in plain words. */
  readonly help?: string;
}

export interface ParamMeta {
  readonly control:
    | 'integer'
    | 'number'
    | 'integers'
    | 'numbers'
    | 'boolean'
    | 'choice'
    | 'text'
    | 'asset'
    | 'column'
    | 'columns';
  /** What the param does, in one or two plain sentences. */
  readonly help: string;
  /** Limits of a number, or of each number in a list. */
  readonly min?: number;
  readonly max?: number;
  /** How many numbers a list holds. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Step of the number field; a number field with `log` steps by factors instead. */
  readonly step?: number;
  readonly log?: boolean;
  readonly choices?: readonly Choice[];
  /** The greatest value that a fix offers, where only large machines or small graphs could take more. */
  readonly offered?: number;
  /** A value nearby would mean something else altogether, so no fix offers one. */
  readonly exact?: boolean;
  /** `null` is allowed and means "off", as Keras' None. */
  readonly optional?: boolean;
  /** The choice that is None in Keras. */
  readonly nothing?: string;
  /** Keras writes the list in pairs: ((top, bottom), (left, right)). */
  readonly pairs?: true;
  /** Rarely changed: the inspector folds these away. */
  readonly advanced?: boolean;
  /** Which data of the user's own a param names; a table unless said. */
  readonly of?: 'images';
  /** Several lines of text. */
  readonly multiline?: boolean;
  /** Shown only while another param has one of these values. */
  readonly when?: { readonly param: string; readonly is: readonly (string | number | boolean)[] };
}

const registry = z.registry<ParamMeta>();

type ListOptions = Omit<ParamMeta, 'control' | 'choices' | 'multiline' | 'optional' | 'log' | 'step'>;
type NumberOptions = Omit<ParamMeta, 'control' | 'choices' | 'multiline' | 'minLength' | 'maxLength'>;

/** A whole number. */
export function integer(initial: number, options: NumberOptions) {
  return z._default(bounded(z.int(), options), initial).register(registry, { control: 'integer', ...options });
}

/** A whole number or `null` for "off", Keras' None; off unless set. */
export function optionalInteger(options: NumberOptions) {
  const schema = z._default(z.nullable(bounded(z.int(), options)), null);
  return schema.register(registry, { control: 'integer', optional: true, ...options });
}

/** A finite real number. */
export function real(initial: number, options: NumberOptions) {
  return z._default(bounded(z.number(), options), initial).register(registry, { control: 'number', ...options });
}

/** A finite real number or `null` for "off", Keras' None; off unless said. */
export function optionalReal(options: NumberOptions, initial: number | null = null) {
  const schema = z._default(z.nullable(bounded(z.number(), options)), initial);
  return schema.register(registry, { control: 'number', optional: true, ...options });
}

/** A list of whole numbers, as Keras' `kernel_size` and `target_shape`. */
export function integers(initial: readonly number[], options: ListOptions) {
  return z._default(listOf(z.int(), options), initial).register(registry, { control: 'integers', ...options });
}

/** A list of finite real numbers, as Keras' `values` of a schedule. */
export function reals(initial: readonly number[], options: ListOptions) {
  return z._default(listOf(z.number(), options), initial).register(registry, { control: 'numbers', ...options });
}

/** The same as a list that may be `null` for "off", Keras' None; off unless set. */
export function optionalReals(options: ListOptions) {
  const schema = z._default(z.nullable(z.union([listOf(z.number(), options), times(1, z.number(), options)])), null);
  return schema.register(registry, { control: 'numbers', optional: true, ...options });
}

/** Dimensions by number, as Keras' `axis`: several or a single one, or none where that is allowed, which `null` means too. */
export function axes(initial: readonly number[], options: ListOptions) {
  const none = z.pipe(
    z.null(),
    z.transform((): readonly number[] => []),
  );
  const some = [listOf(z.int(), options), times(1, z.int(), options)] as const;
  const any = (options.minLength ?? 0) > 0 ? z.union(some) : z.union([...some, none]);
  return z._default(any, initial).register(registry, { control: 'integers', ...options });
}

/** Dimensions by number, several or a single one, or `null` for all of them, Keras' None; all unless set. */
export function optionalAxes(options: ListOptions) {
  const schema = z._default(z.nullable(z.union([listOf(z.int(), options), times(1, z.int(), options)])), null);
  return schema.register(registry, { control: 'integers', optional: true, ...options });
}

type SizeOptions = Omit<ListOptions, 'minLength' | 'maxLength' | 'pairs'>;

/** One whole number for each dimension, as Keras' `kernel_size`; a single number stands for all of them. */
export function sizes(initial: readonly number[], options: SizeOptions) {
  const { schema, meta } = perDimension(initial.length, options);
  return z._default(schema, initial).register(registry, meta);
}

/** The same for `rank` dimensions, or `null` for "off", Keras' None; off unless set. */
export function optionalSizes(rank: number, options: SizeOptions) {
  const { schema, meta } = perDimension(rank, options);
  return z._default(z.nullable(schema), null).register(registry, { optional: true, ...meta });
}

/**
 * Whole numbers for the four sides of an image: top, bottom, left, right. One number stands for all sides, two
 * for rows and columns, and pairs are read too, as Keras writes them.
 */
export function margins(initial: readonly number[], options: SizeOptions) {
  const side = bounded(z.int(), options);
  const sides = z.readonly(z.array(side).check(z.minLength(4), z.maxLength(4)));
  const pair = z.union([
    z.array(side).check(z.minLength(2), z.maxLength(2)),
    z.pipe(
      side,
      z.transform((n) => [n, n]),
    ),
  ]);
  const pairs = z.pipe(
    z.array(pair).check(z.minLength(2), z.maxLength(2)),
    z.transform((both): readonly number[] => both.flat()),
  );
  const schema = z._default(z.union([sides, pairs, times(4, z.int(), options)]), initial);
  const length = { minLength: 4, maxLength: 4, pairs: true } as const;
  return schema.register(registry, { control: 'integers', ...options, ...length });
}

function perDimension(rank: number, options: SizeOptions) {
  const length = { minLength: rank, maxLength: rank };
  const schema = z.union([listOf(z.int(), { ...options, ...length }), times(rank, z.int(), options)]);
  return { schema, meta: { control: 'integers', ...options, ...length } as const };
}

/** A single number, read as a list of so many of it. */
const times = (length: number, item: z.ZodMiniNumber, limits: Pick<ParamMeta, 'min' | 'max'>) =>
  z.pipe(
    bounded(item, limits),
    z.transform((n): readonly number[] => Array.from({ length }, () => n)),
  );

export function flag(initial: boolean, options: Pick<ParamMeta, 'help' | 'advanced' | 'when'>) {
  return z._default(z.boolean(), initial).register(registry, { control: 'boolean', ...options });
}

/** One of a fixed list; the list's order is the order in menus. */
export function choice<const V extends string>(
  initial: NoInfer<V>,
  choices: readonly { readonly value: V; readonly help?: string }[],
  options: Pick<ParamMeta, 'help' | 'advanced' | 'when'> & { readonly nothing?: NoInfer<V> },
) {
  const values = choices.map((each) => each.value);
  return z._default(z.enum(values), initial as never).register(registry, { control: 'choice', choices, ...options });
}

/** Up to 65,536 characters. */
export function text(initial: string, options: Pick<ParamMeta, 'help' | 'multiline' | 'advanced'>) {
  const schema = z._default(z.string().check(z.maxLength(65_536)), initial);
  return schema.register(registry, { control: 'text', ...options });
}

type OwnOptions = Pick<ParamMeta, 'help' | 'advanced'>;
const ownText = () => z._default(z.string().check(z.maxLength(65_536)), '');

/** Data of the user's own: its hash in the document; none while empty. */
export const asset = (options: OwnOptions & Pick<ParamMeta, 'of'>) =>
  ownText().register(registry, { control: 'asset', ...options });

/** The name of a column of that data; empty for the last one. */
export const column = (options: OwnOptions) => ownText().register(registry, { control: 'column', ...options });

/** Names of columns, each on a line of its own. */
export const columns = (options: OwnOptions) => ownText().register(registry, { control: 'columns', ...options });

function listOf(item: z.ZodMiniNumber, { minLength = 0, maxLength = MAX_LIST_LENGTH, ...limits }: ListOptions) {
  return z.readonly(z.array(bounded(item, limits)).check(z.minLength(minLength), z.maxLength(maxLength)));
}

function bounded<S extends z.ZodMiniNumber>(schema: S, { min, max }: Pick<ParamMeta, 'min' | 'max'>): S {
  const from = min === undefined ? schema : schema.check(z.minimum(min));
  return max === undefined ? from : from.check(z.maximum(max));
}

export type ParamSchema = z.ZodMiniType;
export type ParamShape = { readonly [name: string]: ParamSchema };
export type ParamValue = string | number | boolean | null | readonly number[];
/** The params of a node after defaults were filled in. */
export type ParamValues = { readonly [name: string]: ParamValue };
export type ParamsOf<S extends ParamShape> = { readonly [K in keyof S]: z.output<S[K]> };

/** The documentation of one declared param. */
export function paramMeta(schema: ParamSchema): ParamMeta {
  const meta = registry.get(schema);
  if (meta === undefined) throw new Error('A param was declared without one of the functions of this file');
  return meta;
}

/** The same param, shown only while another one has one of these values; with other words if need be. */
export function shownWhile(
  schema: ParamSchema,
  when: NonNullable<ParamMeta['when']>,
  words = (help: string) => help,
): ParamSchema {
  const copy = z.clone(schema);
  const meta = paramMeta(schema);
  registry.add(copy, { ...meta, when, help: words(meta.help) });
  return copy;
}

/** A param's default value. */
export const paramDefault = (schema: ParamSchema): ParamValue => schema.parse(undefined) as ParamValue;

/** Whether a param's value is a list. */
export const isList = (value: unknown): value is readonly number[] => Array.isArray(value);

/** Whether two values mean the same: lists are compared number by number, not by identity. */
export function sameParam(a: ParamValue | undefined, b: ParamValue | undefined): boolean {
  if (!isList(a) || !isList(b)) return a === b;
  return a.length === b.length && a.every((each, i) => each === b[i]);
}

/** For a definition's `refuses`: a lower bound above its upper bound. Equal bounds are allowed. */
export const refusesCrossed =
  <Low extends string, High extends string>(low: Low, high: High) =>
  (params: { readonly [name in Low | High]: number }) => {
    const [least, most] = [params[low], params[high]];
    if (least <= most) return undefined;
    return {
      message: `${low} may not be above ${high}, found ${least} and ${most}.`,
      remedies: [{ label: `Exchange ${low} and ${high}`, params: { [low]: most, [high]: least } }],
    };
  };
