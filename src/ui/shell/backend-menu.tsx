/* The menu to ask for another backend, with why the faster ones were not used. */
import { Menu } from '@mantine/core';
import type { BackendName } from '../../protocol/backends.ts';
import type { LateProps } from '../late/late.tsx';
import { runStore, useRun } from '../stores/run.ts';
import { backendLabel } from '../stores/run-words.ts';
import { BackendButton } from './menu-buttons.tsx';
import classes from './top-bar.module.css';

const CHOICES: readonly { readonly value: BackendName | 'auto'; readonly help: string }[] = [
  { value: 'auto', help: 'The fastest of these for this network' },
  { value: 'webgpu', help: 'The graphics card, by its newest interface' },
  { value: 'webgl', help: 'The graphics card, by an older interface' },
  { value: 'wasm', help: 'The processor, with compiled code' },
  { value: 'cpu', help: 'The processor, slow but always there' },
];

export function BackendMenu({ asked }: LateProps) {
  const choice = useRun((state) => state.backendChoice);
  const fallbacks = useRun((state) => state.fallbacks);
  const why = useRun((state) => state.why);
  const steps = useRun((state) => state.steps);
  const exact = useRun((state) => state.exact);
  return (
    <Menu position="bottom-end" width={290}>
      <Menu.Target>
        <BackendButton asked={asked} />
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
        <Menu.Divider />
        <Menu.CheckboxItem checked={exact} onChange={(wanted) => runStore.getState().setExact(wanted)} closeMenuOnClick>
          <span className={classes.exampleName}>Exact steps</span>
          <span className={classes.exampleText}>Bit for bit as TensorFlow.js computes; slower</span>
        </Menu.CheckboxItem>
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
