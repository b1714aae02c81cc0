/* Which node types a few typed letters mean, and in which order they stand in the palette. */
import { CATEGORIES, type Category, type NodeDefinition } from '../../catalog/define/index.ts';

export interface Section {
  readonly category: Category;
  readonly types: readonly NodeDefinition[];
}

/** Types in the order of the catalog's categories; within one in the catalog's own order. */
export function sections(types: readonly NodeDefinition[]): readonly Section[] {
  return CATEGORIES.flatMap((category) => {
    const found = types.filter((definition) => definition.category === category);
    return found.length === 0 ? [] : [{ category, types: found }];
  });
}

/**
 * Types that fit every word of the query, the best first: name begins so, a part of the name begins so
 * (`norm` in BatchNormalization), name holds it, then search words, category and summary.
 */
export function searchTypes(types: readonly NodeDefinition[], query: string): readonly NodeDefinition[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return types;
  return types
    .map((definition) => ({ definition, score: Math.min(...words.map((word) => fit(definition, word))) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || a.definition.type.length - b.definition.type.length)
    .map(({ definition }) => definition);
}

/** How well one word fits a type; 0 if it does not. */
function fit({ type, category, summary, keywords = [] }: NodeDefinition, word: string): number {
  const name = type.toLowerCase();
  if (name === word) return 6;
  if (name.startsWith(word)) return 5;
  if (partsOf(type).some((part) => part.startsWith(word))) return 4;
  if (name.includes(word)) return 3;
  if (keywords.some((keyword) => keyword.toLowerCase().includes(word))) return 2;
  return category.toLowerCase().startsWith(word) || (word.length > 2 && summary.toLowerCase().includes(word)) ? 1 : 0;
}

/** `batch`, `normalization`; initials too: `bn`. */
function partsOf(type: string): readonly string[] {
  const parts = (type.match(/[A-Z]+(?![a-z])|[A-Z][a-z0-9]*/g) ?? []).map((part) => part.toLowerCase());
  return [...parts, parts.map((part) => part[0]).join('')];
}
