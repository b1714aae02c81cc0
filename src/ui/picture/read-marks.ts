/*
 * What an element shows, read off the page as marks: its boxes, its lines of text where the browser broke them, its
 * pictures. So a picture of the graph looks as the cards do, without a second description of them.
 */
import type { Box, Mark } from './picture-parts.ts';
import { plainSvg } from './plain-svg.ts';

interface Inherited {
  readonly opacity: number;
  /** What is cut off, in page coordinates. */
  readonly clip: Box | undefined;
  readonly ellipsis: boolean;
}

export function marksOf(root: HTMLElement) {
  const marks: Mark[] = [];
  const { left, top } = root.getBoundingClientRect();
  const placed = (element: Element): Box => {
    const box = element.getBoundingClientRect();
    return { x: box.x - left, y: box.y - top, width: box.width, height: box.height };
  };
  const walk = (element: Element, above: Inherited): void => {
    const style = getComputedStyle(element);
    const opacity = above.opacity * Number(style.opacity);
    if (style.display === 'none' || style.visibility === 'hidden' || opacity === 0) return;
    if (element instanceof SVGSVGElement) {
      marks.push({ draw: 'svg', svg: plainSvg(element), opacity, ...placed(element) });
    } else if (element instanceof HTMLCanvasElement) {
      const href = element.toDataURL();
      marks.push({ draw: 'image', href, opacity, ...placed(element) });
    } else if (element instanceof HTMLImageElement) {
      // A picture stands by itself: it cannot point at what lies elsewhere.
      const href = element.src;
      if (href.startsWith('data:')) marks.push({ draw: 'image', href, opacity, ...placed(element) });
    } else {
      marks.push(...boxesOf(style, placed(element)));
      const cut = style.overflowX !== 'visible';
      const inherited = {
        opacity,
        clip: cut ? element.getBoundingClientRect() : above.clip,
        ellipsis: cut ? style.textOverflow === 'ellipsis' : above.ellipsis,
      };
      for (const child of element.childNodes) {
        if (child instanceof Element) walk(child, inherited);
        else if (child instanceof Text) marks.push(...linesOf(child, style, inherited, left, top));
      }
    }
  };
  walk(root, { opacity: 1, clip: undefined, ellipsis: false });
  return marks;
}

const SIDES = ['Top', 'Right', 'Bottom', 'Left'] as const;
const isClear = (colour: string): boolean => /^transparent$|^rgba\(.*,\s*0\)$|\/\s*0\)$/.test(colour);

function boxesOf(style: CSSStyleDeclaration, box: Box): Mark[] {
  const borders = SIDES.map((side) => ({
    colour: style[`border${side}Color`],
    width: style[`border${side}Style`] === 'none' ? 0 : Number.parseFloat(style[`border${side}Width`]),
    dashed: style[`border${side}Style`] === 'dashed',
  })).map((border) => (isClear(border.colour) ? { ...border, width: 0 } : border));
  const [upper, , , left] = borders;
  const fill = isClear(style.backgroundColor) ? undefined : plainColour(style.backgroundColor);
  const radius = Number.parseFloat(style.borderTopLeftRadius) || 0;
  const even = upper !== undefined && upper.width > 0 && borders.every(({ width }) => width === upper.width);
  if (even) {
    // A border lies inside its box, a stroke to both sides of its line.
    const half = upper.width / 2;
    const inner = { x: box.x + half, y: box.y + half, width: box.width - 2 * half, height: box.height - 2 * half };
    return [{ draw: 'box', ...inner, radius: Math.max(0, radius - half), ...(fill && { fill }), stroke: upper }];
  }
  const marks: Mark[] = fill === undefined ? [] : [{ draw: 'box', ...box, radius, fill }];
  if (left !== undefined && left.width > 0)
    marks.push({ draw: 'box', ...box, width: left.width, radius: left.width / 2, fill: left.colour });
  return marks;
}

/** What is mixed on the page is written in a form that programs for pictures do not all know. */
export function plainColour(colour: string): string {
  const parts = /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.e-]+))?\)$/.exec(colour);
  if (parts === null) return colour;
  const [red, green, blue] = parts.slice(1, 4).map((part) => Math.round(255 * Number(part)));
  return parts[4] === undefined ? `rgb(${red}, ${green}, ${blue})` : `rgba(${red}, ${green}, ${blue}, ${parts[4]})`;
}

interface Line {
  text: string;
  left: number;
  right: number;
  readonly bottom: number;
}

function linesOf(node: Text, style: CSSStyleDeclaration, inherited: Inherited, left: number, top: number): Mark[] {
  const { clip, ellipsis, opacity } = inherited;
  const range = document.createRange();
  range.selectNodeContents(node);
  const [whole, another] = range.getClientRects();
  if (whole === undefined) return [];
  const lines =
    another === undefined && node.data === node.data.trim()
      ? [{ text: node.data.replaceAll(/\s+/g, ' '), left: whole.left, right: whole.right, bottom: whole.bottom }]
      : brokenLines(node, range);
  const font = style.fontFamily;
  const size = Number.parseFloat(style.fontSize);
  const below = descent(`${style.fontWeight} ${size}px ${font}`);
  return lines
    .filter(({ text }) => text.trim() !== '')
    .filter(({ bottom }) => clip === undefined || bottom <= clip.y + clip.height + size / 3)
    .map((line) => (clip !== undefined && ellipsis ? shortened(line, clip.x + clip.width, size) : line))
    .map((line) => ({
      draw: 'text',
      text: line.text.trim(),
      x: line.left - left,
      y: line.bottom - below - top,
      width: line.right - line.left,
      size,
      weight: Number(style.fontWeight),
      colour: style.color,
      font,
      opacity,
    }));
}

/** The lines of a text that takes several: letter by letter, since nothing else says where they break. */
function brokenLines(node: Text, range: Range): Line[] {
  const lines: Line[] = [];
  let at = 0;
  for (const letter of node.data) {
    range.setStart(node, at);
    at += letter.length;
    range.setEnd(node, at);
    const box = range.getClientRects()[0];
    if (box === undefined || box.width === 0) continue;
    const line = lines.at(-1);
    const space = /\s/.test(letter);
    if (line !== undefined && Math.abs(box.bottom - line.bottom) < box.height / 2) {
      line.text += space ? ' ' : letter;
      if (!space) line.right = box.right;
    } else if (!space) lines.push({ text: letter, left: box.left, right: box.right, bottom: box.bottom });
  }
  return lines;
}

/** A line that runs out of its box ends in dots, as on the page. */
function shortened(line: Line, end: number, size: number): Line {
  if (line.right <= end + 0.5) return line;
  const letter = (line.right - line.left) / line.text.length;
  const kept = Math.max(1, Math.floor((end - line.left - size * 0.8) / letter));
  return { ...line, text: `${line.text.slice(0, kept).trimEnd()}…`, right: end };
}

const descents = new Map<string, number>();

/** How far a font reaches below its base line. */
function descent(font: string): number {
  const known = descents.get(font);
  if (known !== undefined) return known;
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return 3;
  context.font = font;
  const found = context.measureText('x').fontBoundingBoxDescent;
  descents.set(font, found);
  return found;
}
