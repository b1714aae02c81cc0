import { describe, expect, test } from 'vitest';
import type { GraphPicture } from '../../../src/ui/picture/picture-parts.ts';
import { MAX_PIXELS, MAX_SIDE, scaleOf } from '../../../src/ui/picture/raster.ts';
import { escaped, svgOf } from '../../../src/ui/picture/svg.ts';

const NASTY = 'a < b && "c" ]]> \u0000\u001b\ud800 <script>';
const lettering = { size: 11, weight: 600, colour: 'rgb(1, 2, 3)', font: '"Inter Variable", sans-serif', width: 40 };

const card = (id: string, x: number): GraphPicture['cards'][number] => ({
  id,
  title: NASTY,
  x,
  y: 10,
  width: 136,
  height: 84,
  marks: [
    {
      draw: 'box',
      x: 0.5,
      y: 0.5,
      width: 135,
      height: 83,
      radius: 9,
      fill: 'rgb(9, 9, 9)',
      stroke: { colour: 'rgb(7, 7, 7)', width: 1, dashed: true },
    },
    { draw: 'text', x: 20, y: 20, text: NASTY, opacity: 0.45, ...lettering },
    { draw: 'svg', x: 10, y: 30, width: 100, height: 40, svg: '<svg><path d="M0 0"/></svg>', opacity: 1 },
    { draw: 'image', x: 10, y: 30, width: 100, height: 40, href: 'data:image/png;base64,AA==', opacity: 1 },
  ],
  ports: [
    { name: 'inputs', kind: 'tensor', filled: true, x: 0, y: 38 },
    { name: 'loss', kind: 'loss', filled: false, x: 136, y: 38 },
  ],
});

const picture: GraphPicture = {
  name: NASTY,
  cards: [card('d1', 0), card('d"2', 300)],
  frames: [{ id: 'f"1', title: NASTY, colour: '#0072b2', x: -220, y: -80, width: 400, height: 300 }],
  notes: [{ ...card('note1', -200), marks: [{ draw: 'text', x: 1, y: 1, text: 'x', opacity: 1, ...lettering }] }],
  wires: [
    { id: 'd1.outputs->d2.inputs', title: 'Wire', kind: 'tensor', d: 'M136 48C200 48 240 -400 300 48', width: 2.6 },
    {
      id: 'd1.outputs->m.inputs',
      title: NASTY,
      kind: 'targets',
      d: 'M136 48L300 900',
      width: 1.6,
      chip: { at: { x: 218, y: 474 }, text: '<32>' },
    },
  ],
  colours: {
    canvas: '#111111',
    surface: '#222222',
    raised: '#333333',
    line: '#444444',
    text: '#555555',
    kind: (kind) => `#${kind}`,
    words: '"Inter Variable", system-ui',
    numbers: '"JetBrains Mono Variable", monospace',
  },
};

/** Reads tags as an XML reader must find them: nested, closed, attributes quoted, nothing loose in between. */
function tags(xml: string): string[] {
  const open: string[] = [];
  const all: string[] = [];
  const rest = xml.replace(/<(\/?)([\w]+)((?:\s[\w:-]+="[^"<]*")*)\s*(\/?)>/g, (_, end, name: string, __, empty) => {
    if (end === '/') expect(open.pop()).toBe(name);
    else {
      all.push(name);
      if (empty !== '/') open.push(name);
    }
    return '';
  });
  expect(open).toEqual([]);
  expect(rest).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot);)/);
  return all;
}

describe('the picture of a graph', () => {
  const { text, width, height } = svgOf(picture, { metadata: '<metadata data-x="">AA==</metadata>' });

  test('is well-formed whatever names and notes say, and needs nothing from elsewhere', () => {
    const found = tags(text);
    expect(found).not.toContain('foreignObject');
    expect(found).not.toContain('script');
    expect(text).not.toMatch(/var\(|class=/);
    for (const letter of ['\u0000', '\u001b']) expect(text).not.toContain(letter);
    expect(text).not.toMatch(/\p{Surrogate}/u);
    expect(text).toContain('a &lt; b &amp;&amp; &quot;c&quot; ]]&gt; \ufffd\ufffd\ufffd &lt;script&gt;');
    expect(text).toContain('<metadata data-x="">AA==</metadata>');
  });

  test('holds every card, note, wire, port and chip', () => {
    for (const id of ['d1', 'd&quot;2']) expect(text).toContain(`data-card="${id}" transform="translate(`);
    expect(text).toContain('data-note="note1" transform="translate(-200 10)"');
    // Behind everything else, with as much of its title as it has room for.
    expect(text.indexOf('data-frame="f&quot;1"')).toBeLessThan(text.indexOf('data-note='));
    expect(text).toContain('x="-220" y="-80" width="400" height="300" rx="9" fill="#0072b2" fill-opacity="0.07"');
    for (const { id, d } of picture.wires) expect(text).toContain(`data-wire="${escaped(id)}" d="${d}"`);
    expect(text.match(/data-port="/g)).toHaveLength(4);
    expect(text.match(/fill="#tensor" stroke="#tensor"/g)).toHaveLength(2);
    expect(text.match(/fill="#222222" stroke="#loss"/g)).toHaveLength(2);
    expect(text).toContain('>&lt;32&gt;</text>');
    expect(text).toContain('href="data:image/png;base64,AA=="');
    expect(text).toContain('opacity="0.45"');
  });

  test('reaches around all of it, also where wires lead beyond the cards', () => {
    expect({ width, height }).toEqual({ width: 436 + 220 + 56, height: 900 + 400 + 56 });
    expect(text).toContain(`viewBox="-248 -428 ${width} ${height}"`);
    expect(svgOf({ ...picture, cards: [], notes: [], frames: [], wires: [] })).toMatchObject({ width: 56, height: 56 });
  });
});

test('pixels are twice as fine, and fewer where a picture would be too large', () => {
  expect(scaleOf({ width: 1000, height: 800 })).toBe(2);
  expect(scaleOf({ width: 20_000, height: 100 }) * 20_000).toBeCloseTo(MAX_SIDE);
  const scale = scaleOf({ width: 12_000, height: 9_000 });
  expect(12_000 * 9_000 * scale ** 2).toBeCloseTo(MAX_PIXELS, 0);
});
