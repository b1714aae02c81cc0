/*
 * What the units of a layer answer over the plane of two features, as small pictures on its card; the one under the
 * pointer is shown enlarged beside it. Painted without React while training goes on.
 */
import { memo, useContext, useMemo, useState, type PointerEvent } from 'react';
import { createPortal } from 'react-dom';
import { compact, count } from '../../../../base/format.ts';
import type { Readings } from '../../../../protocol/instruments.ts';
import { paintTiles } from '../../../charts/tiles/paint-tiles.ts';
import { reachOf, spotAt } from '../../../charts/tiles/tile-layout.ts';
import { planePalette } from '../../../dock/output/paint-plane.ts';
import { useThemeColour } from '../../../dock/theme-colours.ts';
import { Aged } from '../../../instruments/aged.tsx';
import { AllInSight, useInSight } from '../../../instruments/in-sight.ts';
import { usePainted } from '../../../instruments/painted.tsx';
import { UnitMap } from '../../../instruments/unit-map.tsx';
import { useRun } from '../../../stores/run.ts';
import type { RunState } from '../../../stores/types.ts';
import { useReading } from '../../../stores/use-reading.ts';
import { useWatch } from '../../../stores/watching.ts';
import { useCanvas } from '../../canvas-store.ts';
import { isLarge } from '../../view/crowd.ts';
import { useFlow } from '../../view/flow.ts';
import { stripLayout, stripTiles, STRIP_MOST, STRIP_SIDE } from './unit-strip-layout.ts';
import body from './bodies.module.css';
import styles from './unit-strip.module.css';

interface Props {
  /** The layer as the program names it. */
  readonly layer: string;
  readonly units: number;
}

type Maps = Readings['cardMaps'];

const mapsIn = (run: RunState, layer: string): Maps['maps'][string] | undefined => {
  const reading = run.readings.cardMaps;
  return reading?.program === run.program ? reading?.value.maps[layer] : undefined;
};

/** Painted anew only where its layer is another: what else changes of a card does not touch it. */
export const UnitStrip = memo(function UnitStrip(props: Props) {
  // Of a large graph dozens would be in sight, each a layer of the page by itself and too small to tell anything.
  const crowded = useFlow(({ nodes, edges }) => isLarge(nodes, edges));
  const near = useCanvas(({ detail }) => detail === 'near');
  const inPicture = useContext(AllInSight);
  if (crowded && !near && !inPicture)
    return <div className={body.strip} style={{ height: stripLayout(props.units).height }} />;
  return <Strip {...props} />;
});

/**
 * Where the pictures are painted. What a card shows is an image: each canvas is a layer of the page by itself, and makes
 * one of every card that is drawn after it, which all are put together anew for every frame of a drag.
 */
let easel: HTMLCanvasElement | undefined;

function Strip({ layer, units }: Props) {
  const { ref, seen } = useInSight();
  useWatch('cardMaps', seen ? { nodes: [layer], side: STRIP_SIDE, most: STRIP_MOST } : undefined);
  const awaited = useRun((run) => run.data !== undefined && mapsIn(run, layer) === undefined);
  const theme = useThemeColour();
  const layout = useMemo(() => stripLayout(units), [units]);
  const picture = usePainted<HTMLImageElement, Float32Array | undefined>(
    (run) => mapsIn(run, layer)?.values,
    (element, values) => {
      easel ??= document.createElement('canvas');
      paintTiles(easel, stripTiles(units, values), layout, {
        palette: planePalette(theme),
        dim: theme('--dim'),
        line: theme('--line'),
        bad: theme('--bad'),
        font: '',
        reach: reachOf(values ?? new Float32Array()),
        smooth: true,
      });
      const painted = easel.toDataURL();
      if (element.src !== painted) element.src = painted;
    },
  );
  const [hovered, setHovered] = useState<Hovered>();
  const point = ({ currentTarget, clientX, clientY, pointerType }: PointerEvent<HTMLElement>) => {
    if (pointerType === 'touch') return;
    const box = currentTarget.getBoundingClientRect();
    const scale = box.width / layout.width;
    const spot = spotAt(layout, stripTiles(units), (clientX - box.left) / scale, (clientY - box.top) / scale);
    setHovered(spot && { unit: spot.tile, beside: box });
  };
  const leave = () => setHovered(undefined);
  return (
    <div
      ref={ref}
      className={body.strip}
      style={{ height: layout.height }}
      data-awaited={(seen && awaited) || undefined}
    >
      <Aged of="cardMaps" picture>
        <img
          ref={picture}
          className={styles.picture}
          style={{ width: layout.width, height: layout.height }}
          draggable={false}
          alt={`What ${units > STRIP_MOST ? `the first ${STRIP_MOST} of ${count(units)}` : `the ${count(units)}`} units answer over the two features; the inspector shows each of them.`}
          onPointerMove={point}
          onPointerLeave={leave}
          onPointerDown={leave}
          onWheel={leave}
        />
      </Aged>
      {hovered !== undefined && <Enlarged layer={layer} hovered={hovered} />}
    </div>
  );
}

interface Hovered {
  readonly unit: number;
  /** Where the strip is in the window. */
  readonly beside: DOMRect;
}

/** Pixels along the side of the enlarged map, around it, and from the strip to it. */
const SIZE = 132;
const [WIDTH, HEIGHT, GAP] = [SIZE + 18, SIZE + 56, 8];

/** Above the strip where there is room, else below, and inside of the window. */
function Enlarged({ layer, hovered: { unit, beside } }: { readonly layer: string; readonly hovered: Hovered }) {
  const reading = useReading('cardMaps')?.value;
  const own = reading?.maps[layer];
  const cells = (reading?.side ?? 0) ** 2;
  const values = useMemo(() => own?.values.subarray(unit * cells, (unit + 1) * cells), [own, unit, cells]);
  const host = document.querySelector('#tips');
  if (reading === undefined || own === undefined || values === undefined || host === null) return null;
  const left = Math.max(GAP, Math.min(beside.left + (beside.width - WIDTH) / 2, innerWidth - WIDTH - GAP));
  const above = beside.top - HEIGHT - GAP;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return createPortal(
    <div className={styles.enlarged} style={{ left, top: above > GAP ? above : beside.bottom + GAP }} role="tooltip">
      <p className={styles.title}>
        {layer}, unit {unit + 1} of {count(own.units)}
      </p>
      <UnitMap
        map={{ side: reading.side, domain: reading.domain, values }}
        unit={unit}
        reach={reachOf(own.values)}
        size={SIZE}
      />
      <p className={styles.range}>
        {low === 0 && high === 0 ? 'zero everywhere on the plane' : `${compact(low)} to ${compact(high)}`}
      </p>
    </div>,
    host,
  );
}
