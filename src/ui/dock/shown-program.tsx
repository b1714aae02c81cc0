/** Whose training the tab shows, where a graph has several programs, and the way to another one. */
import { NativeSelect } from '@mantine/core';
import { useProgramChoices } from '../stores/program-name.ts';
import { runStore, useRun } from '../stores/run.ts';
import styles from './shown-program.module.css';

export function ShownProgram() {
  const choices = useProgramChoices();
  const shown = useRun((run) => run.program);
  if (choices.length < 2 || shown === undefined) return null;
  return (
    <div className={styles.shown} title="The program that is shown here">
      <span aria-hidden>of</span>
      <NativeSelect
        aria-label="Program shown"
        size="xs"
        data={choices}
        value={shown}
        onChange={(event) => runStore.getState().setProgram(event.currentTarget.value)}
      />
    </div>
  );
}
