import type { KeyboardEvent } from 'react';

/** A list takes no Enter of its own; in a form people expect it to go on. */
export function submitOnEnter(event: KeyboardEvent<HTMLSelectElement>): void {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}
