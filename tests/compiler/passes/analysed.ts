/** A document as far as the passes that plan it see it: wired, with its shapes and a draft for each Train node. */
import { catalog } from '../../../src/catalog/index.ts';
import { hasRole } from '../../../src/compiler/graph.ts';
import type { Graph, NodeOf, Report, Resolved } from '../../../src/compiler/graph.ts';
import { trainNodes } from '../../../src/compiler/passes/missing.ts';
import { resolve } from '../../../src/compiler/passes/resolve.ts';
import { inferShapes } from '../../../src/compiler/passes/shapes.ts';
import type { Facts } from '../../../src/compiler/passes/shapes.ts';
import { wire } from '../../../src/compiler/passes/wiring.ts';
import { drawUp } from '../../../src/compiler/program/draft.ts';
import type { Draft } from '../../../src/compiler/program/draft.ts';
import type { Diagnostic } from '../../../src/compiler/types.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';

export const ignored: Report = () => undefined;

export const wired = (input: GraphDocument): Graph => wire(input, catalog, resolve(input, catalog, ignored), ignored);

export interface Analysed {
  readonly graph: Graph;
  readonly facts: Facts;
  readonly drafts: readonly Draft[];
  /** What following the shapes has reported, and nothing that came before. */
  readonly diagnostics: readonly Diagnostic[];
}

export function analysed(input: GraphDocument): Analysed {
  const graph = wired(input);
  const diagnostics: Diagnostic[] = [];
  const facts = inferShapes(graph, (each) => diagnostics.push(each));
  const drafts = trainNodes(graph).map((train) => drawUp(graph, facts, train));
  return { graph, facts, drafts, diagnostics };
}

export function nodeAt({ nodes }: Graph, id: string): Resolved {
  const found = nodes.get(id);
  if (found === undefined) throw new Error(`no node ${id}`);
  return found;
}

export function layerAt(graph: Graph, id: string): NodeOf<'layer'> {
  const found = nodeAt(graph, id);
  if (!hasRole(found, 'layer')) throw new Error(`${id} is no layer`);
  return found;
}
