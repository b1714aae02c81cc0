import { compact } from '../../../base/format.ts';
import type { Cell } from './curve-data.ts';

/** A figure of a curve in words. */
export const figureText = (value: Cell): string =>
  value === undefined ? '–' : value === null ? 'not finite' : compact(value);
