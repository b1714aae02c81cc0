import { useEffect, useRef, type KeyboardEvent } from 'react';
import { shorten } from '../../base/text.ts';
import { useDesk } from '../stores/desk.ts';
import { documentStore, useDocument } from '../stores/document.ts';
import { useKeptOnLeaving } from './kept-on-leaving.ts';
import { keyTextOf } from './keymap.ts';
import classes from './top-bar.module.css';

/** Characters of a name that are shown and typed; a longer one stays as it is until somebody types another. */
const LONGEST = 120;
const WORDS = { saved: 'saved', saving: 'saving', failed: 'not saved' } as const;

/** The document's name, edited in place, and whether the latest change lies in its file, or in this browser. */
export function DocumentName() {
  const name = useDocument((state) => shorten(state.document.name, LONGEST));
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current !== null) input.current.value = name;
  }, [name]);

  const rename = (value: string) => {
    const trimmed = value.trim();
    if (trimmed !== '' && trimmed !== name) {
      documentStore.getState().dispatch({ type: 'setDocument', fields: { name: trimmed } });
    } else if (input.current !== null) {
      input.current.value = name;
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') event.currentTarget.blur();
    if (event.key === 'Escape') {
      event.currentTarget.value = name;
      event.currentTarget.blur();
    }
  };

  return (
    <div className={classes.document}>
      <input
        ref={input}
        className={classes.name}
        defaultValue={name}
        aria-label="Name of the graph"
        maxLength={LONGEST}
        spellCheck={false}
        {...useKeptOnLeaving((field) => rename(field.value), { onKeyDown })}
      />
      <SavedWord />
    </div>
  );
}

function SavedWord() {
  const saved = useDocument((state) => state.saved);
  const follows = useDesk((state) => state.follows);
  const file = useDesk((state) => state.file);
  const inBrowser = `The graph is ${WORDS[saved]} in this browser`;
  if (follows) return <Word state="follows" text="view only" title="The graph is open in another tab, which leads" />;
  if (saved === 'failed' || file === undefined) return <Word state={saved} text={WORDS[saved]} title={inBrowser} />;
  const name = shorten(file.name, LONGEST);
  return file.differs ? (
    <Word
      state="differs"
      text="edited"
      title={`Not in ${name} yet: ${keyTextOf('save')} writes it there. ${inBrowser}`}
    />
  ) : (
    <Word state="saved" text="in file" title={`The graph is what stands in ${name}`} />
  );
}

interface WordProps {
  readonly state: string;
  readonly text: string;
  readonly title: string;
}

const Word = ({ state, text, title }: WordProps) => (
  <span className={classes.saved} data-state={state} title={title}>
    {text}
  </span>
);
