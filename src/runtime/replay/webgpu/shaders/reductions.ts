/** Sums, means, largest values and their places, gathered by each thread and then among the threads. */
import type { ReduceStep, Reduction } from '../../fuse/steps.ts';

const LEAST = '-3.4028234663852886e38f';
const MOST = '3.4028234663852886e38f';

interface Rule {
  readonly start: string;
  join(a: string, b: string): string;
  readonly name: 'sum' | 'product' | 'largest' | 'smallest';
}

const sum: Rule = { start: '0f', join: (a, b) => `${a} + ${b}`, name: 'sum' };
const largest: Rule = { start: LEAST, join: (a, b) => `max(${a}, ${b})`, name: 'largest' };
const smallest: Rule = { start: MOST, join: (a, b) => `min(${a}, ${b})`, name: 'smallest' };

const RULES: Readonly<Record<Exclude<Reduction, 'ArgMax' | 'ArgMin'>, Rule>> = {
  Sum: sum,
  Mean: sum,
  Prod: { start: '1f', join: (a, b) => `${a} * ${b}`, name: 'product' },
  Max: largest,
  Any: { ...largest, start: '0f' },
  Min: smallest,
  All: { ...smallest, start: '1f' },
};

/** How one reduction is written into a loop. `count`: entries that go into one result. */
export interface Accumulator {
  readonly before: string;
  /** `place`: the number of the entry among those that go into one result. */
  add(value: string, place: string): string;
  /** An expression that all threads have to reach. */
  readonly after: string;
  readonly result: string;
}

/** A row without a number has no largest or smallest place: ArgMax and ArgMin then give `count`. */
export function accumulator({ kernel }: ReduceStep, name: string, count: number, threads: number): Accumulator {
  if (kernel === 'ArgMax' || kernel === 'ArgMin') {
    const greatest = kernel === 'ArgMax';
    const best = `${name}_best`;
    return {
      before: `var ${best} = ${greatest ? LEAST : MOST}; var ${name} = ${count}f;`,
      add: (value, place) =>
        `if (${value} ${greatest ? '>' : '<'} ${best}) { ${best} = ${value}; ${name} = f32(${place}); }`,
      after:
        threads === 1
          ? ''
          : `let ${name}_top = ${greatest ? 'largest' : 'smallest'}(${best}, t);
             ${name} = smallest(select(${count}f, ${name}, ${best} == ${name}_top), t);`,
      result: name,
    };
  }
  const { start, join, name: joined } = RULES[kernel];
  return {
    before: `var ${name} = ${start};`,
    add: (value) => `${name} = ${join(name, value)};`,
    after: threads === 1 ? '' : `${name} = ${joined}(${name}, t);`,
    result: kernel === 'Mean' ? `${name} / ${count}f` : name,
  };
}

/** The threads of a workgroup put together what each has gathered. */
export function together(threads: number): string {
  if (threads === 1) return '';
  const one = ({ name, join }: Rule) => `
fn ${name}(x: f32, t: u32) -> f32 {
  shared_numbers[t] = x;
  workgroupBarrier();
  for (var apart = ${threads / 2}u; apart > 0u; apart /= 2u) {
    if (t < apart) { shared_numbers[t] = ${join('shared_numbers[t]', 'shared_numbers[t + apart]')}; }
    workgroupBarrier();
  }
  let all = shared_numbers[0];
  workgroupBarrier();
  return all;
}`;
  const rules = [sum, RULES.Prod, largest, smallest];
  return `var<workgroup> shared_numbers: array<f32, ${threads}>;${rules.map(one).join('')}`;
}
