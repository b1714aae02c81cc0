/** One plain sentence where nothing is to be seen yet, and the way to change that. */
import { Button } from '@mantine/core';
import { Play } from 'lucide-react';
import { runStore, useRun } from '../stores/run.ts';
import styles from './empty-dock.module.css';

export function EmptyDock({ text }: { readonly text: string }) {
  const busy = useRun(({ state }) => state === 'preparing' || state === 'running');
  return (
    <div className={styles.empty}>
      <p>{text}</p>
      {busy ? null : (
        <Button leftSection={<Play size={13} fill="currentColor" />} onClick={() => runStore.getState().start()}>
          Train
        </Button>
      )}
    </div>
  );
}
