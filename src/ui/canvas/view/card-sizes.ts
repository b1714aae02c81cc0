/*
 * Where ports sit on a card. The first tensor port of every card is at the same height, so that wires
 * between cards placed side by side run level; parameter ports are spread along the lower edge.
 */
import type { NodeDefinition } from '../../../catalog/define/index.ts';
import { portSide, type PortKind, type PortSide, type PortSpec } from '../../../catalog/ports.ts';

export const CARD_WIDTH = 136;
/** Used until a card was measured. */
export const CARD_HEIGHT = 84;
export const FIRST_PORT = 38;
export const PORT_STEP = 28;
/** Side of a port's invisible hit area. */
export const HIT = 24;

export interface PlacedPort {
  readonly spec: PortSpec;
  readonly direction: 'input' | 'output';
  readonly side: PortSide;
  /** Pixels from the card's upper edge (left and right) or from its left edge (top and bottom). */
  readonly offset: number;
  /** The wire names a port that this type does not have. */
  readonly stray: boolean;
}

/** Ports that wires name although the type lacks them, or all ports of a type that is not known. */
export interface StrayPorts {
  readonly inputs: readonly { readonly name: string; readonly kind: PortKind }[];
  readonly outputs: readonly { readonly name: string; readonly kind: PortKind }[];
}

export const NO_STRAYS: StrayPorts = { inputs: [], outputs: [] };

/**
 * Ports for constraints are rarely used and would crowd out the rest: they appear once something is plugged
 * in (by the inspector, the keyboard, or a drop on the card). A port that a param opens appears with that.
 */
export const isRare = (port: PortSpec): boolean => port.kind === 'constraint' || isConditional(port);

/** Ports that a param opens. */
export const isConditional = ({ when, only }: PortSpec): boolean => when !== undefined || only !== undefined;

/** All ports of a card with their places; of the rare ones those that are named. */
export function placePorts(
  definition: NodeDefinition | undefined,
  strays: StrayPorts = NO_STRAYS,
  rare: readonly string[] = [],
): readonly PlacedPort[] {
  const unknown = (port: { readonly name: string; readonly kind: PortKind }): PortSpec => ({
    ...port,
    help: 'A wire ends here, but this node has no port of that name.',
  });
  const shown = (port: PortSpec) => !isRare(port) || rare.includes(port.name);
  // What a constraint gives is no rare port of it, but its only one.
  const given = (port: PortSpec) => !isConditional(port) || rare.includes(port.name);
  const all = [
    ...(definition?.inputs ?? []).filter(shown).map((spec) => ({ spec, direction: 'input' as const, stray: false })),
    ...strays.inputs.map((port) => ({ spec: unknown(port), direction: 'input' as const, stray: true })),
    ...(definition?.outputs ?? []).filter(given).map((spec) => ({ spec, direction: 'output' as const, stray: false })),
    ...strays.outputs.map((port) => ({ spec: unknown(port), direction: 'output' as const, stray: true })),
  ].map((port) => ({ ...port, side: portSide(port.direction, port.spec.kind) }));
  return all.map((port) => {
    const group = all.filter((each) => each.side === port.side);
    return { ...port, offset: offsetOf(port.side, group.indexOf(port), group.length) };
  });
}

function offsetOf(side: PortSide, index: number, count: number): number {
  if (side === 'left' || side === 'right') return FIRST_PORT + index * PORT_STEP;
  const step = Math.min(PORT_STEP, (CARD_WIDTH - HIT) / Math.max(1, count - 1));
  return CARD_WIDTH / 2 + (index - (count - 1) / 2) * step;
}

/** Height that the ports on the sides need. */
export function portsHeight(ports: readonly PlacedPort[]): number {
  const lowest = ports.reduce(
    (y, port) => (port.side === 'left' || port.side === 'right' ? Math.max(y, port.offset) : y),
    0,
  );
  return lowest + 18;
}
