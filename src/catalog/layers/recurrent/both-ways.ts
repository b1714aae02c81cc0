/** The two ways a sequence is read, and names that bear one of them as a prefix. */
import type { AtPorts } from '../../define/index.ts';

export const DIRECTIONS = ['forward', 'backward'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** What carries the prefix of a direction, by its own name. */
export const ofDirection = <T>(direction: Direction, named: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.fromEntries(
    Object.entries(named)
      .filter(([name]) => name.startsWith(`${direction}_`))
      .map(([name, value]) => [name.slice(direction.length + 1), value]),
  );

/** The input that both ways read, and what else comes to this one. */
export function inputsOf<T>(direction: Direction, { inputs, ...others }: AtPorts<T>): AtPorts<T> {
  return { inputs, ...ofDirection(direction, others) };
}

/** The same of both directions, with the prefix of each. */
export const both = <T>(of: (direction: Direction) => Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.fromEntries(
    DIRECTIONS.flatMap((direction) =>
      Object.entries(of(direction)).map(([name, value]) => [`${direction}_${name}`, value]),
    ),
  );
