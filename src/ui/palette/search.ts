/* Which node types a few typed letters mean, and in which order they stand in the palette. */
import {
  CATEGORIES,
  LAYER_GROUPS,
  type Category,
  type LayerGroup,
  type NodeDefinition,
} from '../../catalog/define/index.ts';
import { catalog } from '../../catalog/index.ts';
import type { Offer } from '../../compiler/offers.ts';

export interface Section {
  readonly category: Category;
  readonly offers: readonly Offer[];
}

/** Offers in the order of the catalog's categories; within one in their own order. */
export function sections(offers: readonly Offer[]): readonly Section[] {
  return CATEGORIES.flatMap((category) => {
    const found = offers.filter(({ definition }) => definition.category === category);
    return found.length === 0 ? [] : [{ category, offers: found }];
  });
}

/** Fewer than this are not worth a click. */
const WORTH_FOLDING = 3;

export interface Folded extends Section {
  /** How many come behind "More", if anything does. */
  readonly more?: number;
  /** The offers in the order in which they stand, those of a group under its name. */
  readonly parts: readonly Part[];
}

export interface Part {
  readonly group?: LayerGroup;
  readonly offers: readonly Offer[];
}

const whole = (section: Section): Folded => ({ ...section, parts: [{ offers: section.offers }] });

/**
 * What a beginner looks for first in each section, and where it is `open` the rest behind it, by what it does; all of
 * it as it is found without `open`.
 */
export function folded(shown: readonly Section[], open: ReadonlySet<string> | undefined): readonly Folded[] {
  if (open === undefined) return shown.map(whole);
  return shown.map((section) => {
    const first = section.offers.filter(({ definition }) => isUsual(definition));
    const more = section.offers.length - first.length;
    if (first.length === 0 || more < WORTH_FOLDING) return whole(section);
    const rest = open.has(section.category) ? section.offers.filter((offer) => !first.includes(offer)) : [];
    const parts = [{ offers: first }, ...byGroup(rest)];
    return { category: section.category, more, parts, offers: parts.flatMap(({ offers }) => offers) };
  });
}

const groupOf = ({ definition }: Offer): LayerGroup | undefined =>
  definition.role === 'layer' ? definition.group : undefined;

function byGroup(offers: readonly Offer[]): readonly Part[] {
  const groups = LAYER_GROUPS.map((group) => ({ group, offers: offers.filter((offer) => groupOf(offer) === group) }));
  const others = offers.filter((offer) => groupOf(offer) === undefined);
  return [...groups, { offers: others }].filter((part) => part.offers.length > 0);
}

/**
 * What a query means: the functions that are called so, and the types that fit, the best first. A function is an
 * entry only while something is typed; it would drown the types otherwise.
 */
export function searchOffers(offers: readonly Offer[], query: string): readonly Offer[] {
  const [word = '', ...more] = query.toLowerCase().split(/\s+/).filter(Boolean);
  const types = offers.filter(({ params }) => params === undefined);
  const byType = new Map(types.map((offer) => [offer.definition, offer]));
  const found = searchTypes([...byType.keys()], query).flatMap((definition) => byType.get(definition) ?? []);
  if (word === '' || more.length > 0) return found;
  const functions = offers.filter(({ params, label }) => params !== undefined && label.startsWith(word));
  const exact = functions.filter(({ label }) => label === word);
  const named = found.filter(({ label }) => label.toLowerCase().startsWith(word));
  const first = [...exact, ...named, ...functions.filter((offer) => !exact.includes(offer))];
  return [...first, ...found.filter((offer) => !first.includes(offer))];
}

const usual = new Set(catalog.first);

/** Whether it is one of those that a beginner looks for first, which have a place of their own in the catalog. */
export const isUsual = ({ type }: NodeDefinition): boolean => usual.has(type);

/**
 * Types that fit every word of the query, the best first: name begins so, a part of the name begins so
 * (`norm` in BatchNormalization), name holds it, then search words, category and summary. Of equals those that a beginner looks for come first, in their order.
 */
export function searchTypes(types: readonly NodeDefinition[], query: string): readonly NodeDefinition[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return types;
  return types
    .map((definition) => ({ definition, score: fitOfAll(definition, words) }))
    .filter(({ score }) => score > 0)
    .toSorted(
      (a, b) =>
        b.score - a.score ||
        Number(isUsual(b.definition)) - Number(isUsual(a.definition)) ||
        (isUsual(a.definition) ? 0 : a.definition.type.length - b.definition.type.length),
    )
    .map(({ definition }) => definition);
}

/** All words fit, or what they are written as one word: `cross entropy` means Crossentropy more than Cross…Entropy. */
const fitOfAll = (definition: NodeDefinition, words: readonly string[]): number =>
  Math.max(
    Math.min(...words.map((word) => fit(definition, word))),
    words.length > 1 ? fit(definition, words.join('')) : 0,
  );

/** How well one word fits a type; 0 if it does not. */
function fit(definition: NodeDefinition, word: string): number {
  const { type, category, summary, keywords = [] } = definition;
  const group = definition.role === 'layer' ? (definition.group ?? '') : '';
  const name = type.toLowerCase();
  if (name === word) return 6;
  if (name.startsWith(word)) return 5;
  if (partsOf(type).some((part) => part.startsWith(word))) return 4;
  if (name.includes(word)) return 3;
  if (keywords.some((keyword) => keyword.toLowerCase().includes(word))) return 2;
  if ([category, group].some((title) => title.toLowerCase().startsWith(word))) return 1;
  return word.length > 2 && summary.toLowerCase().includes(word) ? 1 : 0;
}

/** `batch`, `normalization`; initials too: `bn`. */
export function partsOf(type: string): readonly string[] {
  const parts = (type.match(/[A-Z]+(?![a-z])|[A-Z][a-z0-9]*/g) ?? []).map((part) => part.toLowerCase());
  return [...parts, parts.map((part) => part[0]).join('')];
}
