/* The versions of the open graph: kept by hand under a name or by themselves, compared, brought back, renamed. */
import { Pencil, RotateCcw, Trash2 } from 'lucide-react';
import { useEffect, useState, type FormEvent } from 'react';
import { useStore } from 'zustand';
import { compareWithVersion } from '../compare/compare.ts';
import { deskStore } from '../stores/desk.ts';
import type { Version } from '../persistence/versions-db.ts';
import {
  bringBack,
  putVersion,
  refreshVersions,
  removeVersion,
  renameVersion,
  saveVersion,
  titleOf,
  versionsStore,
} from '../persistence/versions.ts';
import styles from './history-list.module.css';
import { HistoryPanel } from './history-panel.tsx';
import { versionField } from './version-field.ts';
import { momentWords, versionWords } from './version-words.ts';

export function Versions({ saving }: { readonly saving: boolean }) {
  const { versions, problem } = useStore(versionsStore);
  const [renamed, setRenamed] = useState<string>();
  const [deleted, setDeleted] = useState<Version>();
  useVersionsOfOpenGraph();
  const first = (panel: HTMLElement) =>
    (saving ? null : panel.querySelector<HTMLElement>('[data-row]')) ?? panel.querySelector('input');
  const remove = (version: Version) => {
    setDeleted(version);
    focusNeighbour();
    void removeVersion(version);
  };
  return (
    <HistoryPanel part="versions" first={first}>
      <SaveForm />
      {deleted === undefined ? null : (
        <p className={styles.note} role="status">
          “{titleOf(deleted)}” was deleted.{' '}
          <button
            type="button"
            className={styles.undo}
            onClick={() => {
              setDeleted(undefined);
              // This button goes.
              versionField()?.focus();
              void putVersion(deleted);
            }}
          >
            Bring it back to the list
          </button>
        </p>
      )}
      {problem === undefined ? null : <p className={styles.note}>Versions cannot be kept here: {problem}</p>}
      {versions?.length === 0 && problem === undefined ? (
        <p className={styles.note}>
          No versions yet. Give the present state a name above; others are kept by themselves: before another graph is
          opened, when training begins, and after some minutes of changes.
        </p>
      ) : null}
      <ol className={styles.rows} aria-label="Versions, the latest first">
        {versions?.map((version, i) => (
          <VersionRow
            key={version.id}
            version={version}
            words={versionWords(version, versions[i + 1])}
            first={i === 0}
            renaming={renamed === version.id}
            setRenaming={(on) => setRenamed(on ? version.id : undefined)}
            remove={() => remove(version)}
          />
        ))}
      </ol>
    </HistoryPanel>
  );
}

/** Those of another graph are shown as soon as that is open. */
function useVersionsOfOpenGraph(): void {
  useEffect(() => {
    void refreshVersions();
    return deskStore.subscribe(({ id }, before) => {
      if (id !== before.id) void refreshVersions();
    });
  }, []);
}

/** What is deleted takes the focus along, unless a neighbour gets it. */
function focusNeighbour(): void {
  const row = document.activeElement?.closest('li');
  const next = row?.nextElementSibling ?? row?.previousElementSibling;
  (next?.querySelector<HTMLElement>('[data-row]') ?? versionField())?.focus();
}

function SaveForm() {
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const name = new FormData(form).get('name');
    void saveVersion(typeof name === 'string' ? name : '').then((kept) => kept && form.reset());
  };
  return (
    <form className={styles.save} onSubmit={save}>
      <input
        name="name"
        className={styles.field}
        aria-label="Name for the present state"
        placeholder="Name the present state …"
        maxLength={80}
        required
        autoComplete="off"
      />
      <button type="submit" className={styles.button}>
        Save version
      </button>
    </form>
  );
}

interface RowProps {
  readonly version: Version;
  readonly words: string;
  readonly first: boolean;
  readonly renaming: boolean;
  readonly setRenaming: (on: boolean) => void;
  readonly remove: () => void;
}

function VersionRow({ version, words, first, renaming, setRenaming, remove }: RowProps) {
  const title = titleOf(version);
  if (renaming) return <RenameRow version={version} done={() => setRenaming(false)} />;
  const action = { type: 'button', className: styles.compare, tabIndex: -1 } as const;
  return (
    <li className={styles.version} data-version={version.id}>
      <button
        type="button"
        className={styles.row}
        data-row
        tabIndex={first ? 0 : -1}
        title="Compare with the present graph"
        onClick={() => compareWithVersion(version.text, title)}
      >
        <span className={styles.what}>
          <span className={styles.label} data-named={version.name !== undefined || undefined}>
            {title}
          </span>
          <span className={styles.words}>{words}</span>
        </span>
        <time className={styles.state} dateTime={new Date(version.savedAt).toISOString()}>
          {momentWords(version.savedAt)}
        </time>
      </button>
      <button {...action} aria-label={`Bring back ${title}`} title="Bring back" onClick={() => void bringBack(version)}>
        <RotateCcw size={13} aria-hidden />
      </button>
      <button {...action} aria-label={`Rename ${title}`} title="Rename" onClick={() => setRenaming(true)}>
        <Pencil size={13} aria-hidden />
      </button>
      <button {...action} aria-label={`Delete ${title}`} title="Delete" onClick={remove}>
        <Trash2 size={13} aria-hidden />
      </button>
    </li>
  );
}

function RenameRow({ version, done }: { readonly version: Version; readonly done: () => void }) {
  const title = titleOf(version);
  const rename = (name: string) => {
    void renameVersion(version, name);
    done();
    focusRow(version.id);
  };
  return (
    <li className={styles.version} data-version={version.id}>
      <input
        className={styles.field}
        aria-label={`New name for ${title}`}
        defaultValue={version.name ?? ''}
        maxLength={80}
        ref={(input) => input?.focus()}
        onBlur={done}
        onKeyDown={(event) => {
          if (event.key === 'Enter') rename(event.currentTarget.value);
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          done();
          focusRow(version.id);
        }}
      />
    </li>
  );
}

/** When it is drawn again. */
const focusRow = (id: string): void =>
  void setTimeout(
    () => document.querySelector<HTMLElement>(`[data-version="${CSS.escape(id)}"] [data-row]`)?.focus(),
    0,
  );
