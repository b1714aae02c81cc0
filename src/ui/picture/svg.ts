/*
 * The picture of a graph as the text of one SVG file that needs nothing else: no style sheet, no HTML inside, so that
 * every program that draws SVG can show it. Wires come first and cards over them, as on the canvas.
 */
import { toHundredths } from '../../base/rounding.ts';
import { shorten } from '../../base/text.ts';
import { FRAME_BAR } from '../../graph/placing/frames.ts';
import { OUTLINES } from '../canvas/cards/port-shape.tsx';
import type {
  Box,
  Colours,
  GraphPicture,
  Mark,
  PictureCard,
  PictureFrame,
  PicturePort,
  PictureWire,
} from './picture-parts.ts';

/** Canvas around what is drawn. */
const EDGE = 28;
/** The chip of a wire, as on the canvas. */
const CHIP = { height: 20, edge: 6, letter: 6.27, size: 11 };
const PORT = 14;
/** The title of a frame: its size, and about what a letter takes. */
const BAR = { size: 12, letter: 7 };

export interface Drawn {
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

/** @param metadata an element that the picture carries; @param styles a style sheet for it, such as its fonts. */
export function svgOf(picture: GraphPicture, { metadata = '', styles = '' } = {}): Drawn {
  const { cards, wires, notes, frames, colours, name } = picture;
  const { x, y, width, height } = extent(picture);
  const size = `width="${width}" height="${height}"`;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="${x} ${y} ${width} ${height}" role="img" font-family="${escaped(colours.words)}">`,
    `<title>${escaped(name)}</title>`,
    metadata,
    styles === '' ? '' : `<style>${escaped(styles)}</style>`,
    `<rect x="${x}" y="${y}" ${size} fill="${colours.canvas}"/>`,
    ...frames.map((frame) => frameText(frame, colours)),
    ...notes.map((note) => group('note', note, note.marks.map(markText))),
    ...wires.map((wire) => wireText(wire, colours)),
    ...cards.map((card) =>
      group('card', card, [...card.marks.map(markText), ...card.ports.map((port) => portText(port, colours))]),
    ),
    ...wires.map((wire) => chipText(wire, colours)),
    '</svg>',
  ];
  return { text: `${parts.filter((part) => part !== '').join('\n')}\n`, width, height };
}

function frameText({ id, title, colour, ...box }: PictureFrame, colours: Colours): string {
  const inner = shorten(title, Math.max(4, Math.floor((box.width - 24) / BAR.letter)));
  return (
    `<g data-frame="${escaped(id)}"><rect ${placeOf(box)} rx="9" fill="${colour}" fill-opacity="0.07" stroke="${colour}" stroke-opacity="0.6"/>` +
    `<rect ${placeOf({ ...box, height: FRAME_BAR })} rx="8" fill="${colour}" fill-opacity="0.12"/>` +
    `<text x="${toHundredths(box.x + 10)}" y="${toHundredths(box.y + 18)}" font-size="${BAR.size}" font-weight="600" fill="${colours.text}">${escaped(inner)}</text></g>`
  );
}

const group = (what: string, { id, title, x, y }: PictureCard, inner: readonly string[]): string =>
  `<g data-${what}="${escaped(id)}" transform="translate(${toHundredths(x)} ${toHundredths(y)})"><title>${escaped(title)}</title>${inner.join('')}</g>`;

function markText(mark: Mark): string {
  const faded = 'opacity' in mark && mark.opacity < 1 ? ` opacity="${toHundredths(mark.opacity)}"` : '';
  if (mark.draw === 'text') {
    // A single letter has no room to give.
    const length =
      mark.text.length > 1 ? ` textLength="${toHundredths(mark.width)}" lengthAdjust="spacingAndGlyphs"` : '';
    const weight = mark.weight === 400 ? '' : ` font-weight="${mark.weight}"`;
    return `<text x="${toHundredths(mark.x)}" y="${toHundredths(mark.y)}" font-family="${escaped(mark.font)}" font-size="${mark.size}"${weight} fill="${mark.colour}"${length}${faded}>${escaped(mark.text)}</text>`;
  }
  const place = placeOf(mark);
  if (mark.draw === 'svg') return `<svg ${place}${faded}>${mark.svg}</svg>`;
  if (mark.draw === 'image') return `<image ${place} href="${escaped(mark.href)}"${faded}/>`;
  const { stroke, fill, radius } = mark;
  const line =
    stroke === undefined
      ? ''
      : ` stroke="${stroke.colour}" stroke-width="${toHundredths(stroke.width)}"${stroke.dashed ? ' stroke-dasharray="4 3"' : ''}`;
  return `<rect ${place} rx="${toHundredths(radius)}" fill="${fill ?? 'none'}"${line}/>`;
}

const placeOf = ({ x, y, width, height }: Box): string =>
  `x="${toHundredths(x)}" y="${toHundredths(y)}" width="${toHundredths(width)}" height="${toHundredths(height)}"`;

function portText({ name, kind, filled, x, y }: PicturePort, colours: Colours): string {
  const colour = colours.kind(kind);
  const place = `translate(${toHundredths(x - PORT / 2)} ${toHundredths(y - PORT / 2)})`;
  return `<path data-port="${escaped(name)}" transform="${place}" d="${OUTLINES[kind]}" fill-rule="evenodd" fill="${filled ? colour : colours.surface}" stroke="${colour}" stroke-width="1.5" stroke-linejoin="round"/>`;
}

const wireText = ({ id, title, kind, d, width }: PictureWire, colours: Colours): string =>
  `<path data-wire="${escaped(id)}" d="${d}" fill="none" stroke="${colours.kind(kind)}" stroke-width="${width}" stroke-linecap="round"><title>${escaped(title)}</title></path>`;

function chipText({ chip }: PictureWire, colours: Colours): string {
  if (chip === undefined) return '';
  const { at, text } = chip;
  const width = text.length * CHIP.letter + 2 * CHIP.edge + 1;
  const box = { x: at.x - width / 2, y: at.y - CHIP.height / 2, width, height: CHIP.height };
  return (
    `<g><rect ${placeOf(box)} rx="6" fill="${colours.raised}" stroke="${colours.line}"/>` +
    `<text x="${toHundredths(at.x)}" y="${toHundredths(at.y + 4)}" text-anchor="middle" font-family="${escaped(colours.numbers)}" font-size="${CHIP.size}" fill="${colours.text}" textLength="${toHundredths(text.length * CHIP.letter)}" lengthAdjust="spacingAndGlyphs">${escaped(text)}</text></g>`
  );
}

/** All cards, notes, frames and wires with a margin, in whole pixels. */
function extent({ cards, notes, frames, wires }: GraphPicture): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const hold = (x: number, y: number) => {
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  };
  for (const { x, y, width, height } of [...cards, ...notes, ...frames]) {
    hold(x, y);
    hold(x + width, y + height);
  }
  for (const { d } of wires) {
    // Paths are pairs of coordinates; a curve stays within its control points.
    const numbers = d.match(/-?[\d.]+/g)?.map(Number) ?? [];
    for (let i = 0; i + 1 < numbers.length; i += 2) hold(numbers[i] ?? 0, numbers[i + 1] ?? 0);
  }
  if (left > right) return { x: 0, y: 0, width: 2 * EDGE, height: 2 * EDGE };
  const [x, y] = [Math.floor(left) - EDGE, Math.floor(top) - EDGE];
  return { x, y, width: Math.ceil(right) + EDGE - x, height: Math.ceil(bottom) + EDGE - y };
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as XML has it, without the characters that XML has no way to write. */
export const escaped = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Surrogate}]/gu, '\ufffd')
    .replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter);
