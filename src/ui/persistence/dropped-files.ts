/* Files and folders that are dropped anywhere on the page. */
import { filesOfDrop } from '../own-data/images/folder-files.ts';
import type { Wish } from '../own-data/open-table.ts';
import { tell } from './read-document.ts';

async function openDroppedFolder(files: ReturnType<typeof filesOfDrop>, wish: Wish): Promise<void> {
  try {
    const found = (await files) ?? [];
    const { openFolder } = await import('../own-data/images/open-folder.ts');
    openFolder(found, wish);
  } catch {
    tell('The folder was not opened. Your graph is as it was.', [
      'The browser could not read it. If it was moved or changed, drop it again.',
    ]);
  }
}

/** The handle of a dropped file, where the browser gives one. */
async function handleOf({ items }: DataTransfer): Promise<FileSystemFileHandle | undefined> {
  const item: (DataTransferItem & { getAsFileSystemHandle?(): Promise<FileSystemHandle | null> }) | undefined =
    items[0];
  const handle = await item?.getAsFileSystemHandle?.().catch(() => null);
  return handle?.kind === 'file' ? (handle as FileSystemFileHandle) : undefined;
}

/** Opens a file that is dropped anywhere on the page. Returns how to stop listening. */
export function listenForDroppedFiles(): () => void {
  const carriesFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
  const over = (event: DragEvent) => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
  };
  const drop = (event: DragEvent) => {
    if (!carriesFile(event) || event.defaultPrevented) return;
    event.preventDefault();
    const { dataTransfer: transfer } = event;
    const wish: Wish = { screen: { x: event.clientX, y: event.clientY } };
    const folder = filesOfDrop(transfer);
    if (folder !== undefined) {
      void openDroppedFolder(folder, wish);
      return;
    }
    const files = [...(transfer?.files ?? [])];
    // Asked for at once: afterwards the browser no longer tells.
    const handle = transfer === null || files.length !== 1 ? undefined : handleOf(transfer);
    void Promise.all([import('./open-file.ts'), handle]).then(([it, found]) => it.openFiles(files, wish, found));
  };
  window.addEventListener('dragover', over);
  window.addEventListener('drop', drop);
  return () => {
    window.removeEventListener('dragover', over);
    window.removeEventListener('drop', drop);
  };
}
