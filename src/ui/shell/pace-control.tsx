/** How fast training goes, beside Train: a slider from one step a second to as fast as it goes. */
import { PACES, paceIndex, paceText, paceWords, shownPace } from '../stores/pace.ts';
import { runStore, useRun } from '../stores/run.ts';
import classes from './pace-control.module.css';
import { Tip } from './tip.tsx';

export function PaceControl() {
  const pace = useRun(shownPace);
  const choose = (index: number) => {
    const chosen = PACES[index];
    if (chosen !== undefined) runStore.getState().setPace(chosen);
  };
  return (
    <Tip label={`Pace of training: ${paceWords(pace)}`}>
      <div className={classes.pace}>
        <span className={`${classes.text} numbers`} aria-hidden>
          {paceText(pace)}
        </span>
        <input
          className={classes.slider}
          type="range"
          min={0}
          max={PACES.length - 1}
          step={1}
          value={paceIndex(pace)}
          aria-label="Pace of training"
          aria-valuetext={paceWords(pace)}
          onChange={(event) => choose(Number(event.currentTarget.value))}
        />
      </div>
    </Tip>
  );
}
