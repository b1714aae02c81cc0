/*
 * The figures at the axes of a plot, as text of the page: what stands in a canvas is blurred where the page shows it at
 * another size, as cards of a zoomed graph are, or between two pixels.
 */
import type uPlot from 'uplot';
import styles from './curves.module.css';

/** What stands at an axis, told by uPlot each time that it has laid the axis out. */
export interface AxisLabels {
  /** For `values` of the axis: remembers the texts, and has uPlot write none. */
  told(places: readonly number[], texts: readonly (string | null)[]): string[];
  /** Puts the texts in their places. */
  place(plot: uPlot): void;
}

interface Label {
  readonly place: number;
  readonly text: string;
}

/** @param room between the plot and the texts, in pixels of the page. */
export function axisLabels(axis: 'x' | 'y', room: number, scale: number): AxisLabels {
  const spans: HTMLSpanElement[] = [];
  let labels: readonly Label[] = [];
  return {
    told(places, texts) {
      labels = places.flatMap((place, i) => {
        const text = texts[i] ?? undefined;
        return text === undefined ? [] : [{ place, text }];
      });
      return places.map(() => '');
    },
    place(plot) {
      const host = plot.over.parentElement;
      if (host === null) return;
      const { left, top, height } = inPage(plot.bbox);
      labels.forEach(({ place, text }, i) => {
        const span = (spans[i] ??= made(axis, scale));
        if (span.parentElement === null) host.append(span);
        if (span.textContent !== text) span.textContent = text;
        const at = plot.valToPos(place, axis);
        const [x, y] = axis === 'x' ? [left + at, top + height + room] : [left - room, top + at];
        // In the middle of its place along the axis; tenths of a pixel, so that what stays is not written anew.
        const next = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(${axis === 'x' ? '-50%, 0' : '-100%, -50%'})`;
        if (span.style.transform !== next) span.style.transform = next;
      });
      for (const span of spans.splice(labels.length)) span.remove();
    },
  };
}

/** The plot's box counts pixels of the screen. */
function inPage({ left, top, height }: uPlot.BBox) {
  const ratio = devicePixelRatio || 1;
  return { left: left / ratio, top: top / ratio, height: height / ratio };
}

function made(axis: 'x' | 'y', scale: number): HTMLSpanElement {
  const span = document.createElement('span');
  span.className = styles.axisLabel ?? '';
  span.dataset['axis'] = axis;
  span.style.fontSize = `${11 * scale}px`;
  return span;
}
