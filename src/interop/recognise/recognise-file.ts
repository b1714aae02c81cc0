import { HEAD_BYTES, headOf } from './head.ts';
import { KINDS } from './kinds.ts';
import type { FileKind } from './kinds.ts';

export { HEAD_BYTES } from './head.ts';
export { PLAIN_TEXT } from './kinds.ts';

/** Text that says of itself that it is a graph of ours, however broken it may be. */
const OURS = /"format"\s*:\s*"edgewise/;

/**
 * What a file is that is no graph of ours, by its first bytes (`HEAD_BYTES` are enough) and then by its
 * name. `undefined`: it may be one; parsing it tells.
 */
export function recogniseFile(bytes: Uint8Array, name: string): FileKind | undefined {
  const head = headOf(bytes, name);
  const kind = KINDS.find(({ shows }) => shows(head));
  // A model that was exported from a graph carries it inside.
  return OURS.test(head.text) && kind?.opens === undefined ? undefined : kind;
}

/** The same for text, as it comes from a clipboard. */
export const recogniseText = (text: string): FileKind | undefined =>
  recogniseFile(new TextEncoder().encode(text.slice(0, HEAD_BYTES)), '');

/** `This is a picture (PNG). Pictures cannot …` */
export const kindInWords = ({ what, advice }: FileKind): string => `This is ${what}. ${advice}`;
