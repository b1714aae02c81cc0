/** Collects diagnostics: each once, the gravest first, then in the order of the document. */
import type { GraphDocument } from '../graph/types.ts';
import type { Report } from './graph.ts';
import type { Diagnostic } from './types.ts';

const GRAVITY: Readonly<Record<Diagnostic['severity'], number>> = { error: 0, warning: 1, hint: 2 };

export function collector(): {
  readonly report: Report;
  readonly sorted: (document: GraphDocument) => readonly Diagnostic[];
} {
  const found = new Map<string, Diagnostic>();
  return {
    // Programs that share nodes find the same faults.
    report(diagnostic) {
      const { code, node = '', edge = '', port = '', param = '', message } = diagnostic;
      const key = JSON.stringify([code, node, edge, port, param, message]);
      if (!found.has(key)) found.set(key, diagnostic);
    },
    sorted(document) {
      const place = new Map(document.nodes.map(({ id }, i) => [id, i]));
      const at = ({ node }: Diagnostic) => (node === undefined ? -1 : (place.get(node) ?? -1));
      // Sorting is stable: at one node the passes' own order stays.
      return [...found.values()].toSorted((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity] || at(a) - at(b));
    },
  };
}
