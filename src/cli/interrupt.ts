/*
 * Ctrl-C, and the end of whoever reads what is printed. The first asks the work to come to its end; what
 * was reached is kept. The second Ctrl-C ends at once.
 */
import { onClosedOutput } from './print.ts';

/** Exit code after Ctrl-C, as shells expect it. */
export const INTERRUPTED = 130;

export interface Interrupt {
  /** Why the work was ended early, if it was. */
  readonly cause: 'signal' | 'closed' | undefined;
  /** From now on the process ends again as it does by default. */
  release(): void;
}

/** Calls `stop` when the user or the reader of the output wants no more. */
export function listenForInterrupt(stop: () => void): Interrupt {
  let cause: Interrupt['cause'];
  const onSignal = () => {
    if (cause === 'signal') process.exit(INTERRUPTED);
    cause = 'signal';
    stop();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  const forget = onClosedOutput(() => {
    cause ??= 'closed';
    stop();
  });
  return {
    get cause() {
      return cause;
    },
    release() {
      process.removeListener('SIGINT', onSignal);
      process.removeListener('SIGTERM', onSignal);
      forget();
    },
  };
}
