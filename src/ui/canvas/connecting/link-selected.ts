/* Wiring what is selected: two nodes either way round, or the first of several to all the others, as one step. */
import { nodeById } from '../../../graph/queries.ts';
import type { GraphDocument, GraphEdge, NodeId } from '../../../graph/types.ts';
import { keyTextOf } from '../../shell/keymap.ts';
import { documentStore } from '../../stores/document.ts';
import { ownCatalog } from '../../stores/own-catalog.ts';
import { announce, viewStore } from '../../stores/view-state.ts';
import { besideCard } from '../beside.ts';
import { focusNode, homeCard } from '../view/focus.ts';
import { showBroken } from './connect-events.ts';
import { connectPorts, looseEnd, possibleEnds } from './connecting-store.ts';

/** The wire between the first pair of ports that fits and is free. */
function wireBetween(document: GraphDocument, from: NodeId, to: NodeId): GraphEdge | undefined {
  const definition = ownCatalog(document).get(nodeById(document, from)?.type ?? '');
  for (const { name } of definition?.outputs ?? []) {
    const loose = looseEnd(document, from, name, 'output');
    const end = loose && possibleEnds(document, loose, to).find(({ replaces }) => !replaces);
    if (end !== undefined) return { from: `${from}.${name}`, to: `${to}.${end.port.name}` };
  }
  return undefined;
}

export function linkSelected(): void {
  const { selectedNodes } = viewStore.getState();
  const { document, dispatch } = documentStore.getState();
  const [first, second, ...more] = selectedNodes;
  if (first === undefined || second === undefined) {
    announce(`Select two or more nodes, then press ${keyTextOf('link')} to connect the first to the others.`);
    return;
  }
  if (more.length === 0) {
    const wire = wireBetween(document, first, second) ?? wireBetween(document, second, first);
    if (wire === undefined) return announce(`No free port of ${first} fits one of ${second}.`, 'warning');
    connectPorts(wire.from, wire.to);
    return showBroken(besideCard(second), () => focusNode(homeCard()));
  }
  const others = [second, ...more].map((node) => ({ node, wire: wireBetween(document, first, node) }));
  const wires = others.flatMap(({ wire }) => wire ?? []);
  const [without] = others.filter(({ wire }) => wire === undefined);
  if (wires.length === 0) return announce(`No port of ${first} fits a free one of the others.`, 'warning');
  const label = `Connect ${first} to ${wires.length === 1 ? 'another node' : `${wires.length} nodes`}`;
  const commands = wires.map((edge) => ({ type: 'connect', edge }) as const);
  if (!dispatch({ type: 'batch', label, commands })) return;
  const left = without === undefined ? '' : ` ${without.node} has no free port for it.`;
  announce(`Connected ${first} to ${wires.map(({ to }) => to).join(', ')}.${left}`);
}
