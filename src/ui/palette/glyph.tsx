/** The small picture of a type: the shape of its port at first, which is there at once. */
import { memo } from 'react';
import type { Offer } from '../../compiler/offers.ts';
import { mainKind } from '../canvas/cards/port-kinds.ts';
import { kindColour, OUTLINES } from '../canvas/cards/port-shape.tsx';
import { late } from '../late/late.tsx';
import classes from './palette.module.css';

interface Props {
  readonly offer: Offer;
}

export function PortGlyph({ offer }: Props) {
  const kind = mainKind(offer.definition);
  return (
    <svg className={classes.glyph} viewBox="-3 0 20 14" aria-hidden="true">
      <path d={OUTLINES[kind]} fill={kindColour(kind)} fillRule="evenodd" />
    </svg>
  );
}

export const Glyph = memo(late<Props>(async () => (await import('./drawn-glyph.tsx')).DrawnGlyph, PortGlyph, true));
