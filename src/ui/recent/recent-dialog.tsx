/* All graphs that this browser keeps: opened, or removed for good. */
import { Button, Modal } from '@mantine/core';
import { Trash2 } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { errorMessage } from '../../base/invariant.ts';
import { momentWords } from '../history/version-words.ts';
import { IconButton } from '../shell/icon-button.tsx';
import { shellStore, useShell } from '../shell/shell-store.ts';
import { listRecent, openRecent, removeRecent, type Recent } from './recent.ts';
import styles from './recent.module.css';

const close = () => shellStore.getState().show(undefined);

export function RecentDialog() {
  const opened = useShell((state) => state.dialog === 'recent');
  return (
    <Modal opened={opened} onClose={close} title="Graphs in this browser" size={520} centered>
      <List />
    </Modal>
  );
}

/** The question is where the focus is. */
const focusFirst = (button: HTMLButtonElement | null): void => button?.focus();

function List() {
  const [found, setFound] = useState<readonly Recent[]>();
  const [problem, setProblem] = useState<string>();
  /** The one that is about to be removed: it is asked once more. */
  const [doomed, setDoomed] = useState<string>();
  const refresh = useCallback(() => {
    listRecent().then(setFound, (reason: unknown) => setProblem(errorMessage(reason)));
  }, []);
  useEffect(refresh, [refresh]);
  if (problem !== undefined) return <p className={styles.note}>This browser stores no graphs: {problem}</p>;
  if (found === undefined) return null;
  return (
    <>
      <p className={styles.note}>
        Every graph you change is kept here by itself. The one that is open stays in this list when you open another.
      </p>
      {found.length === 0 ? <p className={styles.note}>None yet: change something, and it appears here.</p> : null}
      <ul className={styles.list} aria-label="Graphs in this browser">
        {found.map((each) => (
          <li key={each.id}>
            {doomed === each.id ? (
              <Confirm recent={each} keep={() => setDoomed(undefined)} refresh={refresh} />
            ) : (
              <Row recent={each} remove={() => setDoomed(each.id)} />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Row({ recent, remove }: { readonly recent: Recent; readonly remove: () => void }) {
  const { name, file, changedAt, isOpen } = recent;
  const open = () => {
    close();
    // After the dialog has given the focus back.
    setTimeout(() => void openRecent(recent), 0);
  };
  return (
    <>
      <button type="button" className={styles.open} onClick={open} aria-current={isOpen || undefined}>
        <span className={styles.name}>{name}</span>
        <span className={styles.when}>
          {isOpen ? 'open now' : momentWords(changedAt)}
          {file === undefined ? '' : `, saved in ${file}`}
        </span>
      </button>
      {isOpen ? null : (
        <IconButton label={`Remove ${name}`} onClick={remove}>
          <Trash2 size={14} />
        </IconButton>
      )}
    </>
  );
}

interface ConfirmProps {
  readonly recent: Recent;
  readonly keep: () => void;
  readonly refresh: () => void;
}

function Confirm({ recent, keep, refresh }: ConfirmProps) {
  const remove = () => {
    void removeRecent(recent).then(() => {
      keep();
      refresh();
    });
  };
  return (
    <div className={styles.confirm}>
      <span className={styles.name}>Remove “{recent.name}” and its versions for good?</span>
      <Button onClick={remove}>Remove</Button>
      <Button ref={focusFirst} onClick={keep}>
        Keep
      </Button>
    </div>
  );
}
