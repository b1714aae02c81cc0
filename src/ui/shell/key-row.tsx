/* A command in the list of keys: press its key, or what says that it has none, then another one, and it has that. */
import { Button } from '@mantine/core';
import { RotateCcw } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { SmallButton } from '../inspector/params/small-button.tsx';
import { combinationOf, keyText } from './combination.ts';
import classes from './help-dialog.module.css';
import { whyNot } from './key-rules.ts';
import { usualKeys, type KeyId } from './key-table.ts';
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

const written = (keys: readonly string[]): string => keys.map(keyText).join(' or ') || 'no key';

/** What stands in the place of a key. */
export const NO_KEY = 'no key yet';

export function KeyRow({ what, command, onDone }: Props) {
  const keys = useStore(keymap, () => keysOf(command));
  const isChanged = useStore(keymap, (changes) => changes[command] !== undefined);
  const [waits, setWaits] = useState(false);
  const [refused, setRefused] = useState<Refused>();

  const inWords = keys.length === 0 ? `${what}: ${NO_KEY}. Give it a key` : `${what}: ${written(keys)}. Change`;
  const take = (key: string) => {
    const owner = ownerOf(key);
    const reason = whyNot(key);
    setWaits(false);
    setRefused(undefined);
    if (reason !== undefined) setRefused({ reason });
    else if (owner !== undefined && owner !== command)
      setRefused(
        keys.length > 0
          ? { reason: `${keyText(key)} is the key of “${nameOf(owner)}”.`, swap: { key, owner } }
          : { reason: `${keyText(key)} is the key of “${nameOf(owner)}”. Give that another one first.` },
      );
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
            aria-label={`${what}: back to ${written(usualKeys(command))}`}
            title={`Back to ${written(usualKeys(command))}`}
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
          aria-label={waits ? `Press the new key for: ${what}` : inWords}
          // The dialog itself would close on Escape.
          {...(waits ? { 'data-mantine-stop-propagation': true } : {})}
          onClick={() => {
            setRefused(undefined);
            setWaits(true);
          }}
          onBlur={() => setWaits(false)}
          onKeyDown={onKeyDown}
        >
          {waits && <span className={classes.waits}>Press a key …</span>}
          {!waits && keys.length === 0 && <span className={classes.none}>{NO_KEY}</span>}
          {!waits && keys.map((key) => <kbd key={key}>{keyText(key)}</kbd>)}
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
