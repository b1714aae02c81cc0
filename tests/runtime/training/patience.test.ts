import { expect, test } from 'vitest';
import type { TrainerEvent } from '../../../src/protocol/events.ts';
import { Patience } from '../../../src/runtime/training/patience.ts';

function stand() {
  let time = 0;
  const told: number[] = [];
  const emit = (event: TrainerEvent) => {
    if (event.type === 'patience') told.push(event.milliseconds);
  };
  return { patience: new Patience(emit, () => time), told, pass: (ms: number) => (time += ms) };
}

test('long for what nobody has timed, two seconds after the first breath', () => {
  const { patience, told } = stand();
  patience.long();
  patience.observe(15);
  expect(told).toEqual([60_000, 2000]);
});

test('slow steps are not taken for a hang', () => {
  const { patience, told } = stand();
  patience.long();
  patience.observe(3100);
  patience.observe(40);
  expect(told).toEqual([60_000, 13_000]);
});

test('what was slow once, as the first step is that compiles, is forgotten', () => {
  const { patience, told, pass } = stand();
  patience.observe(3100);
  for (let second = 0; second < 50; second++) {
    pass(1000);
    patience.observe(20);
  }
  expect(told).toEqual([13_000, 2000]);
});

test('what is slow again and again stays known', () => {
  const { patience, told, pass } = stand();
  for (let second = 0; second < 120; second++) {
    pass(1000);
    patience.observe(second % 15 === 0 ? 3100 : 20);
  }
  expect(told).toEqual([13_000]);
});
