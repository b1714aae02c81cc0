import { Menu } from '@mantine/core';
import type { LateProps } from '../late/late.tsx';
import { runStore } from '../stores/run.ts';
import { KeyOf } from './icon-button.tsx';
import { StepMenuButton } from './menu-buttons.tsx';

/** The single steps there are, each with its key. */
export function StepMenu({ asked, disabled }: LateProps & { readonly disabled: boolean }) {
  const { stepBatch, stepEpoch, measure } = runStore.getState();
  return (
    <Menu position="bottom-end" width={210}>
      <Menu.Target>
        <StepMenuButton asked={asked} disabled={disabled} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item rightSection={<KeyOf command="step-batch" />} onClick={stepBatch}>
          One batch
        </Menu.Item>
        <Menu.Item rightSection={<KeyOf command="step-epoch" />} onClick={stepEpoch}>
          One epoch
        </Menu.Item>
        <Menu.Item rightSection={<KeyOf command="measure" />} onClick={measure}>
          Measure now
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
