/* The list of all keys, in which those of commands can be changed. */
import { Button, Modal, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { keyText } from './combination.ts';
import classes from './help-dialog.module.css';
import { KeyRow, NO_KEY } from './key-row.tsx';
import { keymap, keysOf } from './keymap.ts';
import { resetAllKeys } from './own-keys.ts';
import { shellStore, useShell } from './shell-store.ts';
import { findShortcuts, type ShortcutRow } from './shortcuts.ts';

export function HelpDialog() {
  const opened = useShell((state) => state.dialog === 'help');
  return (
    <Modal
      opened={opened}
      onClose={() => shellStore.getState().show(undefined)}
      title="Keyboard shortcuts"
      size={1180}
      centered
    >
      <Keys />
    </Modal>
  );
}

/** As they are searched: a command without one is found by that. */
function keysOfRow(row: ShortcutRow): readonly string[] {
  const keys = 'command' in row ? keysOf(row.command) : row.keys;
  return keys.length === 0 ? [NO_KEY] : keys;
}

function Keys() {
  const changed = useStore(keymap, (changes) => Object.keys(changes).length);
  const [query, setQuery] = useState('');
  const [said, setSaid] = useState('');
  // A row stays where it is found while it is given a key: the keyboard is on it.
  const found = useMemo(() => findShortcuts(query, (row) => keysOfRow(row).map(keyText)), [query]);
  return (
    <>
      <p className={classes.note}>
        Press a key of this list to give its command another one, or “no key yet” to give it one. What you choose is
        remembered in this browser.
      </p>
      <TextInput
        data-autofocus
        className={classes.search}
        aria-label="Search the keys"
        placeholder="Duplicate, frame, Ctrl+B, no key …"
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      {found.length === 0 && <p className={classes.note}>Nothing fits. Try another word.</p>}
      <div className={classes.groups}>
        {found.map(({ title, rows }) => (
          <section key={title} className={classes.group}>
            <h3>{title}</h3>
            <ul>
              {rows.map((row) =>
                'command' in row ? (
                  <KeyRow key={row.what} {...row} onDone={setSaid} />
                ) : (
                  <li key={row.what}>
                    <span>{row.what}</span>
                    <span className={classes.keys}>
                      {row.keys.map((key) => (
                        <kbd key={key}>{keyText(key)}</kbd>
                      ))}
                    </span>
                  </li>
                ),
              )}
            </ul>
          </section>
        ))}
      </div>
      <div className={classes.foot}>
        <Button
          disabled={changed === 0}
          onClick={() => {
            resetAllKeys();
            setSaid('All commands have their usual keys again.');
          }}
        >
          Usual keys for all
        </Button>
        <span role="status">{said}</span>
      </div>
      <p className={classes.note}>
        Keys without Ctrl or Alt work while the canvas or nothing in particular has the focus, and never while you type
        in a field. The canvas is drawn with{' '}
        <a href="https://reactflow.dev" target="_blank" rel="noreferrer">
          React Flow
        </a>
        .
      </p>
    </>
  );
}
