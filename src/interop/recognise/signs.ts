/** How a file shows what it is: signatures, keys of JSON, patterns of text, endings of names. */
import type { Head } from './head.ts';

export type Sign = (head: Head) => boolean;

export const both =
  (...signs: readonly Sign[]): Sign =>
  (head) =>
    signs.every((sign) => sign(head));
export const either =
  (...signs: readonly Sign[]): Sign =>
  (head) =>
    signs.some((sign) => sign(head));

/** Bytes that are no text. */
export const binary: Sign = ({ text, latin }) => text === '' && latin.trim() !== '';
/** The text or the bytes begin like this. */
export const starts =
  (signature: string): Sign =>
  ({ latin }) =>
    latin.startsWith(signature);
/** Bytes that are no text begin like one of these. */
export const opens = (...signatures: readonly string[]): Sign => at(0, ...signatures);
/** Bytes that are no text are one of these at an offset. */
export const at =
  (offset: number, ...signatures: readonly string[]): Sign =>
  (head) =>
    binary(head) && signatures.some((signature) => head.latin.startsWith(signature, offset));
/** These words stand among the first bytes. */
export const holds =
  (words: string): Sign =>
  ({ latin }) =>
    latin.includes(words);

const zip = opens('PK\u0003\u0004');
/** A zip archive whose first file has one of these names. */
export const zipped = (...names: readonly string[]): Sign => both(zip, at(30, ...names));
/** A zip archive with one of these endings in its name. */
export const packed = (...endings: readonly string[]): Sign => both(zip, called(...endings));

export const called =
  (...endings: readonly string[]): Sign =>
  ({ name }) =>
    endings.some((ending) => name.endsWith(ending));

/** JSON with all of these keys. */
export const has =
  (...names: readonly string[]): Sign =>
  ({ keys }) =>
    names.every((name) => keys.has(name));
/** JSON whose value of a key begins like this. */
export const says =
  (key: string, value: RegExp): Sign =>
  ({ keys }) =>
    value.test(keys.get(key) ?? '');

export const text =
  (pattern: RegExp): Sign =>
  (head) =>
    pattern.test(head.text);
/** Three lines with as many separators each, at least one. */
export const isTable =
  (separator: string): Sign =>
  (head) => {
    const lines = head.text.split(/\r?\n/, 3);
    const columns = lines.map((line) => line.replaceAll(/"[^"]*"/g, '').split(separator).length);
    return lines.length === 3 && (columns[0] ?? 0) > 1 && columns.every((each) => each === columns[0]);
  };
