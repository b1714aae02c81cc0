/** Where the command line writes: results to stdout, everything else to stderr. */
import { reasonOf } from './failure.ts';

export const print = (line: string): void => {
  if (!closed) process.stdout.write(`${line}\n`);
};
export const printJson = (value: unknown): void => print(JSON.stringify(value, plainNumbers));
export const warn = (line: string): void => void process.stderr.write(`${line}\n`);

let closed = false;
/** Ends the process, unless work is going on that has something to keep first. */
let onClosed: (() => void) | undefined;

/** Calls back once, when nobody reads what is printed any more (`| head -1`). Returns how to call that off. */
export function onClosedOutput(then: () => void): () => void {
  onClosed = then;
  return () => (onClosed = undefined);
}

/** Sees to it that a reader who has left ends the work in silence, and that a full disk is said in one line. */
export function watchOutput(): void {
  process.stdout.on('error', (error) => {
    if (closed) return;
    closed = true;
    if ('code' in error && error.code === 'EPIPE') {
      if (onClosed === undefined) process.exit(0);
      onClosed();
    } else {
      warn(`The output cannot be written: ${reasonOf(error)}`);
      process.exit(1);
    }
  });
  // Where nobody hears complaints either, there is nobody to complain to.
  process.stderr.on('error', () => {});
}

/** JSON has no NaN and no infinity: they are written as words. Typed arrays become lists. */
function plainNumbers(_key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return ArrayBuffer.isView(value) ? Array.from(value as Float32Array) : value;
}

/** A line that rewrites itself on a terminal and stays silent elsewhere. */
export function progressLine(): { show(text: string): void; clear(): void } {
  const { stderr } = process;
  const clear = () => stderr.isTTY && stderr.write('\r\u001b[2K');
  return {
    show(text) {
      if (stderr.isTTY) stderr.write(`\r\u001b[2K${text.slice(0, (stderr.columns ?? 80) - 1)}`);
    },
    clear: () => void clear(),
  };
}

/** Columns padded to their widest cell; numbers stand to the right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en') : cell)));
  const right = head.map((_, i) => rows.every((row) => typeof row[i] === 'number'));
  const widths = head.map((name, i) => Math.max(name.length, ...cells.map((row) => (row[i] ?? '').length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (right[i] === true ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n');
}
