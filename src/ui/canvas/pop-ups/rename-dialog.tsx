/** A node's label (free text on its card) and its id (the name in the file, which wires use). */
import { useEffect, useState, type FormEvent } from 'react';
import { Button } from '@mantine/core';
import { shorten } from '../../../base/text.ts';
import { nodeById } from '../../../graph/queries.ts';
import type { Command } from '../../../graph/commands/types.ts';
import { documentStore } from '../../stores/document.ts';
import { announce, viewStore } from '../../stores/view-state.ts';
import { canvasStore, type PopUp } from '../canvas-store.ts';
import { closePopUp } from '../view/focus.ts';
import styles from './pop-ups.module.css';

export function RenameDialog({ popUp: { node: id, screen } }: { readonly popUp: Extract<PopUp, { type: 'rename' }> }) {
  const node = nodeById(documentStore.getState().document, id);
  const before = shorten(node?.label ?? '', 200);
  const [label, setLabel] = useState(before);
  const [name, setName] = useState(id);

  useEffect(() => {
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape') closePopUp();
    };
    window.addEventListener('keydown', leave);
    return () => window.removeEventListener('keydown', leave);
  }, []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const commands: Command[] = [];
    if (label !== before) commands.push({ type: 'setLabel', node: id, label: label === '' ? undefined : label });
    if (name !== id) commands.push({ type: 'renameId', node: id, id: name });
    if (commands.length > 0) {
      if (!documentStore.getState().dispatch({ type: 'batch', label: `Rename ${id}`, commands })) return;
      viewStore.getState().select([name]);
      canvasStore.setState({ focused: name });
      announce(name === id ? `${id} is now labelled ${label || 'nothing'}.` : `${id} is now called ${name}.`);
    }
    closePopUp();
  };

  return (
    <div
      className={styles.rename}
      style={{ left: Math.min(screen.x, window.innerWidth - 270), top: Math.min(screen.y, window.innerHeight - 180) }}
      role="dialog"
      aria-label={`Rename ${id}`}
    >
      <form onSubmit={submit}>
        <label>
          Label on the card
          <input
            autoFocus
            value={label}
            placeholder={shorten(node?.type ?? '')}
            onChange={(event) => setLabel(event.target.value)}
          />
        </label>
        <label>
          Id in the file
          <input value={name} spellCheck={false} onChange={(event) => setName(event.target.value)} />
        </label>
        <div className={styles.buttons}>
          <Button size="compact-sm" variant="default" onClick={closePopUp}>
            Cancel
          </Button>
          <Button size="compact-sm" type="submit">
            Rename
          </Button>
        </div>
      </form>
    </div>
  );
}
