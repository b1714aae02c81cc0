/*
 * Whose turn it is to be measured: what is on the screen every time, everything else now and then, a part of it
 * each time, so that looking closely at a few wires of a large network costs little.
 */

/** So many readings and everything that is out of sight has been measured once. */
const ROUNDS = 4;

export class Rotation {
  private place = 0;

  /** @param all keys of tensors and weights. */
  constructor(private readonly all: readonly string[]) {}

  /** Keys to measure now; all of them where nobody has said what is on the screen. */
  next(first: readonly string[]): ReadonlySet<string> {
    const seen = new Set(first);
    const rest = this.all.filter((key) => !seen.has(key));
    if (rest.length === this.all.length) return new Set(rest);
    const count = Math.ceil(rest.length / ROUNDS);
    const turn = Array.from({ length: count }, (_x, i) => rest[(this.place + i) % rest.length] ?? '');
    this.place = rest.length === 0 ? 0 : (this.place + count) % rest.length;
    return new Set([...this.all.filter((key) => seen.has(key)), ...turn]);
  }
}
