/** What is wrong with data of the user's own: none chosen, damaged, a column that is not there, or left at home. */
import { isEmbedded } from '../../assets/in-document.ts';
import { bytes } from '../../base/format.ts';
import { shorten } from '../../base/text.ts';
import type { DataFault } from '../../catalog/define/index.ts';
import { namedAssets, wantedData } from '../../catalog/own-data.ts';
import type { Graph, Report, Resolved } from '../graph.ts';
import { hasRole, nameOf } from '../graph.ts';

export function reportDataFault(node: Resolved, { code, param, message, hint, remedies }: DataFault, report: Report) {
  const wants =
    code === 'no-data' || code === 'damaged-data' ? node.definition && wantedData(node.definition) : undefined;
  report({
    severity: 'error',
    code,
    node: node.id,
    param,
    message: `${nameOf(node)} ${message}.`,
    hint,
    ...(wants && { wants }),
    ...(remedies && {
      fixes: remedies.map(({ label, params }) => ({
        label,
        command: { type: 'setParams', node: node.id, params },
      })),
    }),
  });
}

/** Data that the file names without holding it, and that is not on this machine either. */
export function reportAbsent(graph: Graph, absent: (hash: string) => boolean, report: Report): void {
  if (graph.assets.size === 0) return;
  for (const node of graph.order) {
    if (node.muted || !hasRole(node, 'dataset')) continue;
    for (const hash of namedAssets(node.definition, node.params)) {
      const info = graph.assets.get(hash);
      if (info?.ok !== true || isEmbedded(graph.document, hash) || !absent(hash)) continue;
      const { name, bytes: size, columns } = info.value;
      const isFolder = columns.some(({ kind }) => kind === 'image');
      report({
        severity: 'error',
        code: 'missing-data',
        node: node.id,
        wants: isFolder ? 'images' : 'table',
        message: `${nameOf(node)} uses “${shorten(name)}” (${bytes(size)}), which is not in the graph file.`,
        hint: isFolder
          ? 'Drop that folder of images on the page, or choose it in the inspector.'
          : 'Drop that file on the page, or choose it in the inspector. A file with the same columns does too.',
      });
    }
  }
}
