/* Problems that offer the very same fix are told in one entry, so that the fix is offered once. */
import type { Diagnostic, Fix } from '../../compiler/types.ts';

export interface Entry {
  /** In the order they were given in, each with the fixes that it alone offers. */
  readonly problems: readonly Problem[];
  /** The fixes that more than one of them offers. */
  readonly shared: readonly Fix[];
}

export interface Problem {
  readonly diagnostic: Diagnostic;
  readonly own: readonly Fix[];
}

/** Equal for fixes that do the same, whatever their buttons say. */
export const fixKey = ({ command }: Fix): string => JSON.stringify(command);

/** Each fix once; of those that do the same, the first. */
export function distinctFixes(fixes: readonly Fix[]): readonly Fix[] {
  const keys = fixes.map(fixKey);
  return fixes.filter((_, i) => keys.indexOf(keys[i] ?? '') === i);
}

/** Entries in the order of their first problems. Problems are together also where a third one shares a fix with each. */
export function byFix(diagnostics: readonly Diagnostic[]): readonly Entry[] {
  const offered = diagnostics.map(({ fixes = [] }) => fixes.map(fixKey));
  /** Places in the list that are together. */
  const entries = new Set<number[]>();
  const entryOf = new Map<string, number[]>();
  for (const [place, keys] of offered.entries()) {
    const known = keys.map((key) => entryOf.get(key)).filter((each) => each !== undefined);
    const [entry = [], ...joining] = new Set(known);
    const added = [...joining.flat(), place];
    entry.push(...added);
    entries.add(entry);
    for (const each of joining) entries.delete(each);
    for (const each of added) for (const key of offered[each] ?? []) entryOf.set(key, entry);
  }
  return [...entries]
    .map((places) => places.toSorted((a, b) => a - b))
    .toSorted(([a = 0], [b = 0]) => a - b)
    .map((places) => told(places.flatMap((place) => diagnostics[place] ?? [])));
}

function told(diagnostics: readonly Diagnostic[]): Entry {
  const offers = diagnostics.map(({ fixes = [] }) => distinctFixes(fixes));
  const times = new Map<string, number>();
  for (const key of offers.flat().map(fixKey)) times.set(key, (times.get(key) ?? 0) + 1);
  const isShared = (fix: Fix) => (times.get(fixKey(fix)) ?? 0) > 1;
  return {
    problems: diagnostics.map((diagnostic, i) => ({
      diagnostic,
      own: (offers[i] ?? []).filter((fix) => !isShared(fix)),
    })),
    shared: distinctFixes(offers.flat().filter(isShared)),
  };
}

/** Says before its buttons whom the shared fixes are for. */
export function sharedWords({ problems, shared }: Entry): string {
  const forAll = shared.every((fix) =>
    problems.every(({ diagnostic: { fixes = [] } }) => fixes.some((each) => fixKey(each) === fixKey(fix))),
  );
  if (!forAll) return 'For several of these:';
  return problems.length === 2 ? 'For both:' : `For all ${problems.length}:`;
}
