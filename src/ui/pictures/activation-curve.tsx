/** The curve of an activation with its slope, over the inputs that it receives where they were measured. */
import type { ActivationFunction } from '../../catalog/activations/functions/index.ts';
import type { Distribution } from '../../protocol/readings.ts';
import { FunctionPlot } from '../charts/function-plot.tsx';
import { niceDomain } from '../charts/geometry.ts';
import type { Domain } from '../charts/geometry.ts';

interface CurveProps {
  readonly of: ActivationFunction;
  readonly ghost: Distribution | undefined;
  readonly width: number;
  readonly height: number;
  readonly bare?: boolean;
}

export function ActivationCurve({ of, ghost, ...size }: CurveProps) {
  const usable = ghost !== undefined && ghost.count > 0 ? ghost : undefined;
  return (
    <FunctionPlot
      name={of.name}
      f={(x) => of.f(x)}
      slope={(x) => of.df(x)}
      domain={plotDomain(usable)}
      {...(usable === undefined ? {} : { ghost: usable })}
      {...size}
    />
  );
}

/** −6 … 6 while nothing is measured; else the inputs, on round numbers, with at least −1 … 1 in sight. */
export function plotDomain(ghost: Distribution | undefined): Domain {
  if (ghost === undefined) return [-6, 6];
  return niceDomain(Math.min(-1, ghost.min), Math.max(1, ghost.max));
}
