/*
 * The time line: moves what wires, cards, curves and output show back over the recorded steps of the run, and plays them.
 * Whatever is shown while it stands in the past says so.
 */
import { Button } from '@mantine/core';
import { Pause, Play } from 'lucide-react';
import { useEffect } from 'react';
import { IconButton } from '../../shell/icon-button.tsx';
import {
  backToNow,
  frameSteps,
  lookAt,
  nextFrame,
  pauseFrames,
  playFrames,
  useLookBack,
} from '../../stores/look-back.ts';
import { runStore, useLiveRun } from '../../stores/run.ts';
import styles from './time-line.module.css';
import { timeLineWords } from './time-line-words.ts';

const FRAME_MS = 180;

export function TimeLine() {
  const shown = useLookBack(({ frame }) => frame?.step);
  const playing = useLookBack((state) => state.playing);
  const history = useLiveRun((run) => run.history);
  const now = useLiveRun((run) => run.step);
  const state = useLiveRun((run) => run.state);
  const steps = frameSteps({ history });
  useFrames(playing);
  const last = Math.max(0, steps.length - 1);
  const at =
    shown === undefined
      ? last
      : Math.max(
          0,
          steps.findLastIndex((step) => step <= shown),
        );
  const words = timeLineWords(shown, now, state);
  return (
    <section className={styles.line} aria-label="Time line" data-past={shown !== undefined || undefined}>
      <IconButton
        label={playing ? 'Pause the replay' : 'Replay the run'}
        disabled={steps.length < 2}
        onClick={() => (playing ? pauseFrames() : playFrames(runStore.getState()))}
      >
        {playing ? <Pause size={14} /> : <Play size={14} />}
      </IconButton>
      <input
        className={styles.slider}
        type="range"
        min={0}
        max={last}
        step={1}
        value={at}
        disabled={steps.length < 2}
        aria-label="Recorded step that is shown"
        aria-valuetext={words}
        onChange={(event) => {
          pauseFrames();
          const step = steps[Number(event.currentTarget.value)];
          if (step !== undefined) lookAt(runStore.getState(), step);
        }}
      />
      <span className={styles.words}>{words}</span>
      <Button
        className={styles.now ?? ''}
        variant="default"
        onClick={backToNow}
        data-hidden={shown === undefined || undefined}
        disabled={shown === undefined}
      >
        Back to now
      </Button>
    </section>
  );
}

/** Shows the next frame again and again while the run is replayed. */
function useFrames(playing: boolean): void {
  useEffect(() => {
    if (!playing) return undefined;
    const timer = setInterval(() => nextFrame(runStore.getState()), FRAME_MS);
    return () => clearInterval(timer);
  }, [playing]);
}
