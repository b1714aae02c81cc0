/** What each value of a sweep has reached: a dot for each run, the best one marked. */
import { compact } from '../../../base/format.ts';
import { ChartFrame } from '../../charts/frame/chart-frame.tsx';
import { MeasuredBox } from '../../charts/frame/measured-box.tsx';
import { extentOf, linePath } from '../../charts/geometry.ts';
import type { SweepResult } from '../../runs/sweep-results.ts';
import { bestResult, describeSweep } from '../../runs/sweep-results.ts';
import styles from './runs.module.css';

/** Pixels that a label of the axis takes. */
const LABEL = 46;

export function SweepChart({ result }: { readonly result: SweepResult }) {
  const { title, figure, points } = result;
  const best = bestResult(result);
  const [low, high] = extentOf(points.map(({ value }) => value));
  const room = (high - low) * 0.12;
  const positions = Math.max(1, points.length - 1);
  return (
    <MeasuredBox>
      {({ width, height }) => {
        const every = Math.max(1, Math.ceil((points.length * LABEL) / Math.max(1, width - 50)));
        return (
          <ChartFrame
            place="dock"
            summary={describeSweep(result)}
            table={() => ({
              caption: `${figure} by ${title}`,
              columns: [title, figure],
              rows: points.map(({ label, value }) => [label, compact(value)]),
            })}
            width={width}
            height={height}
            x={{ domain: [-0.15 * positions, positions * 1.15], ticks: 0 }}
            y={{ domain: [low - room, high + room], ticks: 4, grid: true }}
          >
            {({ x, y, bottom }) => (
              <>
                {result.numeric ? (
                  <path
                    className={styles.sweepLine}
                    d={linePath(points.map(({ value }, i) => ({ x: x(i), y: y(value) })))}
                  />
                ) : null}
                {points.map(({ id, label, value }, i) => (
                  <g key={id}>
                    <circle
                      className={styles.sweepDot}
                      data-best={id === best?.id || undefined}
                      cx={x(i)}
                      cy={y(value)}
                      r={id === best?.id ? 5 : 3.5}
                    >
                      <title>{`${label}: ${compact(value)}`}</title>
                    </circle>
                    {id === best?.id ? (
                      <text className={styles.sweepBest} x={x(i)} y={y(value) - 9} textAnchor="middle">
                        {compact(value)}
                      </text>
                    ) : null}
                    {i % every === 0 ? (
                      <text x={x(i)} y={bottom + 13} textAnchor="middle">
                        {label.length > 9 ? `${label.slice(0, 8)}…` : label}
                      </text>
                    ) : null}
                  </g>
                ))}
              </>
            )}
          </ChartFrame>
        );
      }}
    </MeasuredBox>
  );
}
