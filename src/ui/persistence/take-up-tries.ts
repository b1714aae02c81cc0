/*
 * How often a training was begun to be taken up and the page died over it: a network that is too much for the browser must
 * not keep its graph from being opened for ever.
 */
import { readSetting, writeSetting } from '../theme/preference.ts';

const KEY = 'edgewise.takingUp';
const MOST = 2;

/** Notes the next try. False if there were enough. */
export function tryTakeUp(draft: string): boolean {
  const [known, tries = ''] = readSetting(KEY)?.split(' ') ?? [];
  const before = known === draft ? Number(tries) : 0;
  writeSetting(KEY, `${draft} ${before + 1}`);
  return before < MOST;
}

/** It came to an end, whichever. */
export const endTries = (): void => writeSetting(KEY, '');
