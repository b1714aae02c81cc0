/* What is kept besides the graph itself, loaded when the page is there: versions, the file on disk, closed cards. */
import { followCollapsed } from '../canvas/collapse.ts';
import { deskStore } from '../stores/desk.ts';
import { documentStore } from '../stores/document.ts';
import { runStore } from '../stores/run.ts';
import { watchOwnFile } from './own-file.ts';
import { keepVersions } from './keep-versions.ts';
import { keepVersion } from './versions.ts';

export function startLate(): void {
  keepVersions({ documents: documentStore, desk: deskStore, runs: runStore, keep: keepVersion });
  watchOwnFile();
  followCollapsed();
}
