import { Menu } from '@mantine/core';
import type { LateProps } from '../late/late.tsx';
import { runStore } from '../stores/run.ts';
import { keyText } from './keys.ts';
import { StepMenuButton } from './menu-buttons.tsx';
import classes from './top-bar.module.css';

/** The single steps there are, each with its key. */
export function StepMenu({ asked, disabled }: LateProps & { readonly disabled: boolean }) {
  const { stepBatch, stepEpoch, measure } = runStore.getState();
  return (
    <Menu position="bottom-end" width={210}>
      <Menu.Target>
        <StepMenuButton asked={asked} disabled={disabled} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item rightSection={<kbd className={classes.keys}>{keyText('Ctrl+.')}</kbd>} onClick={stepBatch}>
          One batch
        </Menu.Item>
        <Menu.Item rightSection={<kbd className={classes.keys}>{keyText('Ctrl+Shift+.')}</kbd>} onClick={stepEpoch}>
          One epoch
        </Menu.Item>
        <Menu.Item rightSection={<kbd className={classes.keys}>{keyText('Alt+Shift+M')}</kbd>} onClick={measure}>
          Measure now
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
