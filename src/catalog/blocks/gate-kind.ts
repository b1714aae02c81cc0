/* What the ports of a block carry: values, or what shapes the weights of a layer inside. */
import type { GraphNode } from '../../graph/types.ts';

/** By what a BlockInput says it takes. */
export const GATE_KINDS = ['tensor', 'initializer', 'regularizer', 'constraint'] as const;
export type GateKind = (typeof GATE_KINDS)[number];

/** What a port of a block takes or gives; values, if its node says nothing that is known. */
export const gateKind = ({ params }: GraphNode): GateKind =>
  GATE_KINDS.find((kind) => kind === params?.['kind']) ?? 'tensor';

/** The output of a BlockInput that gives this. */
export const gateOutput = (kind: GateKind): string => (kind === 'tensor' ? 'outputs' : kind);
