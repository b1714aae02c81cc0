import { Menu } from '@mantine/core';
import {
  Bookmark,
  BookmarkPlus,
  Brush,
  Command,
  Download,
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
import { useRef, useState, type ReactNode } from 'react';
import { EXPORTS, exportAs } from '../interop/exports.ts';
import type { LateProps } from '../late/late.tsx';
import { drawPoints } from '../own-data/draw-store.ts';
import { chooseFolder } from '../own-data/images/open-folder.ts';
import { chooseTable } from '../own-data/open-table.ts';
import { downloadDocument } from '../persistence/download.ts';
import { hasFileAccess } from '../persistence/file-access.ts';
import { newDocument } from '../persistence/open-document.ts';
import { RecentMenu } from '../recent/recent-menu.tsx';
import {
  askVersion,
  compareWithFile,
  compareWithOpened,
  openDocument,
  saveDocument,
  saveDocumentAs,
  share,
  showCommands,
  toggleHistory,
  toggleVersions,
  importModel,
} from './app-actions.ts';
import { KeyOf } from './icon-button.tsx';
import { FileButton } from './menu-buttons.tsx';
import classes from './top-bar.module.css';

export function FileMenu({ asked }: LateProps) {
  const [opens, setOpens] = useState(0);
  const button = useRef<HTMLButtonElement>(null);
  // The palette gives the focus back to where it was when that opened.
  const all = () => {
    button.current?.focus();
    showCommands();
  };
  return (
    <Menu position="bottom-start" width={310} onOpen={() => setOpens(opens + 1)}>
      <Menu.Target>
        <FileButton ref={button} asked={asked} />
      </Menu.Target>
      <Menu.Dropdown className={classes.tall ?? ''}>
        <Entry icon={<FilePlus2 size={15} />} command="new" onClick={newDocument}>
          New
        </Entry>
        <Entry icon={<FolderOpen size={15} />} command="open" onClick={openDocument}>
          Open…
        </Entry>
        <RecentMenu key={opens} />
        {hasFileAccess() ? (
          <>
            <Entry icon={<Save size={15} />} command="save" onClick={saveDocument}>
              Save
            </Entry>
            <Entry icon={<Save size={15} />} command="save-as" onClick={saveDocumentAs}>
              Save as…
            </Entry>
            <Entry icon={<Download size={15} />} command="download" onClick={downloadDocument}>
              Download
            </Entry>
          </>
        ) : (
          <Entry icon={<Save size={15} />} command="save" onClick={saveDocument}>
            Save as a file
          </Entry>
        )}
        <Entry icon={<Link size={15} />} command="share" onClick={share}>
          Copy a link
        </Entry>
        <Menu.Divider />
        <Entry icon={<History size={15} />} command="history" onClick={toggleHistory}>
          History…
        </Entry>
        <Entry icon={<GitCompare size={15} />} command="compare-file" onClick={compareWithFile}>
          Compare with a file…
        </Entry>
        <Entry icon={<GitCompare size={15} />} command="compare-opened" onClick={compareWithOpened}>
          Compare with the start
        </Entry>
        {/* When the menu has closed: it takes the focus back from where that is by then. */}
        <Entry icon={<BookmarkPlus size={15} />} command="save-version" onClick={() => setTimeout(askVersion)}>
          Save a version…
        </Entry>
        <Entry icon={<Bookmark size={15} />} command="versions" onClick={toggleVersions}>
          Versions…
        </Entry>
        <Menu.Divider />
        <Entry icon={<FileInput size={15} />} command="import" onClick={importModel}>
          Import a model…
        </Entry>
        <Entry icon={<Table size={15} />} command="import-data" onClick={() => chooseTable({})}>
          Import data…
        </Entry>
        <Entry icon={<Images size={15} />} command="import-images" onClick={() => chooseFolder({})}>
          Import images…
        </Entry>
        <Entry icon={<Brush size={15} />} command="draw-points" onClick={() => void drawPoints()}>
          Draw points…
        </Entry>
        <Menu.Label>Export</Menu.Label>
        {EXPORTS.map(({ form, label }) => (
          <Entry key={form} icon={<FileOutput size={15} />} command={`export-${form}`} onClick={() => exportAs(form)}>
            {label}
          </Entry>
        ))}
        <Menu.Divider />
        <Entry icon={<Command size={15} />} command="commands" onClick={() => setTimeout(all)}>
          All commands…
        </Entry>
      </Menu.Dropdown>
    </Menu>
  );
}

interface EntryProps {
  readonly icon: ReactNode;
  readonly command?: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Entry({ icon, command, onClick, children }: EntryProps) {
  return (
    <Menu.Item
      leftSection={icon}
      rightSection={command === undefined ? null : <KeyOf command={command} />}
      onClick={onClick}
    >
      {children}
    </Menu.Item>
  );
}
