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

test('long while preparing, short once a processor computes', () => {
  const { patience, told } = stand();
  patience.long();
  patience.settle('wasm');
  patience.observe(15);
  expect(told).toEqual([60_000, 2000]);
});

test('a graphics card gets time to compile what comes later', () => {
  const { patience, told, pass } = stand();
  patience.settle('webgpu');
  patience.observe(900);
  pass(20_001);
  patience.observe(30);
  expect(told).toEqual([20_000, 4000]);
});

test('slow steps are not taken for a hang', () => {
  const { patience, told } = stand();
  patience.settle('cpu');
  patience.observe(3100);
  patience.observe(40);
  expect(told).toEqual([2000, 13_000]);
});
