/* An SVG of the page as text that stands alone: what style sheets and variables give it is written at its elements. */

/** Handed down from element to element: written where it changes. */
const INHERITED = [
  'fill',
  'fill-opacity',
  'fill-rule',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'color',
  'font-family',
  'font-size',
  'font-weight',
  'letter-spacing',
  'text-anchor',
  'shape-rendering',
  'image-rendering',
  'paint-order',
  'visibility',
];
/** Of one element alone: written where it is not what elements have anyway. */
const OWN: Readonly<Record<string, string>> = {
  opacity: '1',
  display: 'inline',
  mask: 'none',
  'mask-type': 'luminance',
  'clip-path': 'none',
  'dominant-baseline': 'auto',
  'stop-color': 'rgb(0, 0, 0)',
  'stop-opacity': '1',
  'vector-effect': 'none',
};
const DROPPED = /^(class|style|role|tabindex|focusable|aria-.*|data-.*|on.*)$/;

/** What is in an SVG element, as text with its colours resolved; its box and view box are kept as a nested element. */
export function plainSvg(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) return '';
  settle(svg, copy, undefined);
  copy.setAttribute('width', '100%');
  copy.setAttribute('height', '100%');
  return new XMLSerializer().serializeToString(copy);
}

function settle(from: Element, to: Element, above: CSSStyleDeclaration | undefined): void {
  const style = getComputedStyle(from);
  for (const name of to.getAttributeNames()) if (DROPPED.test(name)) to.removeAttribute(name);
  for (const name of INHERITED) {
    const value = style.getPropertyValue(name);
    to.removeAttribute(name);
    if (value !== above?.getPropertyValue(name)) to.setAttribute(name, value);
  }
  for (const [name, usual] of Object.entries(OWN)) {
    const value = style.getPropertyValue(name);
    to.removeAttribute(name);
    // The outermost is laid out as a block on the page.
    const usualHere = value === usual || (name === 'display' && value !== 'none');
    if (value !== '' && !usualHere) to.setAttribute(name, value);
  }
  const copies = [...to.children];
  [...from.children].forEach((child, i) => {
    const copy = copies[i];
    if (copy === undefined) return;
    // Not every program draws HTML inside an SVG.
    if (child.localName === 'foreignObject' || child.localName === 'script') copy.remove();
    else settle(child, copy, style);
  });
}
