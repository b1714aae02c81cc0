/*
 * Compiling a graph: resolve types and params, join wires, infer shapes, draw up a program for each Train
 * node, check it, and lower it to Keras' form. Pure and deterministic, never throws on a parsed document,
 * and quick enough to run at every keystroke.
 */
import { catalogOf } from '../catalog/blocks-of.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { GraphDocument } from '../graph/types.ts';
import { edgeId, endpoint } from '../graph/types.ts';
import { lookInto } from '../graph/blocks.ts';
import type { Expansion, Path } from './blocks/expand.ts';
import { expandBlocks } from './blocks/expand.ts';
import { reportFaults, withoutFaults } from './blocks/report-faults.ts';
import { seenFrom } from './blocks/seen-from.ts';
import { checkAnswer, checkGraph, checkLesson, checkProgram } from './checks/index.ts';
import { collector } from './diagnostics.ts';
import type { Faults } from './diagnostics.ts';
import { bearable } from './fixes/bearable.ts';
import type { Graph, Resolved } from './graph.ts';
import { drawUp } from './program/draft.ts';
import type { Draft } from './program/draft.ts';
import { unreadLosses } from './program/unread-losses.ts';
import { planEdges } from './passes/plan-edges.ts';
import { reportAbsent } from './passes/own-data.ts';
import { reportMissing, trainNodes } from './passes/missing.ts';
import { preflight } from './passes/preflight.ts';
import { buildProgram } from './program/build-program.ts';
import { sameStart } from './program/same-start.ts';
import { resolve } from './passes/resolve.ts';
import { inferShapes } from './passes/shapes.ts';
import type { Compilation, Diagnostic } from './types.ts';
import { wire } from './passes/wiring.ts';

/**
 * `absent` says of the user's own data that the document names without holding it whether it is missing here. With a
 * `path` of nodes that stand for blocks, edges, nodes and diagnostics are told of the inside of the last of them.
 */
export function compile(
  document: GraphDocument,
  catalog: Catalog,
  absent: (hash: string) => boolean = nothing,
  path: Path = [],
): Compilation {
  const expansion = expandBlocks(document, catalog);
  if (expansion === undefined) return compilePlain(document, catalog, absent);
  const shown = lookInto(document, path)?.document;
  const compiled = compilePlain(expansion.document, catalog, absent, { expansion, drawn: document });
  return seenFrom(compiled, expansion, shown ?? document, shown === undefined ? [] : path, catalog);
}

/** Compiles a graph in which no node stands for a block, or what one became when its blocks were put in; `drawn` is how it was drawn. */
function compilePlain(
  document: GraphDocument,
  catalog: Catalog,
  absent: (hash: string) => boolean,
  { expansion, drawn = document }: { readonly expansion?: Expansion; readonly drawn?: GraphDocument } = {},
): Compilation {
  const { report, faults, sorted } = collector();
  const known = expansion === undefined ? report : withoutFaults(expansion, report);
  const nodes = resolve(document, catalog, report);
  const graph = wire(document, catalog, nodes, report);
  if (expansion !== undefined) reportFaults(expansion, graph, report);
  reportMissing(graph, known);
  const facts = inferShapes(graph, report);
  reportAbsent(graph, absent, report);
  const drafts = trainNodes(graph).map((train) => drawUp(graph, facts, train));
  preflight(graph, facts, drafts, report);
  for (const draft of drafts) checkProgram({ graph, facts, draft }).filter(stands(graph)).forEach(report);
  for (const draft of unreadLosses(graph, facts))
    checkAnswer({ graph, facts, draft }).filter(stands(graph)).forEach(report);
  checkGraph(graph, drafts).forEach(report);
  checkLesson(drawn, catalogOf(catalog, drawn)).forEach(report);

  const blocked = blockedBy(document, faults);
  const built = drafts.filter((draft) => !blocked(draft)).flatMap((draft) => buildProgram(graph, facts, draft) ?? []);
  const diagnostics = sorted(document).map(bearable(graph, facts, drafts));
  return { programs: sameStart(built), diagnostics, edges: planEdges(graph, facts, drafts), nodes: facts };
}

const nothing = () => false;

/**
 * Of a node that misses a wire into it, only that is said. Where a wire out of it was left out, hints may speak
 * of what it would be without; what is wrong there is wrong all the same.
 */
function stands({ severed }: Graph): (diagnostic: Diagnostic) => boolean {
  const ids = (nodes: ReadonlySet<Resolved>) => new Set([...nodes].map(({ id }) => id));
  const [from, to] = [ids(severed.from), ids(severed.to)];
  return ({ node, severity }) => node === undefined || !(to.has(node) || (severity === 'hint' && from.has(node)));
}

/**
 * An error keeps a program from running if it lies on a node that the program needs, on a wire into such a
 * node, or on no node at all.
 */
function blockedBy(document: GraphDocument, faults: Faults): (draft: Draft) => boolean {
  const faulty = new Set([
    ...faults.nodes,
    ...document.edges.filter((edge) => faults.edges.has(edgeId(edge))).map(({ to }) => endpoint(to).node),
  ]);
  return ({ nodes }) => faulty.has(undefined) || [...nodes].some(({ id }) => faulty.has(id));
}
