/* A command in the list of keys: press its key, then another one, and it has that. */
import { Button } from '@mantine/core';
import { RotateCcw } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { SmallButton } from '../inspector/params/small-button.tsx';
import { combinationOf, keyText } from './combination.ts';
import classes from './help-dialog.module.css';
import { whyNot } from './key-rules.ts';
import { KEY_TABLE, type KeyId } from './key-table.ts';
import { keymap, keysOf } from './keymap.ts';
import { ownerOf, resetKeys, setKey, swapKeys } from './own-keys.ts';
import { nameOf } from './shortcuts.ts';

interface Props {
  readonly what: string;
  readonly command: KeyId;
  /** What was done, to be said. */
  readonly onDone: (said: string) => void;
}

/** Why a key was not taken; with the command it belongs to, the two can be swapped. */
interface Refused {
  readonly reason: string;
  readonly swap?: { readonly key: string; readonly owner: KeyId };
}

const written = (keys: readonly string[]): string => keys.map(keyText).join(' or ');

export function KeyRow({ what, command, onDone }: Props) {
  const keys = useStore(keymap, () => keysOf(command));
  const isChanged = useStore(keymap, (changes) => changes[command] !== undefined);
  const [waits, setWaits] = useState(false);
  const [refused, setRefused] = useState<Refused>();

  const take = (key: string) => {
    const owner = ownerOf(key);
    const reason = whyNot(key);
    setWaits(false);
    setRefused(undefined);
    if (reason !== undefined) setRefused({ reason });
    else if (owner !== undefined && owner !== command)
      setRefused({ reason: `${keyText(key)} is the key of “${nameOf(owner)}”.`, swap: { key, owner } });
    else {
      setKey(command, key);
      onDone(`${what}: ${keyText(key)}.`);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Tab goes on, as always.
    if (!waits || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    const key = combinationOf(event.nativeEvent);
    if (key === 'Escape') setWaits(false);
    else if (key !== undefined) take(key);
  };
  return (
    <li>
      <span>{what}</span>
      <span className={classes.keys}>
        {isChanged && (
          <SmallButton
            aria-label={`${what}: back to ${written(KEY_TABLE[command])}`}
            title={`Back to ${written(KEY_TABLE[command])}`}
            onClick={() => {
              setRefused(undefined);
              onDone(`Usual keys again: ${resetKeys(command).map(nameOf).join(', ')}.`);
            }}
          >
            <RotateCcw size={12} aria-hidden />
          </SmallButton>
        )}
        <button
          type="button"
          className={classes.change}
          data-changed={isChanged || undefined}
          aria-label={waits ? `Press the new key for: ${what}` : `${what}: ${written(keys)}. Change`}
          // The dialog itself would close on Escape.
          {...(waits ? { 'data-mantine-stop-propagation': true } : {})}
          onClick={() => {
            setRefused(undefined);
            setWaits(true);
          }}
          onBlur={() => setWaits(false)}
          onKeyDown={onKeyDown}
        >
          {waits ? (
            <span className={classes.waits}>Press a key …</span>
          ) : (
            keys.map((key) => <kbd key={key}>{keyText(key)}</kbd>)
          )}
        </button>
      </span>
      {refused !== undefined && (
        <div className={classes.refused} role="alert">
          {refused.reason}
          {refused.swap !== undefined && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                const { key, owner } = refused.swap ?? { key: '', owner: command };
                swapKeys(command, key, owner);
                setRefused(undefined);
                onDone(`${what}: ${keyText(key)}. ${nameOf(owner)}: ${written(keysOf(owner))}.`);
              }}
            >
              Swap the two
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
