/** The shape of a port by its kind: colour never stands alone. Filled while wired, hollow while free. */
import { memo } from 'react';
import type { PortKind } from '../../../catalog/ports.ts';

/** Outlines on a field of 14 × 14 around its middle (7, 7). */
export const OUTLINES: Readonly<Record<PortKind, string>> = {
  data: 'M2.5 2.5h9v9h-9z',
  targets: 'M7 .8L13.2 7L7 13.2L.8 7z',
  tensor: 'M7 1.8a5.2 5.2 0 1 0 0 10.4a5.2 5.2 0 1 0 0-10.4z',
  initializer: 'M7 1.6L12.6 11.8H1.4z',
  regularizer: 'M1.4 7a3.6 3.6 0 0 1 3.6-3.6h4a3.6 3.6 0 0 1 0 7.2h-4a3.6 3.6 0 0 1-3.6-3.6z',
  constraint: 'M1.8 2.4h3.2v4.6h4v-4.6h3.2v9.2h-10.4z',
  schedule: 'M2 1.8V12.2H12.4z',
  optimizer: 'M4 1.8h6l3 5.2l-3 5.2h-6l-3-5.2z',
  loss: 'M7 1L13 5.4L10.7 12.4H3.3L1 5.4z',
  metric: 'M1.2 10.6a5.8 5.8 0 0 1 11.6 0z',
  callback: 'M2 1.8h10L8.6 7L12 12.2H2L5.4 7z',
  model: 'M7 1.8a5.2 5.2 0 1 0 0 10.4a5.2 5.2 0 1 0 0-10.4z M7 4.6a2.4 2.4 0 1 1 0 4.8a2.4 2.4 0 1 1 0-4.8z',
};

export const kindColour = (kind: PortKind): string => `var(--kind-${kind})`;
/** Hands the kind's colour to a style sheet as `--kind`. */
export const kindVariable = (kind: PortKind): React.CSSProperties => ({ ['--kind' as string]: kindColour(kind) });

interface Props {
  readonly kind: PortKind;
  readonly filled: boolean;
}

export const PortShape = memo(function PortShape({ kind, filled }: Props) {
  const colour = kindColour(kind);
  return (
    <svg width={14} height={14} viewBox="0 0 14 14" aria-hidden="true">
      <path
        d={OUTLINES[kind]}
        fillRule="evenodd"
        fill={filled ? colour : 'var(--surface)'}
        stroke={colour}
        strokeWidth={1.5}
        strokeLinejoin="round"
      />
    </svg>
  );
});
