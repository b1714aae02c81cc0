/*
 * The landscape of the loss around the weights of now: drawn when asked for, because it costs some hundred evaluations. It
 * says at which step it was drawn, and looks its age when training has gone on.
 */
import { Button, Progress, SegmentedControl } from '@mantine/core';
import { Shuffle } from 'lucide-react';
import { useMemo, useState } from 'react';
import { compact, count } from '../../../base/format.ts';
import type { Drawn } from '../../../protocol/landscape.ts';
import { ContourLegend } from '../../charts/contour/contour-legend.tsx';
import type { Place } from '../../charts/cross-steps.ts';
import { contourScale } from '../../charts/contour/contour-scale.ts';
import { MeasuredBox } from '../../charts/frame/measured-box.tsx';
import { IconButton } from '../../shell/icon-button.tsx';
import { useLiveRun, useRun } from '../../stores/run.ts';
import { EmptyDock } from '../empty-dock.tsx';
import { heightAt } from './heights.ts';
import styles from './landscape.module.css';
import { choose, draw, giveUp } from './landscape-store.ts';
import { LandscapePicture } from './landscape-picture.tsx';
import { landscapeSentences } from './landscape-words.ts';
import { useDrawing } from './use-drawing.ts';
import type { Drawing } from './use-drawing.ts';

export function Landscape() {
  const drawing = useDrawing();
  const ready = useRun((all) => all.data !== undefined);
  if (!ready)
    return <EmptyDock text="Train the network, and the landscape that its loss goes down can be drawn here." />;
  const { drawn, noPath, plane, current } = drawing;
  return (
    <div className={styles.landscape}>
      {drawn === undefined || noPath ? (
        <div className={styles.nothing}>
          <p>{noPath ? NO_PATH : ABOUT[plane]}</p>
        </div>
      ) : (
        <Shown drawn={drawn} current={current} />
      )}
      <Controls of={drawing} />
    </div>
  );
}

const ABOUT = {
  random:
    'Two random directions through all weights, each as long in every neuron as its own weights: how steep is the loss around the place that training has found?',
  path: 'The plane in which the weights have moved most: the way that training took, and the hills around it.',
};

const NO_PATH =
  'There is no path to draw yet: train for at least three steps first. Of networks with more than 1.3 million weights none is kept.';

function Controls({ of }: { readonly of: Drawing }) {
  const { program, plane, seed, drawing, share } = of;
  return (
    <div className={styles.controls}>
      <SegmentedControl
        className={styles.choice ?? ''}
        size="xs"
        aria-label="Which directions are drawn"
        value={plane}
        onChange={(value) => choose(program, { plane: value === 'path' ? 'path' : 'random' })}
        data={[
          { value: 'random', label: 'Random directions' },
          { value: 'path', label: 'Path of training' },
        ]}
      />
      {drawing ? (
        <Button variant="default" onClick={() => giveUp(program)}>
          Stop drawing
        </Button>
      ) : (
        <Button variant="default" onClick={() => draw(program)}>
          Draw the landscape
        </Button>
      )}
      {plane === 'random' && !drawing && of.order > 0 ? (
        <IconButton label="Draw two other random directions" onClick={() => draw(program, { seed: seed + 1 })}>
          <Shuffle size={14} />
        </IconButton>
      ) : null}
      {drawing ? (
        <Progress className={styles.progress ?? ''} value={100 * share} aria-label="How much of the picture is drawn" />
      ) : null}
    </div>
  );
}

function Shown({ drawn, current }: { readonly drawn: Drawn; readonly current: boolean }) {
  const [pointed, setPointed] = useState<Place>();
  const scale = useMemo(() => contourScale(drawn.losses, true), [drawn]);
  const sentences = useMemo(() => landscapeSentences(drawn), [drawn]);
  const loss = pointed === undefined ? Number.NaN : heightAt(drawn, pointed);
  return (
    <>
      <div className={styles.picture}>
        <MeasuredBox>
          {(size) => (
            <LandscapePicture
              {...size}
              drawn={drawn}
              scale={scale}
              summary={`The loss around the weights of step ${count(drawn.step)}. ${sentences.join(' ')}`}
              onPoint={setPointed}
            />
          )}
        </MeasuredBox>
      </div>
      <div className={styles.words} role="region" aria-label="What the landscape shows" tabIndex={0}>
        <When drawn={drawn} current={current} />
        <p role="status" className={styles.reading}>
          {pointed === undefined || !Number.isFinite(loss)
            ? 'Point at the picture to read the loss there.'
            : `(${pointed.map(compact).join(', ')}): loss ${compact(loss)}`}
        </p>
        <ContourLegend scale={scale} of="loss" />
        {drawn.share < 1 ? null : sentences.map((sentence) => <p key={sentence}>{sentence}</p>)}
      </div>
    </>
  );
}

/** A picture of another step than the present one says so. */
function When({ drawn, current }: { readonly drawn: Drawn; readonly current: boolean }) {
  const step = useLiveRun((run) => run.step);
  const stale = useRun((run) => run.stale);
  if (current && !stale && step === drawn.step) return null;
  return (
    <p className={styles.past}>
      {current && !stale
        ? `Drawn at step ${count(drawn.step)}; training is at step ${count(step)}.`
        : `Drawn at step ${count(drawn.step)} of an earlier training, before the graph was changed or training began anew.`}
    </p>
  );
}
