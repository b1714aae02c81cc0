import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { catalog } from '../../../src/catalog/index.ts';
import { compile } from '../../../src/compiler/compile.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { createFindings } from '../../../src/ui/findings/findings-store.ts';
import { NOTHING_YET } from '../../../src/ui/stores/run-events.ts';
import type { DocumentState, RunState } from '../../../src/ui/stores/types.ts';
import { example, withParams } from '../../support/programs.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const impatient = () => withParams(example('digits'), { stop: { patience: 0 } });

function stand(document: GraphDocument) {
  const documents = createStore<DocumentState>()(
    () => ({ document, compilation: compile(document, catalog), opened: 0 }) as DocumentState,
  );
  const program = documents.getState().compilation.programs[0]?.id;
  const runs = createStore<RunState>()(
    () =>
      ({ ...NOTHING_YET, state: 'running', program, run: 'r', stale: false, data: undefined }) as unknown as RunState,
  );
  const findings = createFindings(documents, runs);
  const stopped = { reason: 'earlyStopping', detail: '', logs: {} };
  return { documents, runs, codes: () => findings.getState().map(({ code }) => code), findings, stopped };
}

test('what a run shows appears within half a second, and goes with the run', () => {
  const { runs, codes, stopped } = stand(impatient());
  runs.setState({ done: stopped });
  expect(codes()).toEqual([]);
  vi.advanceTimersByTime(500);
  expect(codes()).toEqual(['stopped-early']);
  runs.setState({ done: undefined });
  vi.advanceTimersByTime(500);
  expect(codes()).toEqual([]);
});

test('nothing is found for a graph that has changed, nor for another document', () => {
  const { documents, runs, codes, stopped } = stand(impatient());
  runs.setState({ done: stopped });
  vi.advanceTimersByTime(500);
  documents.setState({ opened: 1 });
  expect(codes()).toEqual([]);
  vi.advanceTimersByTime(500);
  expect(codes()).toEqual(['stopped-early']);
  runs.setState({ stale: true });
  vi.advanceTimersByTime(500);
  expect(codes()).toEqual([]);
});

test('the same findings are the same object: nothing is drawn again', () => {
  const { runs, findings, stopped } = stand(impatient());
  runs.setState({ done: stopped });
  vi.advanceTimersByTime(500);
  const first = findings.getState();
  runs.setState({ step: 7 });
  vi.advanceTimersByTime(500);
  expect(findings.getState()).toBe(first);
});
