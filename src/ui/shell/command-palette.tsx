/* Every action and every node type, found by typing a few letters. */
import { Combobox, Modal, TextInput, useCombobox } from '@mantine/core';
import { useFocusReturn } from '@mantine/hooks';
import { useEffect, useId, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { catalog } from '../../catalog/index.ts';
import { documentStore } from '../stores/document.ts';
import { announce } from '../stores/view-state.ts';
import { addNodeOfType } from '../canvas-api.ts';
import { offersOf } from '../../compiler/offers.ts';
import { compareWithRun } from '../compare/compare.ts';
import { exampleList } from '../persistence/example-graphs.ts';
import { openExample } from '../persistence/open-document.ts';
import { searchOffers } from '../palette/search.ts';
import { runsStore } from '../runs/runs-store.ts';
import { CANVAS_ACTIONS, type CanvasAction } from '../canvas/canvas-actions.ts';
import { ACTIONS, type Action } from './app-actions.ts';
import { keyTextOf } from './keymap.ts';
import { shellStore, useShell } from './shell-store.ts';
import classes from './top-bar.module.css';

interface Entry {
  readonly id: string;
  readonly label: string;
  readonly hint: string | undefined;
  readonly run: () => void;
}

const MOST = 40;
/** The page's own, and the canvas', whose keys are told but answer on the canvas alone. */
const ALL: readonly (Action | CanvasAction)[] = [...ACTIONS, ...CANVAS_ACTIONS];

export function CommandPalette() {
  const opened = useShell((state) => state.dialog === 'commands');
  // The dialog's own return comes a moment later, and would take the focus from where an action has put it.
  const giveFocusBack = useFocusReturn({ opened, shouldReturnFocus: false });
  const close = (then?: () => void) => {
    // Closed first: an open dialog keeps the focus inside.
    flushSync(() => shellStore.getState().show(undefined));
    giveFocusBack();
    then?.();
  };
  return (
    <Modal opened={opened} onClose={() => close()} returnFocus={false} title="All commands" size={520} yOffset="12vh">
      <Search onDone={close} />
    </Modal>
  );
}

function Search({ onDone }: { readonly onDone: (then?: () => void) => void }) {
  const [query, setQuery] = useState(shellStore.getState().query);
  const combobox = useCombobox({ opened: true });
  const list = useId();
  const entries = useMemo(() => find(query), [query]);
  const { selectFirstOption } = combobox;
  // The best match is chosen as soon as it is drawn, so that Enter takes it.
  useEffect(() => {
    if (entries.length > 0) selectFirstOption();
  }, [entries, selectFirstOption]);
  const submit = (id: string) => onDone(entries.find((each) => each.id === id)?.run);
  return (
    <Combobox store={combobox} onOptionSubmit={submit} withinPortal={false}>
      <Combobox.EventsTarget withExpandedAttribute aria-expanded aria-controls={list}>
        <TextInput
          data-autofocus
          // Room for the ring of the focus, which the dialog would cut off.
          m={2}
          aria-label="Search commands and nodes"
          placeholder="Train, save, add Dense …"
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            // The dialog leaves Escape to an open list, and this list is always open.
            if (event.key === 'Escape') onDone();
          }}
        />
      </Combobox.EventsTarget>
      <Combobox.Options id={list} aria-label="Commands" mt={8} mah="50vh" style={{ overflowY: 'auto' }}>
        {entries.length === 0 ? <Combobox.Empty>Nothing fits. Try another word.</Combobox.Empty> : null}
        {entries.map(({ id, label, hint }) => (
          <Combobox.Option key={id} value={id} className={classes.command}>
            <span>{label}</span>
            <kbd className={classes.keys}>{hint}</kbd>
          </Combobox.Option>
        ))}
      </Combobox.Options>
    </Combobox>
  );
}

/** What the words that were typed find; of the actions, those first whose names begin so. */
export function find(query: string): readonly Entry[] {
  const begins = ({ label }: Entry) => label.toLowerCase().startsWith(query.trim().toLowerCase());
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const actions = ALL.filter((action) => {
    const { id, label } = action;
    if ('when' in action && !action.when()) return false;
    const text = `${label} ${id}`.toLowerCase();
    // It only lists the exports, which are listed then anyhow.
    const isListed = id === 'commands' || (id === 'export' && words.length > 0);
    return !isListed && words.every((word) => text.includes(word));
  }).map((action): Entry => {
    return { id: `do ${action.id}`, label: action.label, hint: keyTextOf(action.id), run: () => action.run() };
  });
  const inOrder = [...actions.filter(begins), ...actions.filter((each) => !begins(each))];
  const asked = query.replace(/^\s*add\s+/i, '');
  const nodes = searchOffers(offersOf(documentStore.getState().document, catalog), asked).map(
    ({ id, label, definition, params }): Entry => ({
      id: `add ${id}`,
      label: `Add ${label}`,
      hint: definition.category,
      run: () => void addNodeOfType(definition.type, params),
    }),
  );
  const examples = exampleList
    .filter((example) => {
      const text = `open example ${example.title} ${example.words}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .map(({ title, load }): Entry => ({
      id: `open ${title}`,
      label: `Open example: ${title}`,
      hint: 'Examples',
      run: () =>
        void load().then(
          (text) => openExample(text, title),
          () => announce(`${title} could not be loaded. Your graph is as it was.`, 'warning'),
        ),
    }));
  const runs = runsStore
    .getState()
    .records.filter(({ name }) =>
      words.every((word) => `compare with the graph of ${name}`.toLowerCase().includes(word)),
    )
    .map((record): Entry => ({
      id: `compare ${record.id}`,
      label: `Compare with the graph of ${record.name}`,
      hint: 'Runs',
      run: () => compareWithRun(record),
    }));
  return [...inOrder, ...(words.length > 0 ? [...runs, ...examples] : []), ...nodes].slice(0, MOST);
}
