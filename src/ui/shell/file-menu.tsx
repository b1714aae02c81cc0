import { Menu } from '@mantine/core';
import {
  FileInput,
  FileOutput,
  FilePlus2,
  FolderOpen,
  GitCompare,
  History,
  Images,
  Link,
  Save,
  Table,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { EXPORTS, exportAs } from '../interop/exports.ts';
import type { LateProps } from '../late/late.tsx';
import { chooseFolder } from '../own-data/images/open-folder.ts';
import { chooseTable } from '../own-data/open-table.ts';
import { downloadDocument, importFromPicker, newDocument, openFromPicker } from '../persistence/files.ts';
import { compareWithFile, share, toggleHistory } from './app-actions.ts';
import { keyText } from './keys.ts';
import { FileButton } from './menu-buttons.tsx';
import classes from './top-bar.module.css';

export function FileMenu({ asked }: LateProps) {
  return (
    <Menu position="bottom-start" width={220}>
      <Menu.Target>
        <FileButton asked={asked} />
      </Menu.Target>
      <Menu.Dropdown>
        <Entry icon={<FilePlus2 size={15} />} onClick={newDocument}>
          New
        </Entry>
        <Entry icon={<FolderOpen size={15} />} keys="Ctrl+O" onClick={openFromPicker}>
          Open…
        </Entry>
        <Entry icon={<Save size={15} />} keys="Ctrl+S" onClick={downloadDocument}>
          Save as a file
        </Entry>
        <Entry icon={<Link size={15} />} keys="Ctrl+Shift+S" onClick={share}>
          Copy a link
        </Entry>
        <Entry icon={<History size={15} />} keys="Ctrl+Alt+Z" onClick={toggleHistory}>
          History…
        </Entry>
        <Entry icon={<GitCompare size={15} />} onClick={compareWithFile}>
          Compare with a file…
        </Entry>
        <Menu.Divider />
        <Entry icon={<FileInput size={15} />} onClick={importFromPicker}>
          Import a model…
        </Entry>
        <Entry icon={<Table size={15} />} onClick={() => chooseTable({})}>
          Import data…
        </Entry>
        <Entry icon={<Images size={15} />} onClick={() => chooseFolder({})}>
          Import images…
        </Entry>
        <Menu.Label>Export</Menu.Label>
        {EXPORTS.map(({ form, label }) => (
          <Entry key={form} icon={<FileOutput size={15} />} onClick={() => exportAs(form)}>
            {label}
          </Entry>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

interface EntryProps {
  readonly icon: ReactNode;
  readonly keys?: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Entry({ icon, keys, onClick, children }: EntryProps) {
  return (
    <Menu.Item
      leftSection={icon}
      rightSection={keys === undefined ? null : <kbd className={classes.keys}>{keyText(keys)}</kbd>}
      onClick={onClick}
    >
      {children}
    </Menu.Item>
  );
}
