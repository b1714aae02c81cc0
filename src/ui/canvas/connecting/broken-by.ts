/* What a wire that was just made brings to light: the shapes do not go together, and what would mend that. */
import type { Diagnostic, Fix } from '../../../compiler/types.ts';
import { edgeId, endsOf, type GraphEdge } from '../../../graph/types.ts';
import { distinctFixes } from '../../findings/by-fix.ts';

export interface Broken {
  readonly reason: string;
  readonly fixes: readonly Fix[];
}

/** Ways out that fit beside a pointer. */
const MOST_FIXES = 2;

/** The first error at the ends of a wire that was not there before it and can be mended by a click. */
export function brokenBy(
  edge: GraphEdge,
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
): Broken | undefined {
  const known = new Set(before.map(({ code, node, message }) => `${code} ${node ?? ''} ${message}`));
  const { from, to } = endsOf(edge);
  const here = ({ node, edge: wire }: Diagnostic) => wire === edgeId(edge) || node === from.node || node === to.node;
  const found = after.find(
    (each) =>
      each.severity === 'error' &&
      here(each) &&
      (each.fixes ?? []).length > 0 &&
      // That something else is still missing is no fault of this wire.
      each.code !== 'missing-input' &&
      !known.has(`${each.code} ${each.node ?? ''} ${each.message}`),
  );
  return found && { reason: found.message, fixes: distinctFixes(found.fixes ?? []).slice(0, MOST_FIXES) };
}
