/** What the text of a kernel is written for: where numbers lie, and who computes. */
import type { Value } from '../../program.ts';
import type { BufferId } from '../../trace.ts';

export interface Surroundings {
  /** Where the buffer begins in the arena, in entries. */
  at(buffer: BufferId): number;
  literal(value: Value): number | undefined;
  /** Whether anybody but this loop reads the buffer. */
  wanted(buffer: BufferId): boolean;
  /** Threads that work together for one owner: 1, or all of a workgroup. */
  readonly threads: number;
  readonly workgroup: number;
}

/** In entries, not bytes. */
export const addressOf = ({ buffer, offset }: Value, { at }: Surroundings): number => at(buffer) + offset;

/** A loop in which the threads of an owner take turns. */
export const turns = (name: string, count: number, threads: number, inside: string): string =>
  threads === 1
    ? `for (var ${name} = 0u; ${name} < ${count}u; ${name}++) { ${inside} }`
    : `for (var ${name} = t; ${name} < ${count}u; ${name} += ${threads}u) { ${inside} }`;
