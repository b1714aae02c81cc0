/*
 * A command is carried out in two steps: its handler looks at the document as it is and answers
 * with a plan or a refusal; the plan's edit is then run on a draft. A refused command has touched nothing.
 */
import type { Result } from '../../base/result.ts';
import { err } from '../../base/result.ts';
import { shorten } from '../../base/text.ts';
import type { Editable, Patches } from '../patches.ts';
import { nodeById } from '../queries.ts';
import type { GraphDocument, GraphNode, NodeId } from '../types.ts';
import type { Command } from './types.ts';

export interface CommandError {
  readonly message: string;
  readonly hint: string;
}

export interface Plan {
  /** What undo offers to take back, as in "Add Dense". */
  readonly label: string;
  /** Absent when there is nothing to change. */
  readonly edit?: (draft: Editable) => void;
}

export interface Applied {
  /** The very same object if the command changed nothing. */
  readonly document: GraphDocument;
  readonly patches: Patches;
  /** Patches that lead back. */
  readonly inverse: Patches;
  /** What was done, in words: "Add Dense", "Move 3 nodes", "Set units". */
  readonly label: string;
}

export type Planned = Result<Plan, CommandError>;
export type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>;

/** Characters of a refusal, whatever is named in it. */
const LONGEST = 600;

export const refuse = (message: string, hint: string): { ok: false; error: CommandError } =>
  err({ message: shorten(message, LONGEST), hint: shorten(hint, LONGEST) });

/** `Dense`, or `3 nodes`. */
export function nodesInWords(document: GraphDocument, ids: readonly NodeId[]): string {
  const [only] = ids;
  if (ids.length !== 1 || only === undefined) return `${ids.length} nodes`;
  return shorten(nodeById(document, only)?.type ?? 'node');
}

export const typesInWords = (nodes: readonly GraphNode[]): string =>
  nodes.length === 1 ? shorten(nodes[0]?.type ?? 'node') : `${nodes.length} nodes`;

/** Refuses a command that names a node which is not there. */
export const unknownNode = (id: NodeId): { ok: false; error: CommandError } =>
  refuse(`There is no node "${id}" in this graph.`, 'It may have been removed. Select another node.');
