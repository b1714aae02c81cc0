/*
 * All randomness of a run comes from here: initial weights, noise, splits, shuffles and dropout masks.
 * A generator is keyed by (document seed, node id, purpose, …), so that editing one node does not
 * change the numbers that another one draws. Everything is computed in JavaScript on typed arrays:
 * the same key gives the same bits on every backend.
 */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Standard normal, N(0, 1). */
  normal(): number;
  /** Uniform integer in [0, n). */
  integer(n: number): number;
  /** Fills a list with uniform numbers: the same as one by one, several times as fast. */
  fill(list: Float32Array): void;
  /** Puts a list in random order (Fisher-Yates), by as many integers from the last place on. */
  shuffle(list: Int32Array): void;
}

/** 32-bit string hash (FNV-1a with a final avalanche), used to spread a key over generator states. */
function hash(text: string, basis: number): number {
  let h = (0x811c9dc5 ^ basis) >>> 0;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A generator for one purpose. The same parts give the same sequence, on every machine. */
export function random(...key: readonly (string | number)[]): Random {
  const text = key.join('\u0000');
  const { uniform, fill, shuffle } = sfc32(hash(text, 1), hash(text, 2), hash(text, 3));
  let spare: number | undefined;
  return {
    uniform,
    normal() {
      if (spare !== undefined) {
        const value = spare;
        spare = undefined;
        return value;
      }
      // Box-Muller; 1 - u keeps the logarithm finite.
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      const angle = 2 * Math.PI * uniform();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
    integer: (n) => Math.floor(uniform() * n),
    fill,
    shuffle,
  };
}

/** Chris Doty-Humphrey's "small fast counter" generator (PractRand), 32 bits, period at least 2^32. */
function sfc32(a: number, b: number, c: number): Pick<Random, 'uniform' | 'fill' | 'shuffle'> {
  let counter = 1;
  const next = () => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i++) next();
  /*
   * The same, written out on variables of their own: a state that several functions share costs three times as much.
   * Every step of a net with dropout draws many thousands, and every epoch of small steps begins with a shuffle.
   */
  const fill = (list: Float32Array) => {
    let [p, q, r, count] = [a | 0, b | 0, c | 0, counter];
    for (let i = 0; i < list.length; i++) {
      const t = (((p + q) | 0) + count) | 0;
      count = (count + 1) | 0;
      p = q ^ (q >>> 9);
      q = (r + (r << 3)) | 0;
      r = (((r << 21) | (r >>> 11)) + t) | 0;
      list[i] = (t >>> 0) / 4294967296;
    }
    [a, b, c, counter] = [p, q, r, count];
  };
  const shuffle = (list: Int32Array) => {
    let [p, q, r, count] = [a | 0, b | 0, c | 0, counter];
    for (let i = list.length - 1; i > 0; i--) {
      const t = (((p + q) | 0) + count) | 0;
      count = (count + 1) | 0;
      p = q ^ (q >>> 9);
      q = (r + (r << 3)) | 0;
      r = (((r << 21) | (r >>> 11)) + t) | 0;
      const j = Math.floor(((t >>> 0) / 4294967296) * (i + 1));
      const held = list[i] ?? 0;
      list[i] = list[j] ?? 0;
      list[j] = held;
    }
    [a, b, c, counter] = [p, q, r, count];
  };
  return { uniform: next, fill, shuffle };
}

/** The numbers 0 … n-1 in random order. */
export function permutation(n: number, rng: Random): Int32Array {
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  rng.shuffle(order);
  return order;
}

/** The generators of one node, by purpose: `noise`, `points`, `split`, … */
export const nodeRandom =
  (seed: number, node: string) =>
  (purpose: string): Random =>
    random(seed, node, purpose);

/** The generator that draws a weight's first values: the same whichever initializer node is wired. */
export const weightRandom = (seed: number, layer: string, weight: string): Random =>
  random(seed, layer, 'initial', weight);
