/** One plain sentence where nothing is to be seen yet, and the way to change that. */
import { Button } from '@mantine/core';
import { ChevronsRight, Play } from 'lucide-react';
import { useDocument } from '../stores/document.ts';
import { count } from '../../base/format.ts';
import { runStore, useRun } from '../stores/run.ts';
import styles from './empty-dock.module.css';

export function EmptyDock({ text }: { readonly text: string }) {
  const busy = useRun(({ state }) => state === 'preparing' || state === 'running');
  const programs = useDocument(({ compilation }) => compilation.programs.length);
  const program = useRun((run) => run.program) ?? '';
  const several = programs > 1;
  return (
    <div className={styles.empty}>
      <p>{text}</p>
      {busy ? null : (
        <div className={styles.ways}>
          <Button leftSection={<Play size={13} fill="currentColor" />} onClick={() => runStore.getState().start()}>
            {several ? `Train ${program}` : 'Train'}
          </Button>
          {several ? (
            <Button leftSection={<ChevronsRight size={13} />} onClick={() => runStore.getState().startAll()}>
              Train {count(programs)} side by side
            </Button>
          ) : null}
        </div>
      )}
    </div>
  );
}
