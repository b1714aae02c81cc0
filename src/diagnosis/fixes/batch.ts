import type { Fix } from '../../compiler/types.ts';
import type { Command } from '../../graph/commands/types.ts';

/** Several commands under one button; none where there is nothing to do. */
export function fixOf(label: string, commands: readonly Command[]): readonly Fix[] {
  const [only, ...more] = commands;
  if (only === undefined) return [];
  return [{ label, command: more.length === 0 ? only : { type: 'batch', label, commands } }];
}
