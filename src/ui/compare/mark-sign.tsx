/* The sign of a kind of difference: a shape of its own beside the colour, on marks and in the legend alike. */
import { ArrowLeftRight, Minus, Move, PencilLine, Plus, type LucideIcon } from 'lucide-react';
import type { MarkKind } from './stops.ts';

const SIGNS: Readonly<Record<MarkKind, LucideIcon>> = {
  added: Plus,
  changed: PencilLine,
  removed: Minus,
  rewired: ArrowLeftRight,
  moved: Move,
};

export function MarkSign({ kind, size = 13 }: { readonly kind: MarkKind; readonly size?: number }) {
  const Sign = SIGNS[kind];
  return <Sign size={size} strokeWidth={2.6} aria-hidden />;
}
