/*
 * What each unit of a layer answers over the plane of two features: a small map of each, and the chosen one
 * enlarged with the examples over it.
 */
import { useEffect, useMemo, useRef, useState } from 'react';
import { compact, count } from '../../../../base/format.ts';
import type { Readings } from '../../../../protocol/instruments.ts';
import type { DataView } from '../../../../protocol/data-view.ts';
import { Measured } from '../../../charts/frame/measured.tsx';
import { SignLegend } from '../../../charts/tiles/sign-legend.tsx';
import { TileField } from '../../../charts/tiles/tile-field.tsx';
import { reachOf } from '../../../charts/tiles/tile-layout.ts';
import type { Tiles } from '../../../charts/tiles/tile-layout.ts';
import { useRunInfo } from '../../../dock/run-info.ts';
import { paintPlane, planePalette } from '../../../dock/output/paint-plane.ts';
import { valueColour } from '../../../dock/output/plane-colours.ts';
import { useThemeColour } from '../../../dock/theme-colours.ts';
import { PANEL_WIDTH } from '../../../pictures/picture-props.ts';
import { useRun } from '../../../stores/run.ts';
import type { LiveProps } from './live-props.ts';
import { LiveSection } from './live-section.tsx';
import styles from './live.module.css';
import { mapFacts, mapsSummary, mapsTable } from './unit-map-facts.ts';
import { useNodeReading } from '../../../instruments/node-reading.ts';

type Maps = Readings['unitMaps'];

/** Cells along the side of a map. */
const SIDE = 32;
const ENLARGED = 148;

export function UnitMaps({ node }: LiveProps) {
  const { place, reading } = useNodeReading('unitMaps', { node, side: SIDE });
  return (
    <LiveSection title="What each unit answers" of="unitMaps" place={place}>
      {reading && <Shown maps={reading} />}
    </LiveSection>
  );
}

function Shown({ maps }: { readonly maps: Maps }) {
  const [unit, setUnit] = useState(0);
  const [pointed, setPointed] = useState<number>();
  const { side, shown, units } = maps;
  const tiles = useMemo(
    (): Tiles => ({ count: shown, across: side, down: side, values: maps.values, upwards: true }),
    [maps, shown, side],
  );
  const facts = useMemo(() => mapFacts(maps), [maps]);
  const struck = useMemo(() => new Set(facts.flatMap(({ dead }, i) => (dead ? [i] : []))), [facts]);
  const reach = useMemo(() => reachOf(maps.values), [maps]);
  const current = Math.min(pointed ?? unit, shown - 1);
  const fact = facts[current];
  return (
    <>
      <div className={styles.enlarged}>
        <Enlarged maps={maps} unit={current} reach={reach} />
        <p className={styles.facts} role="status">
          <strong>Unit {current + 1}</strong>
          {fact?.dead === true ? (
            <span className={styles.dead}>dead: zero everywhere on the plane</span>
          ) : (
            <>
              from <span className={styles.figure}>{compact(fact?.low ?? 0)}</span> to{' '}
              <span className={styles.figure}>{compact(fact?.high ?? 0)}</span>
            </>
          )}
        </p>
      </div>
      <Measured fallback={PANEL_WIDTH}>
        {(width) => (
          <TileField
            summary={mapsSummary(maps, facts)}
            table={() => mapsTable(facts)}
            tiles={tiles}
            width={width}
            reach={reach}
            smooth
            name={unitName}
            struck={struck}
            by="tile"
            chosen={{ tile: current, column: 0, row: 0 }}
            onChoose={(spot) => {
              setPointed(spot?.tile);
              if (spot !== undefined) setUnit(spot.tile);
            }}
          />
        )}
      </Measured>
      <SignLegend reach={reach} />
      <p className={styles.words}>Blue is below zero, orange above; the points are training examples.</p>
      {shown < units && (
        <p className={styles.words}>
          The first {count(shown)} of {count(units)} units.
        </p>
      )}
    </>
  );
}

/** So many points show where the examples lie and leave the map to be seen. */
const MOST_POINTS = 200;

function fewerPoints({ columns, splits }: DataView): DataView {
  const { features, targets, count: rows } = splits.train;
  const kept = Math.min(rows, MOST_POINTS);
  const width = targets.length / Math.max(1, rows);
  const train = {
    features: features.subarray(0, kept * columns),
    targets: targets.subarray(0, kept * width),
    count: kept,
  };
  return { columns, splits: { ...splits, train } };
}

const unitName = (tile: number) => String(tile + 1);

/** One map with the examples over it. */
function Enlarged({ maps, unit, reach }: { readonly maps: Maps; readonly unit: number; readonly reach: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useThemeColour();
  const all = useRun((run) => run.data);
  const data = useMemo(() => all && fewerPoints(all), [all]);
  const info = useRunInfo();
  const { side, domain, values } = maps;
  useEffect(() => {
    if (canvas.current === null || data === undefined || info === undefined) return;
    const own = values.subarray(unit * side * side, (unit + 1) * side * side);
    const view = { kind: 'plane', width: side, height: side, domain, outputs: 1, values: own } as const;
    const palette = planePalette(theme);
    const scale = { low: -reach, high: reach, diverging: true };
    paintPlane(
      canvas.current,
      ENLARGED,
      { view, data, info },
      palette,
      { trainPoints: true, heldOutPoints: false, discretise: false },
      (row) => valueColour(row[0] ?? Number.NaN, scale, palette),
    );
  }, [values, unit, side, domain, reach, data, info, theme]);
  return (
    <canvas
      ref={canvas}
      style={{ width: ENLARGED, height: ENLARGED }}
      role="img"
      aria-label={`Unit ${unit + 1} over the two features, with the training examples.`}
    />
  );
}
