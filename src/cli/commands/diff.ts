import { catalog } from '../../catalog/index.ts';
import { filledParams } from '../../catalog/filled-params.ts';
import { changeWords, summaryWords } from '../../graph/diff-words.ts';
import { diffDocuments } from '../../graph/diff.ts';
import { print, printJson } from '../print.ts';
import { readGraph } from '../read.ts';

/** Prints what differs between two graph files, a line each; the last line counts. */
export function diff(before: string, after: string, { json }: { json?: boolean }): void {
  const changes = diffDocuments(readGraph(before).document, readGraph(after).document, (node) =>
    filledParams(node, catalog),
  );
  const summary = summaryWords(changes);
  if (json === true) {
    for (const change of changes) printJson({ ...change, type: 'change', words: changeWords(change) });
    printJson({ type: 'done', changes: changes.length, words: summary });
    return;
  }
  for (const change of changes) print(changeWords(change));
  print(summary);
}
