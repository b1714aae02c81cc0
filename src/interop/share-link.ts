/*
 * A graph inside a link: deflated, base64url, behind the `#`, so that it never leaves for a server. A link is
 * from strangers: its length is looked at first, and inflating stops at a limit, since 64 KiB can hold 64 MiB of spaces.
 */
import type { Result } from '../base/result.ts';
import { err, ok } from '../base/result.ts';
import { deflated, inflated } from './inflated.ts';

/** What the fragment begins with; the number is the version of the encoding. */
const MARK = '#graph=1.';
/** Browsers and messengers take links of this length. */
export const MAX_LINK = 64 * 1024;
export const MAX_INFLATED = 2 * 1024 * 1024;

/** The part of a link from the `#` on; the error says that the graph is too large for one. */
export async function graphFragment(text: string): Promise<Result<string, string>> {
  const bytes = new TextEncoder().encode(text);
  const data = bytes.length <= MAX_INFLATED ? base64url(await deflated(bytes, 'deflate-raw')) : undefined;
  if (data !== undefined && data.length <= MAX_LINK) return ok(`${MARK}${data}`);
  const found = data === undefined ? bytes.length : data.length;
  return err(
    `This graph is too large for a link: ${Math.ceil(found / 1024)} KiB, the most is ${(data === undefined ? MAX_INFLATED : MAX_LINK) / 1024} KiB. Save it as a file and send that.`,
  );
}

/** Whether this text is a link, or the fragment of one, that carries a graph. */
export const carriesGraph = (text: string): boolean => /^\S*$/.test(text.trim()) && text.includes(MARK);

/** The text of the graph in a link or fragment; the error says what is wrong with it. */
export async function graphInLink(link: string): Promise<Result<string, string>> {
  const data = link.trim().slice(link.trim().indexOf(MARK) + MARK.length);
  if (data.length > MAX_LINK)
    return err(
      `The link is ${Math.ceil(data.length / 1024)} KiB long, the most is ${MAX_LINK / 1024} KiB. Ask for the graph as a file.`,
    );
  const bytes = fromBase64url(data);
  if (bytes === undefined) return err(DAMAGED);
  return inflated(bytes, {
    packing: 'deflate-raw',
    most: MAX_INFLATED,
    tooLarge: `The graph in the link is larger than ${MAX_INFLATED / 1024 / 1024} MiB, the most that a link may hold.`,
    damaged: DAMAGED,
  });
}

const DAMAGED = 'The link is damaged or was cut off. Ask for it again, or for the graph as a file.';

const base64url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

function fromBase64url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]+$/.test(text)) return undefined;
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
  } catch {
    // No base64, which the caller says of the link.
    return undefined;
  }
}
