/* The wires of dragged cards, in a layer of their own that has nothing in it but their lines. */
import { useEffect, useRef } from 'react';
import { kindColour } from '../cards/port-shape.tsx';
import { canvasStore } from '../canvas-store.ts';
import { wirePath } from '../wires/wire-path.ts';
import wireStyles from '../wires/wire.module.css';
import { wireWidth } from '../wires/wire.tsx';
import type { DrawnState } from './drawn-store.ts';
import { drawn } from './drawn.ts';
import { flow } from './flow.ts';
import { placedWires } from './placed-wires.ts';
import styles from './sketch.module.css';
import type { WireEdge } from './to-react-flow.ts';

export function LiftedWires() {
  const layer = useRef<SVGSVGElement>(null);
  const group = useRef<SVGGElement>(null);
  useEffect(() => {
    const [svg, lines] = [layer.current, group.current];
    // Drawn at once: a frame later, the wires would be where their cards were.
    return svg === null || lines === null ? undefined : drawn.store.subscribe(draughtsman(svg, lines));
  }, []);
  return (
    <svg ref={layer} className={styles.lifted} data-testid="lifted-wires" aria-hidden style={{ display: 'none' }}>
      <g ref={group} />
    </svg>
  );
}

/** Without React: it would have to look at everything that it has made whenever a card moves. */
function draughtsman(svg: SVGSVGElement, lines: SVGGElement): (state: DrawnState) => void {
  let paths = new Map<string, SVGPathElement>();
  let before: Pick<DrawnState, 'lifted'> & { readonly cards?: unknown } = { lifted: [] };
  return ({ lifted, sight }) => {
    if (lifted.length === 0 && before.lifted.length === 0) return;
    const { nodes: cards } = flow.store.getState();
    const place = `translate(${sight.x} ${sight.y}) scale(${sight.zoom})`;
    if (lines.getAttribute('transform') !== place) lines.setAttribute('transform', place);
    if (lifted !== before.lifted) {
      svg.style.display = lifted.length === 0 ? 'none' : '';
      paths = new Map(lifted.map((wire) => [wire.id, lineOf(wire)]));
      lines.replaceChildren(...paths.values());
    }
    if (lifted === before.lifted && cards === before.cards) return;
    for (const { wire, ends } of placedWires(lifted, cards))
      paths.get(wire.id)?.setAttribute('d', wirePath(ends, wire.data?.lane, wire.data?.via).d);
    before = { lifted, cards };
  };
}

/** As a wire looks that is an element of the page. */
function lineOf({ data, selected = false }: WireEdge): SVGPathElement {
  const kind = data?.kind ?? 'tensor';
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('class', wireStyles.line ?? '');
  path.dataset['far'] = String(canvasStore.getState().detail === 'far');
  path.style.stroke = kindColour(kind);
  path.style.setProperty('--width', `${wireWidth(kind) + (selected ? 1 : 0)}px`);
  return path;
}
