/** The dock below the canvas: its tabs, what the chosen one shows, and what there is room for beside it. */
import { useElementSize } from '@mantine/hooks';
import { useLookBack } from '../stores/look-back.ts';
import { useView } from '../stores/view-state.ts';
import styles from './dock.module.css';
import { PANEL_ID, TabList, tabId } from './tab-list.tsx';
import { dockTab } from './tabs.tsx';
import { LateTimeLine, LateTimeLineButton } from './time-line/index.ts';

export function Dock() {
  const tab = useView((state) => state.dockTab);
  const timeLine = useLookBack(({ open }) => open);
  const { ref, width } = useElementSize<HTMLDivElement>();
  const { View, Options, Beside } = dockTab(tab);
  return (
    <div className={styles.dock}>
      <div className={styles.bar}>
        <TabList />
        <div className={styles.options}>
          {Options === undefined ? null : <Options />}
          <LateTimeLineButton />
        </div>
      </div>
      {timeLine ? <LateTimeLine /> : null}
      <div className={styles.body} ref={ref}>
        <div className={styles.panel} id={PANEL_ID} role="tabpanel" aria-labelledby={tabId(tab)}>
          <View />
        </div>
        {Beside === undefined ? null : <Beside width={width} />}
      </div>
    </div>
  );
}
