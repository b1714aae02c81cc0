import { errorMessage } from '../base/invariant.ts';

/** Bad input (exit code 1): the file, the graph or the run is at fault. Wrong usage (2) is commander's to report. */
export class Failure extends Error {}

/** What the system says, in words. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder.',
  ENOTDIR: 'a part of the path is a file and not a folder.',
  EISDIR: 'it is a folder. Give the name of a file in it.',
  EACCES: 'permission is denied.',
  EPERM: 'permission is denied.',
  EROFS: 'the disk can only be read.',
  ENOSPC: 'the disk is full. Make room, or choose another disk.',
  EDQUOT: 'your share of the disk is full. Make room, or choose another disk.',
  EFBIG: 'it is larger than this disk allows.',
  ENAMETOOLONG: 'the name is too long.',
  EMFILE: 'too many files are open.',
  EIO: 'the disk reports an error.',
};

/** Why something failed, as the end of a sentence. */
export function reasonOf(thrown: unknown): string {
  if (typeof thrown === 'string') return thrown;
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  return REASONS[code] ?? errorMessage(thrown);
}
