/** What was added last from a search, remembered by the browser. */
import { readSetting, writeSetting } from '../../theme/preference.ts';

const KEY = 'edgewise.recent';
const MOST = 12;

/** Ids of offers, the latest first. */
export const readRecent = (): readonly string[] => (readSetting(KEY) ?? '').split(',').filter(Boolean);

export function rememberUse(id: string): void {
  const others = readRecent().filter((each) => each !== id);
  writeSetting(KEY, [id, ...others].slice(0, MOST).join(','));
}
