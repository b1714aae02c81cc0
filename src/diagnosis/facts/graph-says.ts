/** What the compiler says of the graph alone, as a finding: the command line then tells everything in one form. */
import type { Found, View } from '../finding.ts';

export function graphSays({ compilation, program }: View, codes: readonly string[]): readonly Found[] {
  const nodes = new Set([program.id, program.loss.node, ...program.layers.map(({ node }) => node)]);
  return compilation.diagnostics.flatMap(({ severity, code, node, edge, param, message, hint, fixes = [] }) =>
    node === undefined || !nodes.has(node) || !codes.includes(code)
      ? []
      : [
          {
            severity: severity === 'hint' ? ('hint' as const) : ('warning' as const),
            node,
            ...(edge !== undefined && { wire: edge }),
            ...(param !== undefined && { param }),
            evidence: message,
            advice: hint,
            fixes,
            ofGraph: true as const,
          },
        ],
  );
}
