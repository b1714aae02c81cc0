/* Letters typed in quick succession find the next name that begins with them, as in a system's lists. */
const PAUSE = 700;

/** Returns a function that takes each typed letter and answers with the name to go to, if any. */
export function createTypeAhead(now: () => number = Date.now) {
  let typed = '';
  let last = 0;
  return (letter: string, names: readonly string[], at: number): string | undefined => {
    const time = now();
    typed = time - last > PAUSE ? letter : typed + letter;
    last = time;
    const wanted = typed.toLowerCase();
    // One letter goes on to the next name; further letters may stay on the one already found.
    const from = wanted.length === 1 ? at + 1 : Math.max(at, 0);
    const rotated = [...names.slice(from), ...names.slice(0, from)];
    return rotated.find((name) => name.toLowerCase().startsWith(wanted));
  };
}
