/*
 * The picture of a view: on its card, and in the inspector. It stands in the run that its wire names, and asks for
 * readings only while it is in sight and wide enough to be read.
 */
import { Button } from '@mantine/core';
import { Maximize2 } from 'lucide-react';
import { useContext } from 'react';
import type { ParamValues } from '../../catalog/params.ts';
import { nodeById } from '../../graph/queries.ts';
import { useCanvas } from '../canvas/canvas-store.ts';
import { cardWidth } from '../canvas/cards/card-width.ts';
import { Measured } from '../charts/frame/measured-box.tsx';
import { AllInSight, useInSight } from '../instruments/in-sight.ts';
import { PANEL_WIDTH } from '../pictures/picture-props.ts';
import type { PictureProps } from '../pictures/picture-props.ts';
import { useDocument } from '../stores/document.ts';
import { OfProgram } from '../stores/of-program.tsx';
import { useRun } from '../stores/run.ts';
import { enlarge } from './enlarge.ts';
import { SHOWS } from './shows.ts';
import { FOOT } from './view-show.ts';
import type { ViewShow } from './view-show.ts';
import { watchedProgram } from './watched-program.ts';
import styles from './views.module.css';

/** The card's edge on both sides of the picture. */
const EDGE = 20;
/** Pixels on the screen below which nothing of a picture can be read. */
const LEAST = 48;

export function ViewPicture({ definition, nodeId, params, size }: PictureProps<'view'>) {
  const of = useDocument(({ document, compilation }) => watchedProgram(document, compilation, nodeId).of);
  const program = useDocument(({ document, compilation }) => {
    const watched = watchedProgram(document, compilation, nodeId);
    return watched.of === 'program' ? watched.program : undefined;
  });
  const muted = useDocument(({ document }) => nodeById(document, nodeId)?.muted === true);
  const show = SHOWS.get(definition.shows);
  if (show === undefined) return <p className={styles.words}>This page has no picture of that name.</p>;
  const reason = muted
    ? 'Bypassed: nothing is measured for it.'
    : of === 'none'
      ? 'Nothing is trained at the other end of its wire.'
      : undefined;
  const shared = { show, params, reason };
  return (
    <OfProgram program={program}>
      {size === 'card' ? (
        <OnCard {...shared} width={cardWidth(definition, params) - EDGE} />
      ) : (
        <>
          <Measured fallback={PANEL_WIDTH}>
            {(width) => <Framed {...shared} width={width} onCard={false} wide zoom={1} />}
          </Measured>
          <Button
            className={styles.enlarge ?? ''}
            size="compact-xs"
            leftSection={<Maximize2 size={12} />}
            onClick={() => enlarge(nodeId)}
          >
            Show it larger, in the dock
          </Button>
        </>
      )}
    </OfProgram>
  );
}

interface FramedProps {
  readonly show: ViewShow;
  readonly params: ParamValues;
  /** Why there is nothing to see, where that does not lie with the run. */
  readonly reason: string | undefined;
  readonly width: number;
}

interface Place {
  readonly onCard: boolean;
  /** Wide enough to be read. */
  readonly wide: boolean;
  readonly zoom: number;
}

function OnCard(props: FramedProps) {
  const wide = useCanvas(({ counter }) => props.width / counter >= LEAST);
  // A picture of the whole graph is made at actual size.
  const atActualSize = useContext(AllInSight);
  const zoom = useCanvas((state) => (atActualSize ? 1 : state.zoom));
  return (
    // The canvas hears the click. By keyboard it is in the menu of the card, and a button of the inspector.
    <div className={styles.pressed} title="Click to show it larger, in the dock" data-enlarges>
      <Framed {...props} onCard wide={wide} zoom={zoom} />
    </div>
  );
}

function Framed({ show, params, reason, width, onCard, wide, zoom }: FramedProps & Place) {
  const { ref, seen } = useInSight();
  const ready = useRun((run) => run.data !== undefined);
  const height = Math.round(width * show.aspect);
  const words = reason ?? (ready ? undefined : show.empty);
  return (
    <div ref={ref} className={styles.frame} style={{ width, minHeight: height + FOOT }}>
      {words === undefined ? (
        <show.View params={params} looking={wide && seen} onCard={onCard} width={width} height={height} zoom={zoom} />
      ) : (
        <p className={styles.empty} style={{ height: height + FOOT }}>
          {words}
        </p>
      )}
    </div>
  );
}
