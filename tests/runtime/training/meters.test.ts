import { describe, expect, test } from 'vitest';
import type { ReadingEvent } from '../../../src/protocol/instruments.ts';
import type { Instrument } from '../../../src/runtime/instruments/instrument.ts';
import { Meters } from '../../../src/runtime/training/meters.ts';
import type { Listener } from '../../../src/runtime/training/meters.ts';
import type { Run } from '../../../src/runtime/training/run.ts';

interface Options {
  /** Milliseconds a reading takes, the first one included. */
  readonly cost?: number;
  readonly listener?: Partial<Listener>;
  readonly momentary?: true;
  readonly prompt?: true;
}

function stand({ cost = 5, listener = {}, momentary, prompt }: Options = {}) {
  let time = 0;
  const log: string[] = [];
  const told: ReadingEvent[] = [];
  const instrument: Instrument<'wires'> = {
    id: 'wires',
    example: true,
    share: 0.1,
    every: 400,
    ...(momentary && { momentary }),
    ...(prompt && { prompt }),
    open() {
      log.push('open');
      return {
        async reduce() {
          time += cost;
          return { tensors: {}, weights: {}, loss: 1, learningRate: 0.1 };
        },
        rehearse: () => void log.push('rehearse'),
        close: () => void log.push('close'),
      };
    },
  };
  const meters = new Meters(
    [instrument],
    { watches: () => true as never, wants: () => true as never, ...listener },
    (event) => told.push(event),
    () => time,
  );
  return { meters, told, log, pass: (ms: number) => (time += ms) };
}

const at = (step: number) => ({ step, epoch: 2 }) as Run;

