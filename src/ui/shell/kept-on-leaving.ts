/*
 * A text field whose text is kept when it is left. A key that calls an action, such as saving, does not leave the
 * field, and what it is about would lack the text: there the text is kept before the page hears the key.
 */
import type { FocusEvent, KeyboardEvent } from 'react';
import { callsAction } from './app-actions.ts';

interface More<F extends Element> {
  /** Has been left; the text is kept by then. */
  onBlur?(event: FocusEvent<F>): void;
  /** Any key but those that call an action. */
  onKeyDown?(event: KeyboardEvent<F>): void;
}

/**
 * What such a field listens to.
 * @param keep keeps what stands in the field; called again, it changes nothing
 */
export function useKeptOnLeaving<F extends Element>(
  keep: (field: F) => void,
  { onBlur = () => {}, onKeyDown = () => {} }: More<F> = {},
) {
  return {
    onBlur(event: FocusEvent<F>): void {
      keep(event.currentTarget);
      onBlur(event);
    },
    onKeyDown(event: KeyboardEvent<F>): void {
      if (callsAction(event)) keep(event.currentTarget);
      else onKeyDown(event);
    },
  };
}
