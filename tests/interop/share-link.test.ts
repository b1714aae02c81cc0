import { deflateRawSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { carriesGraph, graphFragment, graphInLink, MAX_INFLATED, MAX_LINK } from '../../src/interop/share-link.ts';

const spirals = readFileSync('examples/two-spirals.json', 'utf8');
const fragmentOf = async (text: string): Promise<string> => {
  const made = await graphFragment(text);
  if (!made.ok) throw new Error(made.error);
  return made.value;
};
const packed = (text: string): string => `#graph=1.${deflateRawSync(text, { level: 9 }).toString('base64url')}`;

describe('a graph in a link', () => {
  test('comes back byte for byte, in a link as in a fragment', async () => {
    const text = `${spirals}äöü 漢字 🧠`;
    const fragment = await fragmentOf(text);
    expect(fragment).toMatch(/^#graph=1\.[\w-]+$/);
    expect(fragment.length).toBeLessThan(spirals.length / 2);
    for (const link of [fragment, `http://127.0.0.1:4183/${fragment}`, ` ${fragment}\n`]) {
      expect(carriesGraph(link)).toBe(true);
      expect(await graphInLink(link)).toEqual({ ok: true, value: text });
    }
  });

  test('what another program deflated opens too', async () => {
    expect(await graphInLink(packed(spirals))).toEqual({ ok: true, value: spirals });
  });

  test('texts that carry none are told apart', () => {
    for (const text of ['', spirals, 'http://127.0.0.1/#other', `read this: ${packed('x')} please`])
      expect(carriesGraph(text)).toBe(false);
  });

  test('a graph that is too large gets no link but a way out', async () => {
    const noise = Array.from({ length: 40_000 }, (_, i) => Math.sin(i).toString(36)).join('');
    const made = await graphFragment(noise);
    expect(!made.ok && made.error).toMatch(/too large for a link: \d+ KiB, the most is 64 KiB\. Save it as a file/);
    const huge = await graphFragment(' '.repeat(MAX_INFLATED + 1));
    expect(!huge.ok && huge.error).toContain('the most is 2048 KiB');
  });

  test('inflating stops at the limit', async () => {
    // 40 MiB of spaces fit into a link that is short enough.
    const bomb = packed(' '.repeat(40 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(MAX_LINK);
    const opened = await graphInLink(bomb);
    expect(!opened.ok && opened.error).toContain('larger than 2 MiB');
    expect((await graphInLink(packed(' '.repeat(MAX_INFLATED)))).ok).toBe(true);
  });

  test('a link that is too long, cut off, or no link is refused in words', async () => {
    const long = await graphInLink(`#graph=1.${'A'.repeat(MAX_LINK + 1)}`);
    expect(!long.ok && long.error).toMatch(/65 KiB long, the most is 64 KiB/);
    const whole = await fragmentOf(spirals);
    for (const broken of [whole.slice(0, 200), `${whole.slice(0, 40)}!${whole.slice(40)}`, '#graph=1.', '#graph=1.A']) {
      const opened = await graphInLink(broken);
      expect(!opened.ok && opened.error, broken.slice(0, 60)).toContain('damaged or was cut off');
    }
  });

  test('text that is not UTF-8 is refused', async () => {
    const bytes = deflateRawSync(Buffer.from([0xff, 0xfe, 0x00])).toString('base64url');
    expect((await graphInLink(`#graph=1.${bytes}`)).ok).toBe(false);
  });
});
