/** Plays the race, stops it, and goes through it step by step. */
import { Pause, Play, SkipBack, StepForward } from 'lucide-react';
import { useEffect } from 'react';
import { count } from '../../../base/format.ts';
import { calm } from '../../canvas/view/motion.ts';
import { IconButton } from '../../shell/icon-button.tsx';
import { advance, pause, play, showStep, STEPS, usePlayground } from './playground-store.ts';
import styles from './playground.module.css';

const STEPS_PER_SECOND = 40;

export function Playback() {
  const step = usePlayground((state) => Math.floor(state.step));
  const playing = usePlayground((state) => state.playing);
  useFrames(playing);
  return (
    <div className={styles.playback}>
      <IconButton label="Back to the start" onClick={() => showStep(0)}>
        <SkipBack size={14} />
      </IconButton>
      <IconButton
        label={playing ? 'Pause the race' : 'Play the race'}
        onClick={() => {
          if (playing) pause();
          else if (calm()) showStep(STEPS);
          else play();
        }}
      >
        {playing ? <Pause size={14} /> : <Play size={14} />}
      </IconButton>
      <IconButton label="One step on" onClick={() => showStep(step + 1)}>
        <StepForward size={14} />
      </IconButton>
      <input
        className={styles.slider}
        type="range"
        min={0}
        max={STEPS}
        step={1}
        value={step}
        aria-label="Step of the race"
        aria-valuetext={`step ${count(step)} of ${count(STEPS)}`}
        onChange={(event) => showStep(Number(event.currentTarget.value))}
      />
      <span className={`${styles.step} numbers`}>
        {count(step)} / {count(STEPS)}
      </span>
    </div>
  );
}

/** Takes the race on with every picture the page draws. */
function useFrames(playing: boolean): void {
  useEffect(() => {
    if (!playing) return undefined;
    let last = performance.now();
    const frame = (now: number) => {
      advance((Math.max(0, now - last) / 1000) * STEPS_PER_SECOND);
      last = now;
      asked = requestAnimationFrame(frame);
    };
    let asked = requestAnimationFrame(frame);
    return () => cancelAnimationFrame(asked);
  }, [playing]);
}
