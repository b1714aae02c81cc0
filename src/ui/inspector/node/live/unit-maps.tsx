/*
 * What each unit of a layer answers over the plane of two features: a small map of each, and the chosen one
 * enlarged with the examples over it.
 */
import { useMemo, useState } from 'react';
import { compact, count } from '../../../../base/format.ts';
import type { Readings } from '../../../../protocol/instruments.ts';
import { Measured } from '../../../charts/frame/measured-box.tsx';
import { SignLegend } from '../../../charts/tiles/sign-legend.tsx';
import { TileField } from '../../../charts/tiles/tile-field.tsx';
import { reachOf } from '../../../charts/tiles/tile-layout.ts';
import type { Tiles } from '../../../charts/tiles/tile-layout.ts';
import { PANEL_WIDTH } from '../../../pictures/picture-props.ts';
import type { LiveProps } from './live-props.ts';
import { LiveSection } from './live-section.tsx';
import styles from './live.module.css';
import { mapFacts, mapsSummary, mapsTable } from './unit-map-facts.ts';
import { useNodeReading } from '../../../instruments/node-reading.ts';
import { UnitMap } from '../../../instruments/unit-map.tsx';

type Maps = Readings['unitMaps'];

/** Cells along the side of a map. */
const SIDE = 32;

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
  const own = useMemo(
    () => maps.values.subarray(current * side * side, (current + 1) * side * side),
    [maps, current, side],
  );
  return (
    <>
      <div className={styles.enlarged}>
        <UnitMap map={{ side, domain: maps.domain, values: own }} unit={current} reach={reach} size={148} />
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

const unitName = (tile: number) => String(tile + 1);
