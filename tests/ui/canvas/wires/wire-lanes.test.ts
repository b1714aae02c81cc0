import { describe, expect, it } from 'vitest';
import { CLEAR, type Box } from '../../../../src/ui/canvas/wires/lane-index.ts';
import { assignLanes, type Span } from '../../../../src/ui/canvas/wires/wire-lanes.ts';

/** Rows of cards; each card is wired to the one three places further on, behind the two in between. */
function rows(count: number): { boxes: Box[]; spans: Span[]; looks: () => number } {
  let looked = 0;
  const place = (i: number) => ({ x: (i % 50) * 240, y: Math.floor(i / 50) * 220 });
  const boxes = Array.from({ length: count }, (_, i) => ({
    id: `n${i}`,
    get x() {
      looked++;
      return place(i).x;
    },
    y: place(i).y,
    width: 136,
    height: 84,
  }));
  const spans = Array.from({ length: count - 3 }, (_, i) => ({
    edge: `e${i}`,
    from: `n${i}`,
    to: `n${i + 3}`,
    source: { x: place(i).x + 136, y: place(i).y + 38 },
    target: { x: place(i + 3).x, y: place(i + 3).y + 38 },
  })).filter(({ source, target }) => target.x > source.x);
  return { boxes, spans, looks: () => looked };
}

describe('assignLanes', () => {
  it('leads wires around the cards in between, and keeps two that overlap apart', () => {
    const { boxes, spans } = rows(50);
    const lanes = assignLanes(spans, boxes);
    expect(lanes.size).toBe(spans.length);
    for (const y of lanes.values()) expect(y < 0 || y > 84).toBe(true);
    const [first, second] = [lanes.get('e0') ?? 0, lanes.get('e1') ?? 0];
    expect(Math.abs(first - second)).toBeGreaterThanOrEqual(16);
  });

  it('keeps the instruments of four wires apart that run from one port over the same cards', () => {
    const card = (id: string, x: number, y: number): Box => ({ id, x, y, width: 132, height: 86 });
    const boxes = [
      card('data', 0, 0),
      ...[240, 480, 720, 960].flatMap((x) =>
        [0, 100, 200, 300, 400, 500, 600, 700, 800].map((y) => card(`${x} ${y}`, x, y)),
      ),
      ...[0, 160, 300, 440].map((y) => card(`loss ${y}`, 1200, y)),
    ];
    const spans = [0, 160, 300, 440].map((y): Span => ({
      edge: `wire ${y}`,
      from: 'data',
      to: `loss ${y}`,
      source: { x: 132, y: 62 },
      target: { x: 1200, y: y + 62 },
    }));
    const lanes = [...assignLanes(spans, boxes).values()].toSorted((a, b) => a - b);
    expect(lanes).toHaveLength(4);
    for (const [i, lane] of lanes.entries())
      expect(lane - (lanes[i - 1] ?? -Infinity), lanes.join(', ')).toBeGreaterThanOrEqual(CLEAR);
  });

  it('lets a wire that nobody touched keep its lane, unless something now lies on it', () => {
    const { boxes, spans } = rows(4);
    const [span] = spans;
    if (span === undefined) throw new Error('no span');
    const elsewhere = new Map([['e0', { span, lane: -200 }]]);
    expect(assignLanes(spans, boxes).get('e0')).not.toBe(-200);
    expect(assignLanes(spans, boxes, elsewhere).get('e0')).toBe(-200);
    const blocked = [...boxes, { id: 'new', x: 300, y: -220, width: 136, height: 84 }];
    expect(assignLanes(spans, blocked, elsewhere).get('e0')).not.toBe(-200);
    const moved = [{ ...span, source: { ...span.source, y: 60 } }];
    expect(assignLanes(moved, boxes, elsewhere).get('e0')).not.toBe(-200);
  });

  it('looks only at what is around a wire: twice the wires are twice the work', () => {
    const work = (count: number) => {
      const { boxes, spans, looks } = rows(count);
      assignLanes(spans, boxes);
      return looks() / spans.length;
    };
    expect(work(4_000) / work(1_000)).toBeLessThan(1.5);
  });

  it('does not search where a thousand cards lie on top of each other', () => {
    const { boxes, spans, looks } = rows(2_000);
    const heap = boxes.map(({ id }) => ({
      id,
      get x() {
        return boxes[0]?.x ?? 0;
      },
      y: 0,
      width: 136,
      height: 84,
    }));
    const knot = spans.map((span) => ({ ...span, source: { x: -300, y: 38 }, target: { x: 600, y: 38 } }));
    expect(assignLanes(knot, heap).size).toBe(0);
    // Each wire finds the heap once and gives up.
    expect(looks()).toBeLessThan(knot.length * heap.length * 4);
  });

  it('leaves wires across the whole graph as they are', () => {
    const { boxes } = rows(100);
    const far = [{ edge: 'e', from: 'n0', to: 'n99', source: { x: 136, y: 38 }, target: { x: 11_760, y: 258 } }];
    expect(assignLanes(far, boxes).size).toBe(0);
  });
});
