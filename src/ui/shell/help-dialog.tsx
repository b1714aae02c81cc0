/* The list of all keys. */
import { Modal } from '@mantine/core';
import { Fragment } from 'react';
import classes from './help-dialog.module.css';
import { keyText } from './keys.ts';
import { shellStore, useShell } from './shell-store.ts';
import { SHORTCUTS } from './shortcuts.ts';

export function HelpDialog() {
  const opened = useShell((state) => state.dialog === 'help');
  return (
    <Modal
      opened={opened}
      onClose={() => shellStore.getState().show(undefined)}
      title="Keyboard shortcuts"
      size={760}
      centered
    >
      <div className={classes.groups}>
        {SHORTCUTS.map(({ title, rows }) => (
          <section key={title} className={classes.group}>
            <h3>{title}</h3>
            <dl>
              {rows.map(([what, ...keys]) => (
                <Fragment key={what}>
                  <dt>{what}</dt>
                  <dd>
                    {keys.map((key) => (
                      <kbd key={key}>{keyText(key)}</kbd>
                    ))}
                  </dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={classes.note}>
        Keys without Ctrl or Alt work while the canvas or nothing in particular has the focus, and never while you type
        in a field. The canvas is drawn with{' '}
        <a href="https://reactflow.dev" target="_blank" rel="noreferrer">
          React Flow
        </a>
        .
      </p>
    </Modal>
  );
}
