import { useRef, type KeyboardEvent } from 'react';
import { shorten } from '../../base/text.ts';
import { documentStore, useDocument } from '../stores/document.ts';
import classes from './top-bar.module.css';

/** Characters of a name that are shown and typed; a longer one stays as it is until somebody types another. */
const LONGEST = 120;
const WORDS = { saved: 'saved', saving: 'saving', failed: 'not saved' } as const;

/** The document's name, edited in place, and whether the browser has stored the latest change. */
export function DocumentName() {
  const name = useDocument((state) => shorten(state.document.name, LONGEST));
  const saved = useDocument((state) => state.saved);
  const input = useRef<HTMLInputElement>(null);

  const rename = (value: string) => {
    const trimmed = value.trim();
    if (trimmed !== '' && trimmed !== name) {
      documentStore.getState().dispatch({ type: 'setDocument', fields: { name: trimmed } });
    } else if (input.current !== null) {
      input.current.value = name;
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) event.currentTarget.blur();
    if (event.key === 'Escape') {
      event.currentTarget.value = name;
      event.currentTarget.blur();
    }
  };

  return (
    <div className={classes.document}>
      <input
        key={name}
        ref={input}
        className={classes.name}
        defaultValue={name}
        aria-label="Name of the graph"
        maxLength={LONGEST}
        spellCheck={false}
        onBlur={(event) => rename(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <span className={classes.saved} data-state={saved} title={`The graph is ${WORDS[saved]} in this browser`}>
        {WORDS[saved]}
      </span>
    </div>
  );
}
