/* Taking wires off, as one step that is said. */
import { plural } from '../../../base/format.ts';
import type { EdgeId } from '../../../graph/types.ts';
import { documentStore } from '../../stores/document.ts';
import { announce, viewStore } from '../../stores/view-state.ts';

export function disconnect(edges: readonly EdgeId[]): void {
  if (!documentStore.getState().dispatch({ type: 'disconnect', edges })) return;
  const { select } = viewStore.getState();
  select([]);
  announce(`Removed ${plural(edges.length, 'wire')}.`);
}
