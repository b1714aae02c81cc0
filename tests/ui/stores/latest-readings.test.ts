import { expect, it } from 'vitest';
import { HISTORY_BYTES, MAX_HISTORY, readingsUntil, withReading } from '../../../src/ui/stores/latest-readings.ts';
import { wires } from './fixtures.ts';

const arrival = { run: 'run1', program: 'train', at: 7 };
const nothing: ReturnType<typeof withReading> = { readings: {}, history: {} };
/** An instrument that nothing on the page has heard of. */
const unheard = (step: number) => ({ ...wires(step), instrument: 'seismograph', value: step }) as never;
const loose = (kept: object) => kept as Record<string, unknown>;

it('a reading of any instrument is kept by its id, with where and when it came in', () => {
  const kept = withReading(withReading(nothing, wires(3), arrival), unheard(4), arrival);
  expect(kept.readings.wires).toMatchObject({ ...arrival, step: 3, epoch: 0, value: { loss: 1 } });
  expect(loose(kept.readings)['seismograph']).toEqual({ ...arrival, step: 4, epoch: 0, value: 4 });
  expect(loose(kept.history)['seismograph']).toHaveLength(1);
});

it('the record of a run ends with the next', () => {
  const first = withReading(nothing, wires(3), arrival);
  const second = withReading(first, wires(0), { ...arrival, run: 'run2' });
  expect(second.history.wires?.map(({ run }) => run)).toEqual(['run2']);
});

it('going back to a step forgets what came after it', () => {
  const events = [wires(10), unheard(15), wires(20), wires(30)];
  const kept = events.reduce((before, event) => withReading(before, event, arrival), nothing);
  const back = readingsUntil(kept, 20);
  expect(back.history.wires?.map(({ step }) => step)).toEqual([10, 20]);
  expect(back.readings.wires?.step).toBe(20);
  expect(readingsUntil(kept, 12).readings).toEqual({ wires: kept.history.wires?.[0] });
});

it('of pictures of the moment only the latest is kept', () => {
  const moment = (step: number) => ({ ...wires(step), momentary: true }) as never;
  const kept = [moment(1), moment(2)].reduce((before, event) => withReading(before, event, arrival), nothing);
  expect(kept.readings.wires?.step).toBe(2);
  expect(kept.history).toEqual({});
});

it('however many and however large readings are, the record of an instrument stays within its bounds', () => {
  const large = (step: number, bytes: number) =>
    ({ ...wires(step), instrument: 'seismograph', value: { picture: new Float32Array(bytes / 4) } }) as never;
  const record = (bytes: (step: number) => number) => {
    let kept = nothing;
    for (let step = 0; step < 500; step++) kept = withReading(kept, large(step, bytes(step)), arrival);
    return loose(kept.history)['seismograph'] as { step: number; value: { picture: Float32Array } }[];
  };
  const small = record(() => 400);
  expect(small).toHaveLength(MAX_HISTORY);
  // First and latest stay, and what is left lies evenly over the run.
  expect([small[0]?.step, small.at(-1)?.step]).toEqual([0, 499]);
  const big = record(() => 1_000_000);
  expect(big.reduce((sum, { value }) => sum + value.picture.byteLength, 0)).toBeLessThanOrEqual(HISTORY_BYTES);
  expect(big.length).toBeGreaterThan(5);
  // A picture that becomes finer during the run.
  expect(record((step) => (step < 400 ? 400 : 2_000_000)).length).toBeLessThanOrEqual(4);
});
