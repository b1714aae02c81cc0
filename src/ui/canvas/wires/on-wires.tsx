/*
 * React Flow's layer for what stands on wires. Its own component for that looks for the layer in the whole page
 * whenever anything changes, once for each wire; here it is looked for once.
 */
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useStore, type ReactFlowState } from 'reactflow';

const layers = new WeakMap<HTMLElement, Element>();

function layerOf({ domNode }: ReactFlowState): Element | undefined {
  if (domNode === null) return undefined;
  const known = layers.get(domNode) ?? domNode.querySelector('.react-flow__edgelabel-renderer') ?? undefined;
  if (known !== undefined) layers.set(domNode, known);
  return known;
}

export function OnWires({ children }: { readonly children: ReactNode }) {
  const layer = useStore(layerOf);
  return layer === undefined ? null : createPortal(children, layer);
}
