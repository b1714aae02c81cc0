import { beforeEach, expect, test } from 'vitest';
import {
  advance,
  chooseLandscape,
  dragStart,
  pause,
  play,
  playgroundStore,
  setRacing,
  showStep,
  startRace,
  STEPS,
} from '../../../../src/ui/dock/playground/playground-store.ts';

const state = () => playgroundStore.getState();

beforeEach(() => playgroundStore.setState(playgroundStore.getInitialState(), true));

test('a chosen start plays from its first step to its end, and rests there', () => {
  startRace([2, 0], false);
  expect(state()).toMatchObject({ start: [2, 0], step: 0, playing: true });
  advance(10.5);
  expect(state()).toMatchObject({ step: 10.5, playing: true });
  advance(STEPS);
  expect(state()).toMatchObject({ step: STEPS, playing: false });
  advance(10);
  expect(state().step).toBe(STEPS);
});

test('with less motion a race is drawn at once', () => {
  startRace([2, 0], true);
  expect(state()).toMatchObject({ step: STEPS, playing: false });
});

test('while the start is dragged whole ways are shown', () => {
  startRace([2, 0], false);
  dragStart([2.1, 0]);
  expect(state()).toMatchObject({ start: [2.1, 0], step: STEPS, playing: false });
});

test('scrubbing stops the play; playing goes on from there, and from the start at the end', () => {
  startRace([2, 0], false);
  showStep(40);
  expect(state()).toMatchObject({ step: 40, playing: false });
  play();
  advance(2);
  pause();
  expect(state()).toMatchObject({ step: 42, playing: false });
  showStep(STEPS + 5);
  expect(state().step).toBe(STEPS);
  play();
  expect(state()).toMatchObject({ step: 0, playing: true });
});

test('another landscape brings its own start', () => {
  chooseLandscape('saddle');
  expect(state().start).toEqual([1, 0.001]);
  expect(state().landscape.name).toBe('Saddle');
});

test('racers come and go one by one', () => {
  setRacing('Lion', true);
  setRacing('SGD', false);
  expect(state().racing.has('Lion')).toBe(true);
  expect(state().racing.has('SGD')).toBe(false);
  expect(state().racing.has('Adam')).toBe(true);
});
