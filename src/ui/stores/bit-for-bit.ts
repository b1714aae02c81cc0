/** Whether this browser's user wants steps bit for bit as TensorFlow.js computes them, or as fast as they go. */
import { readSetting, writeSetting } from '../theme/preference.ts';

const KEY = 'edgewise.exact';

export const readExact = (): boolean => readSetting(KEY) === 'true';
export const writeExact = (exact: boolean): void => writeSetting(KEY, String(exact));
