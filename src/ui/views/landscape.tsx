/** The landscape of the loss, as in the tab of that name: drawn when asked for. */
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { count, percent } from '../../base/format.ts';
import type { Drawn } from '../../protocol/landscape.ts';
import { contourScale } from '../charts/contour/contour-scale.ts';
import { LandscapePicture } from '../dock/landscape/landscape-picture.tsx';
import { draw, giveUp } from '../dock/landscape/landscape-store.ts';
import { landscapeSentences } from '../dock/landscape/landscape-words.ts';
import { useDrawing } from '../dock/landscape/use-drawing.ts';
import { useLiveRun } from '../stores/run.ts';
import type { ViewProps, ViewShow } from './view-show.ts';
import styles from './views.module.css';

const NOTHING = () => undefined;

function Landscape({ looking, onCard, width, height }: ViewProps) {
  const { program, drawn, drawing, share, current } = useDrawing(looking);
  return (
    <>
      {drawn === undefined ? (
        <p className={styles.empty} style={{ height }}>
          {drawing ? 'Drawing the hills of the loss …' : 'Press Draw, and the hills of the loss are drawn here.'}
        </p>
      ) : (
        <Hills drawn={drawn} width={width} height={height} />
      )}
      <div className={styles.controls}>
        <Button
          size="compact-xs"
          className="nodrag"
          tabIndex={onCard ? -1 : 0}
          onClick={(event) => {
            // Pressing the card itself shows it larger.
            event.stopPropagation();
            if (drawing) giveUp(program);
            else draw(program);
          }}
        >
          {drawing ? 'Stop' : drawn === undefined ? 'Draw' : 'Draw anew'}
        </Button>
        <span className={styles.when}>
          {drawing ? percent(share) : drawn === undefined ? '' : <When drawn={drawn} current={current} />}
        </span>
      </div>
    </>
  );
}

function Hills({ drawn, width, height }: { readonly drawn: Drawn; readonly width: number; readonly height: number }) {
  const scale = useMemo(() => contourScale(drawn.losses, true), [drawn]);
  const summary = useMemo(
    () => `The loss around the weights of step ${count(drawn.step)}. ${landscapeSentences(drawn).join(' ')}`,
    [drawn],
  );
  return (
    <div className={styles.still}>
      <LandscapePicture drawn={drawn} scale={scale} summary={summary} onPoint={NOTHING} width={width} height={height} />
    </div>
  );
}

function When({ drawn, current }: { readonly drawn: Drawn; readonly current: boolean }) {
  const step = useLiveRun((run) => run.step);
  const stale = useLiveRun((run) => run.stale);
  if (current && !stale && step === drawn.step) return 'of now';
  return current && !stale ? `of step ${count(drawn.step)}` : 'of an earlier training';
}

export const landscape: ViewShow = {
  shows: 'landscape',
  tab: 'landscape',
  aspect: 1,
  empty: 'Train, and the landscape that the loss goes down can be drawn here.',
  View: Landscape,
};
