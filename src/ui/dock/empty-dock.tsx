/** One plain sentence where nothing is to be seen yet, and the way to change that. */
import { Button } from '@mantine/core';
import { ChevronsRight, Play } from 'lucide-react';
import { useDocument } from '../stores/document.ts';
import { count } from '../../base/format.ts';
import { useProgramName } from '../stores/program-name.ts';
import { runStore, useRun } from '../stores/run.ts';
import styles from './empty-dock.module.css';

export function EmptyDock({ text }: { readonly text: string }) {
  const busy = useRun(({ state }) => state === 'preparing' || state === 'running');
  const programs = useDocument(({ compilation }) => compilation.programs.length);
  const program = useProgramName(useRun((run) => run.program) ?? '');
  return (
    <div className={styles.empty}>
      <p>{text}</p>
      {busy ? null : (
        <div className={styles.ways}>
          {programs > 1 ? (
            <Button leftSection={<ChevronsRight size={13} />} onClick={() => train(true)}>
              Train {count(programs)} side by side
            </Button>
          ) : null}
          <Button leftSection={<Play size={13} fill="currentColor" />} onClick={() => train(false)}>
            {programs > 1 ? `Train ${program} alone` : 'Train'}
          </Button>
        </div>
      )}
    </div>
  );
}

function train(together: boolean): void {
  const { setTogether, start } = runStore.getState();
  setTogether(together);
  start();
}
