/* Where the curves are painted, between the axes of the frame. What paints them is loaded with the first plot. */
import { useEffect, useRef, useState } from 'react';
import type { Plot } from '../../charts/frame/plot.ts';
import { useThemeColour } from '../theme-colours.ts';
import type { Columns } from './curve-data.ts';
import type { Domains, PlotHandle } from './curve-plot.ts';
import styles from './curves.module.css';
import type { Hover } from './hover.ts';
import type { PlotSpec } from './plot-spec.ts';
import { RIM } from './rim.ts';

interface Props {
  readonly spec: PlotSpec;
  readonly columns: Columns;
  readonly domains: Domains;
  /** Where the plot lies in its frame, in pixels. */
  readonly box: Pick<Plot, 'left' | 'top' | 'width' | 'height'>;
  /** By how much the page shows it larger, or smaller, than it is: it is painted in the pixels that it gets. */
  readonly zoom: number;
  readonly hover: Hover;
}

export function CurveCanvas({ spec, columns, domains, box, zoom, hover }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const theme = useThemeColour();
  const [handle, setHandle] = useState<PlotHandle>();
  const [failed, setFailed] = useState(false);
  const { left, top } = box;
  const width = Math.round((box.width + 2 * RIM) * zoom);
  const height = Math.round((box.height + 2 * RIM) * zoom);

  useEffect(() => {
    let wanted = true;
    let made: PlotHandle | undefined;
    import('./curve-plot.ts').then(
      ({ createPlot }) => {
        const place = host.current;
        if (!wanted || place === null) return;
        made = createPlot(place, spec, theme, hover.set, zoom);
        setHandle(made);
      },
      () => wanted && setFailed(true),
    );
    return () => {
      wanted = false;
      made?.destroy();
      setHandle(undefined);
    };
  }, [spec, theme, hover, zoom]);

  useEffect(() => handle?.resize({ width, height }), [handle, width, height]);
  useEffect(() => handle?.show(columns, domains), [handle, columns, domains]);

  return (
    <>
      <div
        className={styles.painted}
        ref={host}
        style={{ left: left - RIM, top: top - RIM, width, height, ...(zoom !== 1 && { scale: String(1 / zoom) }) }}
      />
      {failed ? <p className={styles.failed}>The plot could not be loaded. The data table has its figures.</p> : null}
    </>
  );
}
