/** The colour of a node's bar: that of what it gives, or of what it takes where it gives nothing. */
import type { NodeDefinition } from '../../catalog/define/index.ts';

export function kindColour(definition: NodeDefinition | undefined): string {
  const kind =
    definition?.outputs[0]?.kind ?? (definition?.role === 'training' ? 'callback' : definition?.inputs[0]?.kind);
  return kind === undefined ? 'var(--dim)' : `var(--kind-${kind})`;
}
