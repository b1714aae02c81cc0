/* Files that leave through the browser's download. */
import { serializeDocument } from '../../graph/serialize.ts';
import { documentStore } from '../stores/document.ts';
import { announce } from '../stores/view-state.ts';

/** Saves the open document as a file through the browser's download. */
export function downloadDocument(): void {
  const { whole: graph } = documentStore.getState();
  const name = fileName(graph.name);
  download(serializeDocument(graph), name);
  announce(`Saved as ${name}.`, 'info');
}

/** Hands a text, or bytes of any kind, to the browser as a file to keep. */
export function download(content: string | Uint8Array, name: string): void {
  const type = typeof content === 'string' ? 'application/json' : 'application/octet-stream';
  const url = URL.createObjectURL(new Blob([content as BlobPart], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Names that Windows keeps for devices, whatever their ending. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** `two-spirals.json` for `Two spirals`. */
export function fileName(name: string): string {
  const stem = name
    .slice(0, 200)
    .normalize('NFKD')
    // Accents are dropped; marks that are part of a script stay.
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Mark}\p{Number}]+/gu, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  if (stem === '') return 'graph.json';
  return RESERVED.test(stem) ? `graph-${stem}.json` : `${stem}.json`;
}
