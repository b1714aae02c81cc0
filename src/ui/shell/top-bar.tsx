/* The bar at the top: the document on the left, training in the middle, the page's own settings on the right. */
import { ChevronDown, CircleHelp, Link, Map, Moon, Redo2, Sun, Undo2 } from 'lucide-react';
import { late } from '../late/late.tsx';
import { useDocument } from '../stores/document.ts';
import { useView } from '../stores/view-state.ts';
import { redo, share, toggleHistory, toggleTheme, undo } from './app-actions.ts';
import { DocumentName } from './document-name.tsx';
import { IconButton } from './icon-button.tsx';
import { BackendButton, ExamplesButton, FileButton } from './menu-buttons.tsx';
import { RunControls } from './run-controls.tsx';
import { RunStatus } from './run-status.tsx';
import { useShell } from './shell-store.ts';
import classes from './top-bar.module.css';

const ExamplesMenu = late(async () => (await import('./examples-menu.tsx')).ExamplesMenu, ExamplesButton);
const FileMenu = late(async () => (await import('./file-menu.tsx')).FileMenu, FileButton);
const BackendMenu = late(async () => (await import('./backend-menu.tsx')).BackendMenu, BackendButton);
const HistoryList = late(async () => (await import('../history/history-list.tsx')).HistoryList);

export function TopBar() {
  return (
    <header className={classes.bar}>
      <div className={classes.group}>
        <h1 className={classes.brand}>Edgewise</h1>
        <DocumentName />
        <div className={classes.group} role="group" aria-label="File">
          <ExamplesMenu />
          <FileMenu />
        </div>
        <UndoRedo />
      </div>
      <div className={classes.middle} role="group" aria-label="Training">
        <RunControls />
        <RunStatus />
        <BackendMenu />
      </div>
      <PageSettings />
      <div id="tips" className={classes.tips} />
    </header>
  );
}

function UndoRedo() {
  const undoLabel = useDocument((state) => state.undoLabel);
  const redoLabel = useDocument((state) => state.redoLabel);
  return (
    <div className={`${classes.group} ${classes.history}`} role="group" aria-label="History">
      <IconButton
        label={undoLabel === undefined ? 'Nothing to undo' : `Undo: ${undoLabel}`}
        command="undo"
        disabled={undoLabel === undefined}
        onClick={undo}
      >
        <Undo2 size={15} />
      </IconButton>
      <IconButton
        label={redoLabel === undefined ? 'Nothing to redo' : `Redo: ${redoLabel}`}
        command="redo"
        disabled={redoLabel === undefined}
        onClick={redo}
      >
        <Redo2 size={15} />
      </IconButton>
      <span className={classes.steps}>
        <IconButton label="List of all steps" command="history" onClick={toggleHistory}>
          <ChevronDown size={13} />
        </IconButton>
      </span>
      <HistoryList />
    </div>
  );
}

function PageSettings() {
  const theme = useView((state) => state.theme);
  const minimap = useView((state) => state.minimap);
  const toggleMinimap = useView((state) => state.toggleMinimap);
  const show = useShell((state) => state.show);
  return (
    <div className={`${classes.group} ${classes.page}`} role="group" aria-label="Page">
      <span className={classes.link}>
        <IconButton label="Copy a link to this graph" command="share" onClick={share}>
          <Link size={15} />
        </IconButton>
      </span>
      <span className={classes.map}>
        <IconButton label={minimap ? 'Hide the minimap' : 'Show the minimap'} command="minimap" onClick={toggleMinimap}>
          <Map size={15} />
        </IconButton>
      </span>
      <IconButton label="Keyboard shortcuts" command="help" onClick={() => show('help')}>
        <CircleHelp size={15} />
      </IconButton>
      <IconButton
        label={theme === 'dark' ? 'Use the light theme' : 'Use the dark theme'}
        command="theme"
        onClick={toggleTheme}
      >
        {theme === 'dark' ? <Moon size={15} /> : <Sun size={15} />}
      </IconButton>
    </div>
  );
}
