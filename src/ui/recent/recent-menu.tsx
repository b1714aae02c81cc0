/* The latest graphs of this browser as a part of the File menu; all of them stand in a dialog. */
import { Menu } from '@mantine/core';
import { Clock } from 'lucide-react';
import { useEffect, useState } from 'react';
import { momentWords } from '../history/version-words.ts';
import { KeyOf } from '../shell/icon-button.tsx';
import { shellStore } from '../shell/shell-store.ts';
import { listRecent, openRecent, type Recent } from './recent.ts';
import styles from './recent.module.css';

/** As many as one sees at a glance. */
const MOST = 8;

export function RecentMenu() {
  const [found, setFound] = useState<readonly Recent[]>([]);
  useEffect(() => {
    let wanted = true;
    // Where nothing is stored there is nothing recent.
    void listRecent()
      .catch(() => [])
      .then((all) => wanted && setFound(all));
    return () => {
      wanted = false;
    };
  }, []);
  const others = found.filter(({ isOpen }) => !isOpen).slice(0, MOST);
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item leftSection={<Clock size={15} />}>Recent</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown className={styles.menu ?? ''}>
        {others.map((each) => (
          <Menu.Item key={each.id} onClick={() => void openRecent(each)}>
            <span className={styles.name}>{each.name}</span>
            <span className={styles.when}>
              {each.file === undefined ? '' : `${each.file}, `}
              {momentWords(each.changedAt)}
            </span>
          </Menu.Item>
        ))}
        {others.length === 0 ? <Menu.Label>No other graph yet</Menu.Label> : <Menu.Divider />}
        <Menu.Item rightSection={<KeyOf command="recent" />} onClick={() => shellStore.getState().show('recent')}>
          All graphs in this browser…
        </Menu.Item>
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}
