/* The strip of small maps on a card: which cards have one, and where each map stands. */
import { sizeOf } from '../../../../base/shape.ts';
import { activationOf } from '../../../../catalog/layer-facts.ts';
import type { TileLayout, Tiles } from '../../../charts/tiles/tile-layout.ts';
import { outgoingTensor } from '../../../pictures/incoming.ts';
import type { NodeView } from '../../../stores/node-view.ts';
import type { DocumentState } from '../../../stores/types.ts';

/** Cells along the side of a map: enough to be enlarged, and few enough to be computed several times a second. */
export const STRIP_SIDE = 20;
/** Units of a layer that have a place on its card. */
export const STRIP_MOST = 16;

const COLUMNS = 8;
const TILE = 13;
/** From one tile to the next: eight fill the width of a card. */
const PITCH = (116 + 1.5) / COLUMNS;

export function stripLayout(units: number): TileLayout {
  const rows = Math.ceil(Math.min(units, STRIP_MOST) / COLUMNS);
  return {
    columns: COLUMNS,
    rows,
    tile: { width: TILE, height: TILE },
    pitch: { x: PITCH, y: PITCH },
    width: COLUMNS * PITCH - (PITCH - TILE),
    height: rows * PITCH - (PITCH - TILE),
  };
}

/** Before anything was measured the places are there, and empty. */
export function stripTiles(units: number, values?: Float32Array): Tiles {
  const shown = Math.min(units, STRIP_MOST);
  const fits = values?.length === shown * STRIP_SIDE ** 2;
  return {
    count: shown,
    across: STRIP_SIDE,
    down: STRIP_SIDE,
    values: fits ? values : new Float32Array(shown * STRIP_SIDE ** 2),
    upwards: true,
  };
}

/**
 * The layer whose units have maps on this card, for data of two features: one that adds up its inputs or bends them.
 * What normalises or drops has none: it would show the same again.
 */
export function layerWithStrip(
  { document, compilation }: Pick<DocumentState, 'document' | 'compilation'>,
  { node, definition, facts, params }: NodeView,
): string | undefined {
  if (definition?.role !== 'layer' || facts?.outputShape?.length !== 1) return undefined;
  const bends = facts.weights.length === 0 && activationOf(definition, params).name !== 'linear';
  if (definition.affine !== true && !bends) return undefined;
  const layer = outgoingTensor(document, compilation, node.id)?.layer;
  const onPlane = compilation.programs.some(
    ({ layers, data }) => sizeOf(data.info.shape) === 2 && layers.some((each) => each.node === layer),
  );
  return onPlane ? layer : undefined;
}
