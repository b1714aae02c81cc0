/* The wires of dragged cards, in a layer of their own that has nothing in it but their lines. */
import { useEffect, useRef } from 'react';
import { kindColour } from '../cards/port-shape.tsx';
import { canvasStore } from '../canvas-store.ts';
import { wirePath } from '../wires/wire-path.ts';
import { wireWidth } from '../wires/wire.tsx';
import type { DrawnState } from './drawn-store.ts';
import { drawn } from './drawn.ts';
import { flow } from './flow.ts';
import { placedWires, type PlacedWire } from './placed-wires.ts';
import styles from './sketch.module.css';

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
      paths = new Map(lifted.map((wire) => [wire.id, document.createElementNS('http://www.w3.org/2000/svg', 'path')]));
      lines.replaceChildren(...paths.values());
    }
    if (lifted === before.lifted && cards === before.cards) return;
    const wires = placedWires(lifted, cards);
    for (const wire of wires) {
      const path = paths.get(wire.wire.id);
      if (path === undefined) continue;
      path.setAttribute('d', wirePath(wire.ends, wire.wire.data?.lane, wire.wire.data?.via).d);
      if (lifted !== before.lifted) Object.assign(path.style, lookOf(wire));
    }
    before = { lifted, cards };
  };
}

/** As the style sheet of a wire has it: from far away a scaled width would vanish. */
function lookOf({ kind, wire: { selected = false } }: PlacedWire): Partial<CSSStyleDeclaration> {
  const { detail, counter } = canvasStore.getState();
  const share = detail === 'far' ? 0.55 * Math.min(counter, 6) : 1;
  return { stroke: kindColour(kind), strokeWidth: `${(wireWidth(kind) + (selected ? 1 : 0)) * share}px` };
}
