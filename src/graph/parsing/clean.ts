/*
 * Walks freshly parsed JSON. A key `__proto__` would change what an object is as soon as somebody
 * copies it with assignments, so it is taken out; half characters and very long texts are kept but reported.
 */
import { count } from '../../base/format.ts';
import { isObject } from '../../base/json.ts';
import { MAX_TEXT } from '../limits.ts';
import type { Findings } from './issues.ts';
import { pathOf } from './issues.ts';

export const HALF_CHARACTER = /\p{Surrogate}/u;

/** Takes `__proto__` keys out of `value`, in place. Nesting must have been limited before: this recurses. */
export function cleanJson(value: unknown, findings: Findings, path: (string | number)[] = []): void {
  if (typeof value === 'string') {
    checkText(value, path, findings);
  } else if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      path.push(i);
      cleanJson(value[i], findings, path);
      path.pop();
    }
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) {
      if (key === '__proto__') {
        const message = 'The key "__proto__" was removed: it can be used to tamper with programs.';
        findings.warn(pathOf([...path, key]), message, 'Use another name.');
        delete value[key];
        continue;
      }
      path.push(key);
      checkText(key, path, findings);
      cleanJson(value[key], findings, path);
      path.pop();
    }
  }
}

function checkText(text: string, path: readonly (string | number)[], findings: Findings): void {
  if (text.length > MAX_TEXT) {
    const message = `The text has ${count(text.length)} characters; up to ${count(MAX_TEXT)} are shown and edited. It stays in the file as it is.`;
    findings.warn(pathOf(path), message, 'Shorten it, or leave it: it is saved unchanged.');
  }
  if (HALF_CHARACTER.test(text)) {
    const message = 'The text holds half of a character (a lone surrogate), which cannot be shown.';
    findings.warn(pathOf(path), message, 'Type the text anew.');
  }
}
