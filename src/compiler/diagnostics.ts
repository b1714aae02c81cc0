/*
 * Collects diagnostics: each once, the gravest first, then in the order of the document. A file can be
 * wrong half a million times; beyond what somebody reads they are only counted, and every text is cut
 * to a length that can be shown, whatever is named in it.
 */
import { count, plural } from '../base/format.ts';
import { shorten } from '../base/text.ts';
import type { EdgeId, GraphDocument, NodeId } from '../graph/types.ts';
import type { Report } from './graph.ts';
import type { Diagnostic } from './types.ts';

type Severity = Diagnostic['severity'];

/** The gravest first. */
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'hint'];

/** Findings of one kind at one place that are listed. */
export const MOST_ALIKE = 10;
/** Findings of one severity that are listed. */
const MOST = 200;
const LONGEST_TEXT = 600;
const LONGEST_LABEL = 120;

/** What errors were found at, listed or not. An error about the graph as a whole stands at `undefined`. */
export interface Faults {
  readonly nodes: ReadonlySet<NodeId | undefined>;
  readonly edges: ReadonlySet<EdgeId | undefined>;
}

export interface Collector {
  readonly report: Report;
  readonly faults: Faults;
  sorted(document: GraphDocument): readonly Diagnostic[];
}

export function collector(): Collector {
  const seen = new Set<string>();
  const groups = new Map<string, Group>();
  const listed: Record<Severity, Diagnostic[]> = { error: [], warning: [], hint: [] };
  const unlisted: Record<Severity, number> = { error: 0, warning: 0, hint: 0 };
  const faults = { nodes: new Set<NodeId | undefined>(), edges: new Set<EdgeId | undefined>() };

  const list = (diagnostic: Diagnostic) => {
    const { severity, more = 1 } = diagnostic;
    if (listed[severity].length < MOST) listed[severity].push(diagnostic);
    else unlisted[severity] += more;
  };

  return {
    faults,
    report(long) {
      const diagnostic = short(long);
      const { severity, code, node = '', edge = '', port = '', param = '', message, more } = diagnostic;
      // Programs that share nodes find the same faults.
      const key = [code, node, edge, port, param, message].join('\u0000');
      if (seen.has(key)) return;
      seen.add(key);
      if (severity === 'error') {
        faults.nodes.add(diagnostic.node);
        faults.edges.add(diagnostic.edge);
      }
      const place = [severity, code, node === '' ? edge : node].join('\u0000');
      const group = groups.get(place) ?? { first: diagnostic, found: 0, beyond: 0 };
      groups.set(place, group);
      group.found += 1;
      if (more !== undefined) group.beyond += more;
      else if (group.found > MOST_ALIKE) group.beyond += 1;
      else list(diagnostic);
    },
    sorted(document) {
      for (const { first, beyond } of groups.values()) if (beyond > 0) list(moreAlike(first, beyond));
      groups.clear();
      const places = new Map(document.nodes.map(({ id }, i) => [id, i]));
      const at = ({ node }: Diagnostic) => (node === undefined ? -1 : (places.get(node) ?? -1));
      return SEVERITIES.flatMap((severity) => [
        // Sorting is stable: at one node the passes' own order stays.
        ...listed[severity].toSorted((a, b) => at(a) - at(b)),
        ...(unlisted[severity] === 0 ? [] : [moreAtAll(severity, unlisted[severity])]),
      ]);
    },
  };
}

interface Group {
  readonly first: Diagnostic;
  found: number;
  beyond: number;
}

function moreAlike({ severity, code, node, edge, message }: Diagnostic, more: number): Diagnostic {
  return {
    severity,
    code,
    ...(node === undefined ? {} : { node }),
    ...(edge === undefined ? {} : { edge }),
    more,
    message: `And ${count(more)} more like this: ${shorten(message, LONGEST_LABEL)}`,
    hint: 'Deal with the ones above first.',
  };
}

const moreAtAll = (severity: Severity, more: number): Diagnostic => ({
  severity,
  code: 'more',
  more,
  message: `And ${plural(more, `more ${severity}`)}.`,
  hint: 'Deal with the ones above first.',
});

/** The same diagnostic with texts of bounded length. */
function short(diagnostic: Diagnostic): Diagnostic {
  const { message, hint, fixes = [] } = diagnostic;
  if (message.length <= LONGEST_TEXT && hint.length <= LONGEST_TEXT && !fixes.some(isWordy)) return diagnostic;
  return {
    ...diagnostic,
    message: shorten(message, LONGEST_TEXT),
    hint: shorten(hint, LONGEST_TEXT),
    ...(fixes.length === 0
      ? {}
      : { fixes: fixes.map((fix) => ({ ...fix, label: shorten(fix.label, LONGEST_LABEL) })) }),
  };
}

const isWordy = ({ label }: { readonly label: string }): boolean => label.length > LONGEST_LABEL;

/** How many findings these stand for. */
export const countFindings = (diagnostics: readonly Diagnostic[]): number =>
  diagnostics.reduce((sum, { more = 1 }) => sum + more, 0);
