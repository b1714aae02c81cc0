/** Whose training the tab shows, where a graph has several programs, and the way to another one. */
import { NativeSelect } from '@mantine/core';
import { useDocument } from '../stores/document.ts';
import { runStore, useRun } from '../stores/run.ts';
import styles from './shown-program.module.css';

export function ShownProgram() {
  const programs = useDocument(({ compilation }) => compilation.programs);
  const shown = useRun((run) => run.program);
  if (programs.length < 2 || shown === undefined) return null;
  return (
    <div className={styles.shown} title="The program that is shown here">
      <span aria-hidden>of</span>
      <NativeSelect
        aria-label="Program shown"
        size="xs"
        data={programs.map(({ id }) => id)}
        value={shown}
        onChange={(event) => runStore.getState().setProgram(event.currentTarget.value)}
      />
    </div>
  );
}
