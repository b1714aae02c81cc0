/*
 * A graph inside a picture of it. A PNG holds it in a compressed text chunk (iTXt), an SVG in its metadata; both
 * deflated with a check sum. Pictures come from strangers: lengths are looked at before anything is read, and
 * inflating stops at what a graph file may have.
 */
import type { Result } from '../base/result.ts';
import { err, ok } from '../base/result.ts';
import { MAX_BYTES } from '../graph/limits.ts';
import { deflated, inflated } from './inflated.ts';
import { CHUNK_AROUND, chunkAt, chunkOf, holdsItsSum, SIGNATURE } from './png-chunks.ts';

/** The keyword of the chunk; the number is the version of the encoding. */
const KEYWORD = 'edgewise-graph-1';
const OPENING = `<metadata data-${KEYWORD}="">`;

/** Larger pictures are not searched. */
export const MAX_PICTURE = 128 * 1024 * 1024;

const DAMAGED =
  'The graph in this picture is damaged: the file was cut off or changed on its way. Ask for the picture again as a file, or for the graph itself (.json).';
const TOO_LARGE = `The graph in this picture is larger than ${MAX_BYTES / 1024 / 1024} MiB, the most that a graph may have.`;

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const packed = (graph: string): Promise<Uint8Array<ArrayBuffer>> => deflated(bytesOf(graph), 'deflate');
const unpacked = (bytes: Uint8Array<ArrayBuffer>): Promise<Result<string, string>> =>
  inflated(bytes, { packing: 'deflate', most: MAX_BYTES, tooLarge: TOO_LARGE, damaged: DAMAGED });

/** The metadata element of an SVG that carries this graph. */
export async function graphMetadata(graph: string): Promise<string> {
  const bytes = await packed(graph);
  let letters = '';
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return `${OPENING}${btoa(letters)}</metadata>`;
}

/** The same PNG with this graph in it, right behind its header. */
export async function pngWithGraph(png: Uint8Array, graph: string): Promise<Uint8Array<ArrayBuffer>> {
  // Keyword; compressed, by the only method there is; no language and no translated keyword.
  const head = bytesOf(`${KEYWORD}\0\u0001\0\0\0`);
  const chunk = chunkOf('iTXt', joined(head, await packed(graph)));
  const header = SIGNATURE.length + (chunkAt(png, SIGNATURE.length)?.data.length ?? 0) + CHUNK_AROUND;
  return joined(png.subarray(0, header), chunk, png.subarray(header));
}

/** The text of the graph in a picture; `undefined` where it carries none, an error where that cannot be read. */
export async function graphInPicture(bytes: Uint8Array): Promise<Result<string, string> | undefined> {
  if (SIGNATURE.every((byte, i) => bytes[i] === byte)) return graphInPng(bytes);
  return graphInSvg(new TextDecoder().decode(bytes));
}

async function graphInPng(png: Uint8Array): Promise<Result<string, string> | undefined> {
  const mark = bytesOf(`${KEYWORD}\0`);
  for (let at = SIGNATURE.length; at < png.length;) {
    const chunk = chunkAt(png, at);
    if (chunk === undefined || chunk.type === 'IEND') return undefined;
    const { data } = chunk;
    if (chunk.type === 'iTXt' && mark.every((byte, i) => data[i] === byte)) {
      // A file that breaks off holds less than the chunk says, and so not its sum.
      const body = holdsItsSum(chunk) ? textOf(data, mark.length) : undefined;
      return body === undefined ? err(DAMAGED) : body.packed ? unpacked(body.bytes) : plain(body.bytes);
    }
    at += chunk.length + CHUNK_AROUND;
  }
  return undefined;
}

/** The text of a chunk behind its keyword: two flags, a language and a translated keyword stand before it. */
function textOf(
  data: Uint8Array,
  at: number,
): { readonly packed: boolean; readonly bytes: Uint8Array<ArrayBuffer> } | undefined {
  const language = data.indexOf(0, at + 2);
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1);
  if (translated < 0 || data[at + 1] !== 0) return undefined;
  return { packed: data[at] === 1, bytes: data.slice(translated + 1) };
}

/** Programs that rewrite a picture may leave its texts uncompressed. */
function plain(bytes: Uint8Array): Result<string, string> {
  if (bytes.length > MAX_BYTES) return err(TOO_LARGE);
  try {
    return ok(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return err(DAMAGED);
  }
}

/** Whether this text is an SVG that carries a graph. */
export const svgCarriesGraph = (text: string): boolean =>
  /^\s*(<\?xml|<svg)/.test(text) && text.includes(`data-${KEYWORD}`);

/** The text of the graph in an SVG; `undefined` where it carries none. */
export async function graphInSvg(svg: string): Promise<Result<string, string> | undefined> {
  const attribute = svg.indexOf(`data-${KEYWORD}`);
  if (attribute < 0) return undefined;
  const start = svg.indexOf('>', attribute) + 1;
  const end = svg.indexOf('<', start);
  if (start === 0 || end < 0) return err(DAMAGED);
  const bytes = fromBase64(svg.slice(start, end));
  return bytes === undefined ? err(DAMAGED) : unpacked(bytes);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const letters = atob(text);
    return Uint8Array.from({ length: letters.length }, (_, i) => letters.charCodeAt(i));
  } catch {
    // No base64, which the caller says of the picture.
    return undefined;
  }
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
