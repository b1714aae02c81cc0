/* Comparing with a graph file that is chosen: a graph, or a picture that carries one. The open graph stays open. */
import { shorten } from '../../base/text.ts';
import { graphInPicture, MAX_PICTURE } from '../../interop/picture-graph.ts';
import { HEAD_BYTES, kindInWords, recogniseFile } from '../../interop/recognise/recognise-file.ts';
import { MAX_BYTES } from '../../graph/limits.ts';
import { askForFiles } from '../persistence/ask-for-files.ts';
import { readDocument, tell } from '../persistence/read-document.ts';
import { compareWith } from './compare.ts';

/** Characters of a file's name in a message. */
const LONGEST_NAME = 80;

/** Asks for a file and compares the open graph with the one in it. */
export function compareWithPicked(): void {
  askForFiles({ accept: '.json,application/json,.png,.svg' }, ([file]) => {
    if (file !== undefined) void compareWithFile(file);
  });
}

async function compareWithFile(file: File): Promise<void> {
  const name = shorten(file.name, LONGEST_NAME);
  const text = await graphText(file).catch(() => ({ refused: UNREADABLE }));
  if (typeof text !== 'string') return tell(`${name} cannot be compared with.`, [text.refused]);
  const graph = readDocument(text, name);
  if (graph !== undefined) compareWith(graph, name);
}

async function graphText(file: File): Promise<string | { readonly refused: string }> {
  const kind = recogniseFile(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()), file.name);
  if (kind?.opens === 'picture' && file.size <= MAX_PICTURE) {
    const graph = await graphInPicture(new Uint8Array(await file.arrayBuffer()));
    if (graph !== undefined) return graph.ok ? graph.value : { refused: graph.error };
  }
  if (kind !== undefined) return { refused: kindInWords(kind) };
  if (file.size > MAX_BYTES)
    return { refused: `It is larger than ${MAX_BYTES / 1024 / 1024} MiB, the most that a graph file may have.` };
  return file.text();
}

const UNREADABLE = 'The browser could not read it. If it was moved or changed, choose it again.';
