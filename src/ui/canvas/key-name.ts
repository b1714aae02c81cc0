/* A combination of keys as one word. */
import type { KeyboardEvent } from 'react';

/** `ctrl+d`, `shift+1`, `[`. Shift is left out where it only makes another character. */
export function keyName(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): string {
  const { key, code } = event;
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  const name = digit !== undefined && event.shiftKey ? digit : key.length === 1 ? key.toLowerCase() : key;
  const typed = key.length === 1 && digit === undefined && !/[a-z ]/i.test(key);
  return [
    event.ctrlKey || event.metaKey ? 'ctrl+' : '',
    event.altKey ? 'alt+' : '',
    event.shiftKey && !typed ? 'shift+' : '',
    name,
  ].join('');
}
