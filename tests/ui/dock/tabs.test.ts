import { describe, expect, it } from 'vitest';
import { DOCK_TABS, dockTab } from '../../../src/ui/dock/tabs.tsx';
import { ACTIONS } from '../../../src/ui/shell/app-actions.ts';
import { viewStore } from '../../../src/ui/stores/view-state.ts';

describe('the dock’s tabs', () => {
  it('have ids of their own, and each shows its view', () => {
    const ids = DOCK_TABS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const tab of DOCK_TABS) expect(dockTab(tab.id)).toBe(tab);
  });

  it('can each be shown by a command, which opens a closed dock', () => {
    for (const { id, label } of DOCK_TABS) {
      if (viewStore.getState().panels.dock) viewStore.getState().togglePanel('dock');
      const command = ACTIONS.find((each) => each.label === `Show ${label}`);
      command?.run();
      expect([viewStore.getState().dockTab, viewStore.getState().panels.dock]).toEqual([id, true]);
    }
  });
});
