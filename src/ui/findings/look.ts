/* The rules, and what goes from them to the screen: loaded with the first run. */
export { diagnose } from '../../diagnosis/index.ts';
export { findingsOf } from './findings-of.ts';
export { atOnce, steady } from './steady.ts';
