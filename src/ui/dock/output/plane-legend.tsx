/** Names of marks and colours: classes with their marks, or a scale of values. */
import { compact } from '../../../base/format.ts';
import type { DatasetInfo } from '../../../catalog/define/index.ts';
import { markersPath, seriesColour, seriesMarker } from '../../charts/markers.ts';
import type { Marker } from '../../charts/markers.ts';
import { useThemeColour } from '../theme-colours.ts';
import styles from './output.module.css';
import { planePalette } from './paint-plane.ts';
import { valueColour } from './plane-colours.ts';
import type { ValueScale } from './plane-colours.ts';

const ORIGIN = [{ x: 0, y: 0 }];
const STEPS = 24;

export function Mark({
  marker,
  colour,
  hollow = false,
}: {
  readonly marker: Marker;
  readonly colour: string;
  readonly hollow?: boolean;
}) {
  return (
    <svg width={12} height={12} viewBox="-6 -6 12 12" aria-hidden>
      <path
        d={markersPath(marker, ORIGIN, 3.6)}
        style={hollow ? { fill: 'var(--canvas)', stroke: colour, strokeWidth: 1.4 } : { fill: colour }}
      />
    </svg>
  );
}

/** Filled is trained on, hollow is held out. */
export function SplitLegend() {
  return (
    <>
      <li>
        <Mark marker="circle" colour="var(--dim)" />
        trained on
      </li>
      <li>
        <Mark marker="circle" colour="var(--dim)" hollow />
        held out
      </li>
    </>
  );
}

export function PlaneLegend({ info, scale }: { readonly info: DatasetInfo; readonly scale: ValueScale }) {
  return (
    <>
      <ul className={styles.legend}>
        {info.target.kind === 'classes'
          ? info.target.names.map((name, index) => (
              <li key={name}>
                <Mark marker={seriesMarker(index)} colour={seriesColour(index)} />
                {name}
              </li>
            ))
          : null}
        <SplitLegend />
      </ul>
      {info.target.kind === 'values' ? <ScaleLegend name={info.target.names[0] ?? 'value'} scale={scale} /> : null}
    </>
  );
}

function ScaleLegend({ name, scale }: { readonly name: string; readonly scale: ValueScale }) {
  const palette = planePalette(useThemeColour());
  const { low, high } = scale;
  return (
    <div className={styles.scale}>
      <span>{compact(low)}</span>
      <svg
        viewBox={`0 0 ${STEPS} 1`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${name} from ${compact(low)} to ${compact(high)}`}
      >
        {Array.from({ length: STEPS }, (_, i) => {
          const [red, green, blue] = valueColour(low + ((high - low) * (i + 0.5)) / STEPS, scale, palette);
          return <rect key={i} x={i} width={1.05} height={1} fill={`rgb(${red} ${green} ${blue})`} />;
        })}
      </svg>
      <span>{compact(high)}</span>
      <span className={styles.axisName}>{name}</span>
    </div>
  );
}
