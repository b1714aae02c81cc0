/** The files of a folder that was dropped or chosen, with their way from it; none of them is read yet. */
import type { FolderFile } from '../../../interop/images/sort-folder.ts';

export interface LocalFile extends FolderFile {
  readonly file: File;
}

/** More files than any folder of images has: a whole disk that was dropped by mistake. */
const MOST_FILES = 50_000;
const DEEPEST = 8;

const local = (file: File, path: string): LocalFile => ({ file, path, size: file.size });

/** What a picker of folders found. */
export const filesOfPicker = (files: Iterable<File>): readonly LocalFile[] =>
  Array.from(files, (file) => local(file, file.webkitRelativePath || file.name)).slice(0, MOST_FILES);

/**
 * What was dropped, if a folder is among it; undefined otherwise. To be called at once: what was dropped can no
 * longer be asked a moment later.
 */
export function filesOfDrop(transfer: DataTransfer | null): Promise<readonly LocalFile[]> | undefined {
  const entries = [...(transfer?.items ?? [])].flatMap((item) => item.webkitGetAsEntry() ?? []);
  return entries.some((entry) => entry.isDirectory) ? walk(entries) : undefined;
}

async function walk(entries: readonly FileSystemEntry[]): Promise<readonly LocalFile[]> {
  const found: LocalFile[] = [];
  for (let [level, depth] = [entries, 0]; level.length > 0 && depth < DEEPEST; depth++) {
    const next: FileSystemEntry[] = [];
    for (const entry of level) {
      if (found.length + next.length >= MOST_FILES) break;
      if (isFolder(entry)) next.push(...(await childrenOf(entry)));
      else if (isFile(entry)) found.push(local(await fileOf(entry), entry.fullPath.replace(/^\//, '')));
    }
    level = next;
  }
  return found;
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

/** A folder tells its children a hundred at a time, and none when it has told all. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    all.push(...some);
    if (some.length === 0 || all.length >= MOST_FILES) return all;
  }
}
