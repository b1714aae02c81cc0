/* The backend in use, always shown; a menu to ask for another, with why the faster ones were not used. */
import { Button, Menu } from '@mantine/core';
import { useShallow } from 'zustand/react/shallow';
import type { BackendName } from '../../protocol/backends.ts';
import { runStore, useRun } from '../stores/run.ts';
import { backendLabel } from '../stores/run-words.ts';
import classes from './top-bar.module.css';

const CHOICES: readonly { readonly value: BackendName | 'auto'; readonly help: string }[] = [
  { value: 'auto', help: 'The fastest of these for this network' },
  { value: 'webgpu', help: 'The graphics card, by its newest interface' },
  { value: 'webgl', help: 'The graphics card, by an older interface' },
  { value: 'wasm', help: 'The processor, with compiled code' },
  { value: 'cpu', help: 'The processor, slow but always there' },
];

export function BackendMenu() {
  const { backend, choice, fallbacks, why, steps } = useRun(
    useShallow((state) => ({
      backend: state.backend,
      choice: state.backendChoice,
      fallbacks: state.fallbacks,
      why: state.why,
      steps: state.steps,
    })),
  );
  const label = backendLabel(backend ?? choice);
  return (
    <Menu position="bottom-end" width={290}>
      <Menu.Target>
        <Button
          className={classes.backend}
          data-state={backend === undefined ? 'unknown' : fallbacks.length > 0 ? 'fallback' : 'fine'}
          aria-label={backend === undefined ? `Backend: ${label}, not started yet` : `Backend in use: ${label}`}
          leftSection={<span className={classes.dot} aria-hidden />}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Train on</Menu.Label>
        <Menu.RadioGroup value={choice} onChange={(value) => choose(value)}>
          {CHOICES.map(({ value, help }) => (
            <Menu.RadioItem key={value} value={value} closeMenuOnClick>
              <span className={classes.exampleName}>{backendLabel(value)}</span>
              <span className={classes.exampleText}>{help}</span>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        {why === undefined ? null : (
          <>
            <Menu.Divider />
            <Menu.Label>Why this one</Menu.Label>
            <p className={classes.reason}>{why}</p>
          </>
        )}
        {steps?.reason === undefined ? null : (
          <>
            <Menu.Divider />
            <Menu.Label>Why steps are not replayed</Menu.Label>
            <p className={classes.reason}>{steps.reason}</p>
          </>
        )}
        {fallbacks.length === 0 ? null : (
          <>
            <Menu.Divider />
            <Menu.Label>Why not a faster one</Menu.Label>
            {fallbacks.map((reason) => (
              <p key={reason} className={classes.reason}>
                {reason}
              </p>
            ))}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function choose(value: string): void {
  const choice = CHOICES.find((each) => each.value === value);
  if (choice !== undefined) runStore.getState().setBackend(choice.value);
}