describe('meters', () => {
  test('of several that are due, the one of the lowest rank is read first, and those without one last', async () => {
    const read: string[] = [];
    const named = (id: string, rank?: number) =>
      ({
        id,
        ...(rank === undefined ? {} : { rank }),
        share: 0.1,
        every: 400,
        open: () => ({ reduce: async () => void read.push(id), rehearse() {}, close() {} }),
      }) as unknown as Instrument<'wires'>;
    const meters = new Meters(
      [named('z'), named('second', 20), named('a'), named('first', 3)],
      { watches: () => true as never, wants: () => true as never },
      () => undefined,
      () => 0,
    );
    await meters.measureAll(at(1));
    expect(read).toEqual(['first', 'second', 'a', 'z']);
  });

  test('where many are looked at, all together still take the same part of the time', async () => {
    let time = 0;
    const dear = (id: string) =>
      ({
        id,
        share: 0.1,
        every: 10,
        open: () => ({ reduce: async () => void (time += 5), rehearse() {}, close() {} }),
      }) as unknown as Instrument<'wires'>;
    const spent = async (ids: readonly string[]) => {
      let trained = 0;
      const run = at(1);
      const meters = new Meters(
        ids.map(dear),
        { watches: () => true as never, wants: () => true as never },
        () => undefined,
        () => time,
      );
      const start = time;
      for (let slice = 0; slice < 4000; slice++) {
        trained += 2;
        time += 2;
        await meters.measureDue(run);
      }
      return 1 - trained / (time - start);
    };
    // A fiftieth less than the tenth, for what is not charged: first readings.
    expect(await spent(['a'])).toBeCloseTo(0.08, 2);
    expect(await spent(['a', 'b', 'c', 'd'])).toBeCloseTo(0.08, 2);
  });

  test('a picture of the moment says so', async () => {
    const { meters, told } = stand({ momentary: true });
    await meters.measureDue(at(7));
    expect(told).toMatchObject([{ momentary: true }]);
  });

  test('a reading tells its instrument and the place in training', async () => {
    const { meters, told } = stand();
    await meters.measureDue(at(7));
    expect(told).toMatchObject([{ type: 'reading', instrument: 'wires', step: 7, epoch: 2, value: { loss: 1 } }]);
  });

  test.each([
    // In 12 s of training, and what was spent on reading.
    [{ prompt: true }, 'one and a half seconds', 10, 16],
    [{}, 'six seconds', 2, 4],
  ] as const)(
    'while training runs, a dear instrument still reads: %j at least every %s',
    async (more, _every, least, most) => {
      const { meters, told, pass } = stand({ cost: 600, ...more });
      const run = at(1);
      meters.begin();
      for (let slice = 0; slice < 1000; slice++) {
        pass(12);
        await meters.measureDue(run);
      }
      expect(told.length).toBeGreaterThanOrEqual(least);
      expect(told.length).toBeLessThanOrEqual(most);
    },
  );

  test('a cheap one reads more than twice a second', async () => {
    const { meters, told, pass } = stand({ cost: 5 });
    const run = at(1);
    for (let slice = 0; slice < 500; slice++) {
      pass(12);
      await meters.measureDue(run);
    }
    expect(told.length).toBeGreaterThanOrEqual(13);
    expect(told.length).toBeLessThanOrEqual(17);
  });

  test('at rest what comes in parts is gone on with, until it is whole or something else is wanted', async () => {
    let parts = 0;
    const inParts = {
      id: 'wires',
      example: true,
      share: 0.1,
      every: 400,
      open: () => ({ reduce: async () => void parts++, unfinished: () => parts < 5, rehearse() {}, close() {} }),
    } as unknown as Instrument<'wires'>;
    const meters = new Meters(
      [inParts],
      { watches: () => true as never, wants: () => true as never },
      () => undefined,
      () => 0,
    );
    await meters.measureDue(at(1));
    expect(parts).toBe(1);
    await meters.measureAll(at(1), { wanted: () => parts === 3 });
    expect(parts).toBe(3);
    await meters.measureAll(at(1));
    expect(parts).toBe(5);
  });

  test('nothing is measured while nobody looks or the last reading is still being drawn', async () => {
    const unwatched = stand({ listener: { watches: () => undefined, wants: () => undefined } });
    await unwatched.meters.measureAll(at(1));
    expect(unwatched.log).toEqual([]);
    const busy = stand({ listener: { wants: () => undefined } });
    await busy.meters.measureDue(at(1));
    expect(busy.told).toEqual([]);
    // When training rests, the last figures go out all the same.
    await busy.meters.measureAll(at(1));
    expect(busy.told).toHaveLength(1);
  });

  test('going on makes everything due at once', async () => {
    const { meters, told } = stand({ cost: 500 });
    const run = at(1);
    await meters.measureDue(run);
    await meters.measureDue(run);
    await meters.measureDue(run);
    const before = told.length;
    meters.begin();
    await meters.measureDue(run);
    expect(told.length).toBe(before + 1);
  });

  test('what an instrument keeps is freed with the run, and never touched on a lost device', async () => {
    const { meters, log } = stand();
    const first = at(1);
    await meters.measureAll(first);
    await meters.measureAll(first);
    await meters.measureAll(at(2));
    expect(log).toEqual(['open', 'close', 'open']);
    meters.close(true);
    expect(log).toEqual(['open', 'close', 'open']);
    await meters.measureAll(first);
    meters.close();
    expect(log).toEqual(['open', 'close', 'open', 'open', 'close']);
  });

  test('a rehearsal opens instruments only for itself', () => {
    const { meters, log } = stand();
    meters.rehearse(at(1));
    expect(log).toEqual(['open', 'rehearse', 'close']);
  });

  test('what only keeps something along the way takes no part of the time from the others', async () => {
    let time = 0;
    const read: string[] = [];
    const dear = (id: string, more: object = {}) =>
      ({
        id,
        share: 0.08,
        every: 10,
        open: () => ({ reduce: async () => ((time += 20), void read.push(id)), rehearse() {}, close() {} }),
        ...more,
      }) as unknown as Instrument<'wires'>;
    const readings = async (request: unknown) => {
      time = 0;
      read.length = 0;
      const meters = new Meters(
        [dear('a'), dear('keeps', { share: 0.8, rests: (asked: unknown) => asked === 'nothing' })],
        {
          watches: (id) => (id === ('keeps' as never) ? (request as never) : (true as never)),
          wants: (id) => (id === ('keeps' as never) ? undefined : (true as never)),
        },
        () => undefined,
        () => time,
      );
      const run = at(1);
      while (time < 30_000) {
        time += 10;
        await meters.measureDue(run);
      }
      return read.length;
    };
    expect(await readings('nothing')).toBeGreaterThan(3 * (await readings('something')));
  });

  test('many instruments together keep within a tenth of the time, each with its part of it', async () => {
    let time = 0;
    const read: string[] = [];
    const dear = (id: string, share: number) =>
      ({
        id,
        share,
        every: 10,
        open: () => ({ reduce: async () => ((time += 20), void read.push(id)), rehearse() {}, close() {} }),
      }) as unknown as Instrument<'wires'>;
    const meters = new Meters(
      [dear('a', 0.08), dear('b', 0.08), dear('c', 0.04), dear('unwatched', 0.5)],
      { watches: (id) => (id === ('unwatched' as never) ? undefined : (true as never)), wants: () => true as never },
      () => undefined,
      () => time,
    );
    const run = at(1);
    await meters.measureDue(run);
    meters.begin();
    await meters.measureDue(run);
    const start = time;
    read.length = 0;
    // No one and a half seconds pass between two readings of one instrument, so only the shares hold.
    while (time - start < 30_000) {
      time += 10;
      await meters.measureDue(run);
    }
    const spent = (20 * read.length) / (time - start);
    expect(spent).toBeLessThan(0.1);
    expect(spent).toBeGreaterThan(0.06);
    expect(meters.share).toBeCloseTo(spent, 1);
    const count = (id: string) => read.filter((each) => each === id).length;
    expect(count('a') / count('c')).toBeCloseTo(2, 0);
  });

  test('what readings cost is known, the first of each left out, and forgotten when training goes on', async () => {
    const { meters, pass } = stand({ cost: 40 });
    const run = at(1);
    meters.begin();
    await meters.measureDue(run);
    expect(meters.share).toBe(0);
    pass(760);
    await meters.measureDue(run);
    // 40 of 840 ms.
    expect(meters.share).toBeCloseTo(40 / 840, 6);
    pass(6000);
    expect(meters.share).toBe(0);
    meters.begin();
    expect(meters.share).toBe(0);
  });

  test('while training rests, what fits into the rest is read although it is not due', async () => {
    const { meters, told, pass } = stand({ cost: 20 });
    const run = at(1);
    const rest = async (ms: number) => {
      await meters.measureDue(run, told.length * 20 + passed + ms);
    };
    let passed = 0;
    const wait = (ms: number) => void ((passed += ms), pass(ms));
    await rest(100);
    wait(400);
    await rest(100);
    expect(told).toHaveLength(2);
    wait(50);
    await rest(10);
    expect(told).toHaveLength(2);
    await rest(100);
    expect(told).toHaveLength(3);
  });
});
