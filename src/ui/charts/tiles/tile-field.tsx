/*
 * A grid of small pictures of numbers. Pointing at one, or going there with the arrow keys, chooses a value;
 * whoever uses the field says what it is.
 */
import { useEffect, useMemo, useRef } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { useThemeColour } from '../../dock/theme-colours.ts';
import { planePalette } from '../../dock/output/paint-plane.ts';
import { DataTable } from '../frame/data-table.tsx';
import type { ChartTable } from '../frame/data-table.tsx';
import frame from '../frame/frame.module.css';
import { paintTiles } from './paint-tiles.ts';
import { cornerOf, layTiles, spotAt, stepped } from './tile-layout.ts';
import type { Spot, Tiles } from './tile-layout.ts';
import styles from './tiles.module.css';

interface Props {
  /** What is shown, in one sentence. */
  readonly summary: string;
  readonly table: () => ChartTable;
  readonly tiles: Tiles;
  readonly width: number;
  readonly reach: number;
  readonly smooth?: boolean;
  /** What stands under each tile. */
  readonly name?: (tile: number) => string;
  readonly struck?: ReadonlySet<number>;
  /** What the arrow keys move by. */
  readonly by: 'tile' | 'value';
  readonly chosen: Spot | undefined;
  readonly onChoose: (spot: Spot | undefined) => void;
}

export function TileField({ summary, table, tiles, width, by, chosen, onChoose, ...look }: Props) {
  const { reach, smooth = false, name, struck } = look;
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useThemeColour();
  const named = name !== undefined;
  const layout = useMemo(() => layTiles(tiles, width, named), [tiles, width, named]);

  useEffect(() => {
    if (canvas.current === null) return;
    paintTiles(canvas.current, tiles, layout, {
      palette: planePalette(theme),
      dim: theme('--dim'),
      line: theme('--line'),
      bad: theme('--bad'),
      font: `9.5px ${theme('--font-numbers')}`,
      reach,
      smooth,
      ...(name && { name }),
      ...(struck && { struck }),
    });
  }, [tiles, layout, theme, reach, smooth, name, struck]);

  const point = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    onChoose(spotAt(layout, tiles, event.clientX - box.left, event.clientY - box.top));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onChoose(stepped(layout, tiles, chosen ?? { tile: 0, column: 0, row: 0 }, step, by));
  };
  return (
    <div className={frame.frame}>
      {/* A picture that is read with pointer or keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        className={styles.field}
        style={{ width: layout.width, height: layout.height }}
        role="group"
        aria-label={`${by === 'tile' ? 'Choose a picture' : 'Read the values'} with the arrow keys`}
        tabIndex={0}
        onPointerMove={point}
        onPointerLeave={() => onChoose(undefined)}
        onKeyDown={onKeyDown}
      >
        <canvas
          ref={canvas}
          role="img"
          aria-label={summary}
          style={{ display: 'block', width: layout.width, height: layout.height }}
        />
        {chosen !== undefined && <Mark spot={chosen} tiles={tiles} layout={layout} by={by} />}
      </div>
      <div className={frame.figures}>
        <DataTable table={table()} />
      </div>
    </div>
  );
}

const STEPS: Readonly<Record<string, readonly [right: number, below: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

interface MarkProps {
  readonly spot: Spot;
  readonly tiles: Tiles;
  readonly layout: ReturnType<typeof layTiles>;
  readonly by: 'tile' | 'value';
}

/** A frame around what is chosen. */
function Mark({ spot, tiles, layout, by }: MarkProps) {
  const corner = cornerOf(layout, spot.tile);
  const { width, height } = layout.tile;
  const cell = by === 'tile' ? { x: 0, y: 0, width, height } : cellOf(spot, tiles, layout.tile);
  return (
    <span
      className={styles.mark}
      style={{ left: corner.x + cell.x, top: corner.y + cell.y, width: cell.width, height: cell.height }}
    />
  );
}

const cellOf = ({ column, row }: Spot, { across, down }: Tiles, tile: { width: number; height: number }) => ({
  x: (column * tile.width) / across,
  y: (row * tile.height) / down,
  width: tile.width / across,
  height: tile.height / down,
});
