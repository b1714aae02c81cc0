/** Keys for the undo history: edits under one key are one step, and no two gestures share a key. */
import { useRef } from 'react';

let gestures = 0;

/** A key that nobody had before. */
export const newGesture = (): string => `field ${++gestures}`;

export interface FieldGesture {
  /** The key of what is going on in the field now. */
  key(): string;
  /** What follows is a step of its own. */
  begin(): void;
}

export function useFieldGesture(): FieldGesture {
  const key = useRef<string>(undefined);
  return {
    key: () => (key.current ??= newGesture()),
    begin() {
      key.current = newGesture();
    },
  };
}
