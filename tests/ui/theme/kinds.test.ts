/** Kinds of ports and wires differ in shape and in colour. */
import { describe, expect, it } from 'vitest';
import { PORT_KINDS } from '../../../src/catalog/ports.ts';
import { OUTLINES } from '../../../src/ui/canvas/cards/port-shape.tsx';
import { apart, colour, contrast, tokens } from '../../support/tokens.ts';

const PAIRS = PORT_KINDS.flatMap((a, i) => PORT_KINDS.slice(i + 1).map((b) => [a, b] as const));
/** Somewhat less than lies between the two that were closest when this was written: the data and the schedules of the light theme. */
const TOLD_APART = 0.07;

it('no two kinds have one outline', () => {
  expect(PAIRS.length).toBeGreaterThan(60);
  expect(PAIRS.filter(([a, b]) => OUTLINES[a] === OUTLINES[b])).toEqual([]);
});

describe.each([
  ['dark', tokens.dark],
  ['light', tokens.light],
])('in the %s theme', (_name, theme) => {
  const of = (kind: string) => colour(theme, `kind-${kind}`);

  it('no two kinds have one colour', () => {
    expect(PAIRS.filter(([a, b]) => apart(of(a), of(b)) < TOLD_APART)).toEqual([]);
  });

  it('every kind is seen on the canvas and on a card', () => {
    const faint = PORT_KINDS.filter((kind) =>
      ['canvas', 'surface'].some((ground) => contrast(of(kind), colour(theme, ground)) < 3),
    );
    expect(faint).toEqual([]);
  });
});
