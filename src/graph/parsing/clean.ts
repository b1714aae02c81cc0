/*
 * Walks freshly parsed JSON. A key `__proto__` would change what an object is as soon as somebody
 * copies it with assignments, so it is taken out; half characters are kept but reported.
 */
import { isObject } from '../../base/json.ts';
import type { Findings } from './issues.ts';
import { pathOf } from './issues.ts';

const HALF_CHARACTER = /\p{Surrogate}/u;

/** Takes `__proto__` keys out of `value`, in place. Nesting must have been limited before: this recurses. */
export function cleanJson(value: unknown, findings: Findings, path: (string | number)[] = []): void {
  if (typeof value === 'string') {
    if (HALF_CHARACTER.test(value)) warnHalf(path, findings);
  } else if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) cleanChild(value[i], i, findings, path);
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) {
      if (key === '__proto__') {
        const message = 'The key "__proto__" was removed: it can be used to tamper with programs.';
        findings.warn(pathOf([...path, key]), message, 'Use another name.');
        delete value[key];
        continue;
      }
      if (HALF_CHARACTER.test(key)) warnHalf([...path, key], findings);
      cleanChild(value[key], key, findings, path);
    }
  }
}

function cleanChild(value: unknown, key: string | number, findings: Findings, path: (string | number)[]): void {
  path.push(key);
  cleanJson(value, findings, path);
  path.pop();
}

function warnHalf(path: readonly (string | number)[], findings: Findings): void {
  const message = 'The text holds half of a character (a lone surrogate), which cannot be shown.';
  findings.warn(pathOf(path), message, 'Type the text anew.');
}
