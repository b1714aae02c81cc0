/*
 * Writes the document soon after it changed. A throttle, not a debounce: somebody who edits without a
 * pause is still stored every `delay` milliseconds. One write at a time; a failed one is tried again
 * with the next change.
 */

export const AUTOSAVE_DELAY = 200;

export interface Autosave<T> {
  /** Notes a new value; it is written within the delay. */
  changed(value: T): void;
  /** Writes at once what has not been written yet. */
  flush(): Promise<void>;
  /** Whether there is something that is not stored yet. */
  pending(): boolean;
}

export interface AutosaveOptions<T> {
  readonly write: (value: T) => Promise<void>;
  readonly onState: (state: 'saved' | 'saving' | 'failed', reason?: unknown) => void;
  readonly delay?: number;
}

export function createAutosave<T>({ write, onState, delay = AUTOSAVE_DELAY }: AutosaveOptions<T>): Autosave<T> {
  let waiting: { value: T } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> | undefined;

  const schedule = () => {
    if (timer === undefined && writing === undefined) timer = setTimeout(() => void save(), delay);
  };

  const save = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    if (writing !== undefined) await writing;
    // Another that waited too may write it by now.
    if (waiting === undefined) return writing;
    const { value } = waiting;
    waiting = undefined;
    writing = store(value);
    await writing;
  };

  const store = async (value: T): Promise<void> => {
    try {
      await write(value);
      onState(waiting === undefined ? 'saved' : 'saving');
    } catch (reason) {
      // Kept, so that the next change or flush tries again; a newer value takes its place.
      waiting ??= { value };
      onState('failed', reason);
      return;
    } finally {
      writing = undefined;
    }
    if (waiting !== undefined) schedule();
  };

  return {
    changed(value) {
      waiting = { value };
      onState('saving');
      schedule();
    },
    flush: save,
    pending: () => waiting !== undefined || writing !== undefined,
  };
}
