/** A check looks at one program in the making, complete or not, and says what it finds. */
import type { Draft } from '../program/draft.ts';
import type { Graph } from '../graph.ts';
import type { Facts } from '../passes/shapes.ts';
import type { Diagnostic } from '../types.ts';

export interface CheckContext {
  readonly graph: Graph;
  readonly facts: Facts;
  readonly draft: Draft;
}

export type Check = (context: CheckContext) => readonly Diagnostic[];
