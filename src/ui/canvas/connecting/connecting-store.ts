/*
 * Making wires: one place that asks the compiler whether two ports fit, connects them, and tells the
 * outcome in words. Pointer, keyboard, pop-ups and the clipboard of the canvas all come through here.
 */
import { inputPort, outputPort } from '../../../catalog/catalog.ts';
import type { NodeDefinition } from '../../../catalog/define/index.ts';
import { ownCatalog } from '../../stores/own-catalog.ts';
import { kindFits, type PortSpec } from '../../../catalog/ports.ts';
import { canConnect, compatiblePorts } from '../../../compiler/can-connect.ts';
import { nodeById, reachable } from '../../../graph/queries.ts';
import {
  edgeId,
  portRef,
  type GraphDocument,
  type GraphEdge,
  type GraphNode,
  type NodeId,
  type PortRef,
} from '../../../graph/types.ts';
import { documentStore } from '../../stores/document.ts';
import { announce, viewStore } from '../../stores/view-state.ts';
import { canvasStore, type LooseEnd } from '../canvas-store.ts';
import { wireKindIn } from '../../../compiler/kind-at.ts';
import { brokenBy, type Broken } from './broken-by.ts';
import { joinInstead } from './join-instead.ts';

export interface Outcome {
  readonly ok: boolean;
  readonly reason: string;
}

/** What the wire that was made last brought to light, until it is shown where it was let go. */
let broken: Broken | undefined;

export function takeBroken(): Broken | undefined {
  const found = broken;
  broken = undefined;
  return found;
}

/** Connects two ports as one undo step and says so; a refusal changes nothing and says why. */
export function connectPorts(from: PortRef, to: PortRef): Outcome {
  const { document, dispatch, compilation } = documentStore.getState();
  broken = undefined;
  const verdict = canConnect(document, ownCatalog(document), from, to);
  if (!verdict.ok) {
    announce(verdict.reason, 'warning');
    return { ok: false, reason: verdict.reason };
  }
  const edge = { from, to };
  const before = document.edges;
  const done = dispatch({ type: 'connect', edge, replace: verdict.replaces !== undefined });
  if (done) {
    const now = documentStore.getState();
    broken =
      brokenBy(edge, compilation.diagnostics, now.compilation.diagnostics) ??
      joined(
        now.document,
        edge,
        before.find((each) => edgeId(each) === verdict.replaces),
      );
    const instead = verdict.replaces === undefined ? '' : ', in place of the wire that was there';
    announce(`Connected ${from} to ${to}${instead}.${broken === undefined ? '' : ` ${broken.reason}`}`);
  }
  return { ok: done, reason: done ? '' : viewStore.getState().announcement.text };
}

/** What was replaced can be joined with what took its place, if both are values of the network. */
function joined(document: GraphDocument, edge: GraphEdge, replaced: GraphEdge | undefined): Broken | undefined {
  const catalog = ownCatalog(document);
  if (replaced === undefined || wireKindIn(document, catalog, edge) !== 'tensor') return undefined;
  return joinInstead(document, catalog, edge, replaced);
}

/** Whether the open document would take this wire, and if not why. A wire whose end is being moved does not count. */
export function verdictOn(from: PortRef, to: PortRef) {
  const { document } = documentStore.getState();
  const { lifted } = canvasStore.getState();
  const without =
    lifted === undefined ? document : { ...document, edges: document.edges.filter((edge) => edgeId(edge) !== lifted) };
  return canConnect(without, ownCatalog(without), from, to);
}

/** The two ends of a wire in order, whichever was taken first. */
export const ordered = (loose: LooseEnd, other: PortRef): { readonly from: PortRef; readonly to: PortRef } => {
  const own = portRef(loose.node, loose.port);
  return loose.direction === 'output' ? { from: own, to: other } : { from: other, to: own };
};

/** A wire taken up at this port. */
export function looseEnd(
  document: GraphDocument,
  node: NodeId,
  port: string,
  direction: 'input' | 'output',
): LooseEnd | undefined {
  const definition = ownCatalog(document).get(nodeById(document, node)?.type ?? '');
  const spec = definition && (direction === 'output' ? outputPort(definition, port) : inputPort(definition, port));
  if (spec === undefined) {
    const own = portRef(node, port);
    const edge = document.edges.find((each) => (direction === 'output' ? each.from : each.to) === own);
    if (edge === undefined) return undefined;
    return { node, port, direction, kind: wireKindIn(document, ownCatalog(document), edge), barred: new Set([node]) };
  }
  return {
    node,
    port,
    direction,
    kind: spec.kind,
    barred: reachable(document, node, direction === 'output' ? 'up' : 'down'),
  };
}

/** The ports of a type at which a wire from `loose` could end, the required ones first. */
function fittingPorts(loose: Pick<LooseEnd, 'direction' | 'kind'>, definition: NodeDefinition): readonly PortSpec[] {
  const fits = (port: PortSpec) =>
    loose.direction === 'output' ? kindFits(loose.kind, port.kind) : kindFits(port.kind, loose.kind);
  const ports = (loose.direction === 'output' ? definition.inputs : definition.outputs).filter(fits);
  return ports.toSorted((a, b) => Number(b.required ?? false) - Number(a.required ?? false));
}

/** The port of a type that a loose end is wired to when that type is added at it. */
export const bestPort = ({ kind, direction }: LooseEnd, type: string): PortSpec | undefined =>
  compatiblePorts(ownCatalog(documentStore.getState().document), kind, direction).find((each) => each.type === type)
    ?.port;

export interface PossibleEnd {
  readonly node: GraphNode;
  readonly port: PortSpec;
  /** A wire that is there would give way. */
  readonly replaces: boolean;
}

/**
 * Every port that would accept the wire, free ones before those whose wire it would replace.
 * @param only looks at this node alone.
 */
export function possibleEnds(document: GraphDocument, loose: LooseEnd, only?: NodeId): readonly PossibleEnd[] {
  const ends = document.nodes.flatMap((node) => {
    const definition = ownCatalog(document).get(node.type);
    if (definition === undefined || loose.barred.has(node.id) || (only !== undefined && node.id !== only)) return [];
    return fittingPorts(loose, definition).flatMap((port) => {
      const { from, to } = ordered(loose, portRef(node.id, port.name));
      const verdict = canConnect(document, ownCatalog(document), from, to);
      return verdict.ok ? [{ node, port, replaces: verdict.replaces !== undefined }] : [];
    });
  });
  return ends.toSorted((a, b) => Number(a.replaces) - Number(b.replaces));
}
