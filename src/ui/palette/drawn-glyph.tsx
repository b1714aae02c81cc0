/** The small picture of a type, in the colour of its cards. */
import type { Offer } from '../../compiler/offers.ts';
import { mainKind } from '../canvas/cards/port-kinds.ts';
import { kindColour } from '../canvas/cards/port-shape.tsx';
import { PortGlyph } from './glyph.tsx';
import { glyphOf, HEIGHT, WIDTH } from './glyph-paths.ts';
import classes from './palette.module.css';

export function DrawnGlyph({ offer }: { readonly offer: Offer }) {
  const path = glyphOf(offer);
  if (path === undefined) return <PortGlyph offer={offer} />;
  return (
    <svg className={classes.glyph} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <path
        d={path}
        stroke={kindColour(mainKind(offer.definition))}
        strokeWidth={1.25}
        strokeLinejoin="round"
        fill="none"
      />
    </svg>
  );
}
