import type { NodeDefinition } from '../../catalog/define/index.ts';
import type { PortKind } from '../../catalog/ports.ts';

/** The kind whose colour a type's bar has: that of what it gives; types that give nothing are quiet. */
export function mainKind({ outputs }: NodeDefinition): PortKind {
  return outputs[0]?.kind ?? 'callback';
}
