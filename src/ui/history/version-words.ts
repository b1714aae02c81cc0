/* What a version differs in from the one before it, in words; worked out when the list is looked at. */
import { catalog } from '../../catalog/index.ts';
import { filledParams } from '../../catalog/filled-params.ts';
import { diffDocuments } from '../../graph/diff.ts';
import { summaryWords } from '../../graph/diff-words.ts';
import { parseDocument } from '../../graph/parse.ts';
import type { Version } from '../persistence/versions-db.ts';

/** A text is compared with at most two others, and stays what it is. */
const known = new Map<string, string>();
const MOST = 500;

export function versionWords(version: Version, before: Version | undefined): string {
  if (before === undefined) return contentWords(version);
  const key = `${version.id} ${before.id}`;
  const words = known.get(key) ?? compared(version, before);
  if (known.size > MOST) known.clear();
  known.set(key, words);
  return words;
}

function compared(version: Version, before: Version): string {
  const [from, to] = [parseDocument(before.text), parseDocument(version.text)];
  if (!from.ok || !to.ok) return 'cannot be read';
  return summaryWords(diffDocuments(from.value.document, to.value.document, (node) => filledParams(node, catalog)));
}

/** The oldest has nothing to be compared with. */
function contentWords({ text }: Version): string {
  const read = parseDocument(text);
  if (!read.ok) return 'cannot be read';
  const { nodes, edges } = read.value.document;
  return `${nodes.length} ${nodes.length === 1 ? 'node' : 'nodes'}, ${edges.length} ${edges.length === 1 ? 'wire' : 'wires'}`;
}

const sameDay = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const otherDay = new Intl.DateTimeFormat('en', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** `14:32`, and with its day if that is not today. */
export function momentWords(at: number, now = Date.now()): string {
  const today = new Date(at).toDateString() === new Date(now).toDateString();
  return (today ? sameDay : otherDay).format(at);
}
