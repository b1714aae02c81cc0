/* The beginning of a file, looked at in the ways that tell what it is: as bytes, as text, as JSON. */

/** So much of a file is enough to know it; files can be gigabytes. */
export const HEAD_BYTES = 65_536;

export interface Head {
  readonly name: string;
  /** The first bytes, one character each: for signatures. */
  readonly latin: string;
  /** The first bytes as UTF-8, without the mark that may stand before it; empty if they are no text. */
  readonly text: string;
  /** Keys of a JSON object with the beginning of their values; empty for anything else. */
  readonly keys: ReadonlyMap<string, string>;
}

export function headOf(bytes: Uint8Array, name: string): Head {
  const head = bytes.subarray(0, HEAD_BYTES);
  const latin = Array.from(head.subarray(0, 1024), (byte) => String.fromCharCode(byte)).join('');
  const text = isText(head) ? new TextDecoder().decode(head).trimStart() : '';
  return { name: name.toLowerCase(), latin, text, keys: text.startsWith('{') ? topLevel(text) : new Map() };
}

/** Text has no NUL and hardly any other control character. */
function isText(head: Uint8Array): boolean {
  const odd = head.filter((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d);
  return !odd.includes(0) && odd.length * 100 <= head.length;
}

const STRING = /"(?:[^"\\]|\\.)*"/y;
/** As much of a value as tells what it is. */
const LOOK = 200;

/** The keys of a JSON object whose text may break off anywhere. */
function topLevel(text: string): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '{' || c === '[') depth += 1;
    else if (c === '}' || c === ']') depth -= 1;
    else if (c === '"') {
      STRING.lastIndex = i;
      const [found] = STRING.exec(text) ?? [];
      if (found === undefined) break;
      i += found.length - 1;
      const value = depth === 1 ? /^\s*:\s*([^]*)/.exec(text.slice(i + 1, i + 1 + LOOK))?.[1] : undefined;
      if (value !== undefined) keys.set(found.slice(1, -1), value);
    }
  }
  return keys;
}
