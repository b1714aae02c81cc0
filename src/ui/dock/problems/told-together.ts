/* What the runs of several programs have to say, told once where it is the same of more than one. */
import { groups } from 'd3-array';
import type { NodeId } from '../../../graph/types.ts';
import type { Fault } from '../../../protocol/fault.ts';
import type { RunFacts } from '../../stores/run-events.ts';

export interface Said<T> {
  readonly program: NodeId;
  readonly items: readonly T[];
}

export interface Told<T> {
  /** Of which programs, in the order in which they were given. */
  readonly programs: readonly NodeId[];
  /** Each once. */
  readonly items: readonly T[];
}

/** Items are the same where their keys are; groups stand in the order of their first items. */
export function toldTogether<T>(said: readonly Said<T>[], keyOf: (item: T) => string): readonly Told<T>[] {
  const found = new Map<string, { readonly item: T; readonly programs: Set<NodeId> }>();
  for (const { program, items } of said) {
    for (const item of items) {
      const key = keyOf(item);
      const known = found.get(key) ?? { item, programs: new Set() };
      known.programs.add(program);
      found.set(key, known);
    }
  }
  return groups(found.values(), ({ programs }) => [...programs].join('\n')).map(([, group]) => ({
    programs: [...(group[0]?.programs ?? [])],
    items: group.map(({ item }) => item),
  }));
}

/** What ended each of these runs, and what each warned of; the lists go together. */
export function saidBy(
  programs: readonly NodeId[],
  faults: readonly RunFacts['fault'][],
  logs: readonly RunFacts['log'][],
): { readonly failed: readonly Told<Fault>[]; readonly warned: readonly Told<string>[] } {
  const failed = programs.map((program, i) => ({ program, items: [faults[i]].filter((fault) => fault !== undefined) }));
  const warned = programs.map((program, i) => ({
    program,
    items: (logs[i] ?? []).flatMap(({ level, message }) => (level === 'warning' ? [message] : [])),
  }));
  return {
    failed: toldTogether(failed, (fault) => JSON.stringify(fault)),
    warned: toldTogether(warned, (message) => message),
  };
}

const LONGEST = 3;

/**
 * Whose runs: `the run` where a graph has one program, otherwise `the run of fast` or `all runs`.
 *
 * @param all how many programs the graph has
 */
export function whoseRun(names: readonly string[], all: number): string {
  if (all < 2) return 'the run';
  if (names.length === all) return names.length === 2 ? 'both runs' : 'all runs';
  if (names.length === 1) return `the run of ${names.join('')}`;
  if (names.length > LONGEST) return `${names.length} of ${all} runs`;
  return `the runs of ${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
