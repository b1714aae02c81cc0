/** The landscape on WebGPU: it is drawn to its end while training goes on, says how far it is, and ends when told. */
import { afterEach, expect, test, vi } from 'vitest';
import xor from '../../../examples/xor.json?raw';
import { catalog } from '../../../src/catalog/index.ts';
import { compile } from '../../../src/compiler/compile.ts';
import { parseDocument } from '../../../src/graph/parse.ts';
import type { TrainerEvent } from '../../../src/protocol/events.ts';
import type { Watch } from '../../../src/protocol/instruments.ts';
import type { LandscapeReading, LandscapeRequest } from '../../../src/protocol/landscape.ts';
import { Trainer } from '../../../src/runtime/training/trainer.ts';
import { browserHost } from '../../support/browser-host.ts';
import { THOROUGH } from '../../support/thorough.ts';

let trainer: Trainer | undefined;
afterEach(() => trainer?.dispose());

async function training() {
  const parsed = parseDocument(xor);
  const [program] = parsed.ok ? compile(parsed.value.document, catalog).programs : [];
  if (program === undefined) throw new Error('xor does not compile');
  const events: TrainerEvent[] = [];
  let watch: Watch = { landscape: {} };
  const made = new Trainer(
    { ...program, epochs: 1_000_000, callbacks: [] },
    {
      backend: 'webgpu',
      host: browserHost,
      listener: { watches: (id) => watch[id], wants: (id) => watch[id] },
      emit: (event) => void events.push(event),
    },
  );
  trainer = made;
  await made.prepare();
  made.command({ type: 'start' });
  return {
    made,
    events,
    ask: (landscape: LandscapeRequest) => (watch = { landscape }),
    /** What has come of one order. */
    of: (order: number) =>
      events.flatMap((event): readonly LandscapeReading[] =>
        event.type === 'reading' && event.instrument === 'landscape' && event.value.order === order
          ? [event.value]
          : [],
      ),
  };
}

const draw = (order: number, size: number): LandscapeRequest => ({ draw: { order, plane: 'random', seed: 1, size } });

test('is drawn piece by piece while training goes on', { timeout: 120_000, ...THOROUGH }, async () => {
  const { made, events, ask, of } = await training();
  await vi.waitUntil(() => events.some(({ type }) => type === 'epoch'), { timeout: 60_000 });
  // More places than are computed at a time.
  ask(draw(1, 6));
  await vi.waitUntil(() => of(1).at(-1)?.drawn?.share === 1, { timeout: 60_000 });
  const shares = of(1).map(({ drawn }) => drawn?.share ?? Number.NaN);
  expect(shares.length).toBeGreaterThan(1);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  const { drawn } = of(1).at(-1) ?? {};
  expect([...(drawn?.losses ?? [])].every(Number.isFinite)).toBe(true);
  // Training did not wait for it.
  const steps = events.flatMap((event) => (event.type === 'epoch' ? [event.step] : []));
  expect(steps.at(-1)).toBeGreaterThan(drawn?.step ?? Infinity);
  made.command({ type: 'pause' });
  await made.settled();
});

test('ends when nobody asks for it any more, and begins anew with the next order', { timeout: 120_000 }, async () => {
  const { made, ask, of } = await training();
  ask(draw(1, 51));
  await vi.waitUntil(() => of(1).length > 0, { timeout: 60_000 });
  ask({});
  made.command({ type: 'pause' });
  await made.settled();
  const given = of(1).length;
  expect(of(1).at(-1)?.drawn?.share).toBeLessThan(1);
  made.command({ type: 'stepEpoch' });
  await made.settled();
  expect(of(1)).toHaveLength(given);
  ask(draw(2, 5));
  made.look(['landscape']);
  await made.settled();
  expect(of(2).at(-1)?.drawn).toMatchObject({ share: 1, size: 5 });
  expect(of(1)).toHaveLength(given);
});
