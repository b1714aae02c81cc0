/*
 * What says the same again of more examples, backends or numbers is left to `npm run thorough`; for everything that is
 * checked, something of its kind stays in `npm test`.
 */
export const THOROUGH: { readonly tags: string[] } = { tags: ['thorough'] };

/** The options of a test that stays in `npm test` only where it stands for its kind. */
export const unless = (stays: boolean): { readonly tags: string[] } => (stays ? { tags: [] } : THOROUGH);

/** Cases that stay in `npm test`, and the others, each with the options of their tests. */
export function parted<T>(
  cases: readonly T[],
  stays: (each: T, place: number) => boolean,
): readonly (readonly [options: { readonly tags: string[] }, cases: readonly T[]])[] {
  return [
    [unless(true), cases.filter(stays)],
    [THOROUGH, cases.filter((each, place) => !stays(each, place))],
  ];
}

/** The first case of each kind, to stand for it. */
export const firstOfEach = <T>(cases: readonly T[], kind: (each: T) => string): ReadonlySet<T> =>
  new Set(new Map(cases.toReversed().map((each) => [kind(each), each])).values());
