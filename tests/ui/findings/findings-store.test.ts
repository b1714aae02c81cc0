import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { catalog } from '../../../src/catalog/index.ts';
import { compile } from '../../../src/compiler/compile.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { allFindings, createFindings } from '../../../src/ui/findings/findings-store.ts';
import * as look from '../../../src/ui/findings/look.ts';
import { NOTHING_YET } from '../../../src/ui/stores/run-events.ts';
import type { DocumentState, RunState } from '../../../src/ui/stores/types.ts';
import { example, withParams } from '../../support/programs.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const impatient = () => withParams(example('digits'), { stop: { patience: 0 } });

const codesOf = (findings: ReturnType<typeof createFindings>) =>
  allFindings(findings.getState()).map(({ code }) => code);

function stand(document: GraphDocument) {
  const documents = createStore<DocumentState>()(
    () => ({ document, compilation: compile(document, catalog), opened: 0 }) as DocumentState,
  );
  const program = documents.getState().compilation.programs[0]?.id;
  const runs = createStore<RunState>()(
    () =>
      ({
        ...NOTHING_YET,
        state: 'running',
        program,
        run: 'r',
        stale: false,
        data: undefined,
        step: 5000,
        side: [],
      }) as unknown as RunState,
  );
  const findings = createFindings(documents, runs, async () => look);
  const stopped = { reason: 'earlyStopping', detail: '', logs: {} };
  return { documents, runs, codes: () => codesOf(findings), findings, stopped };
}

test('what a run shows appears within half a second, and goes with the run', async () => {
  const { runs, codes, stopped } = stand(impatient());
  runs.setState({ done: stopped });
  expect(codes()).toEqual([]);
  await vi.advanceTimersByTimeAsync(500);
  expect(codes()).toEqual(['stopped-early']);
  runs.setState({ run: 'another', done: undefined });
  await vi.advanceTimersByTimeAsync(500);
  expect(codes()).toEqual([]);
});

test('nothing is found for a graph that has changed, nor for another document', async () => {
  const { documents, runs, codes, stopped } = stand(impatient());
  runs.setState({ done: stopped });
  await vi.advanceTimersByTimeAsync(500);
  documents.setState({ opened: 1 });
  expect(codes()).toEqual([]);
  await vi.advanceTimersByTimeAsync(500);
  expect(codes()).toEqual(['stopped-early']);
  runs.setState({ stale: true });
  await vi.advanceTimersByTimeAsync(500);
  expect(codes()).toEqual([]);
});

test('the same findings are the same object: nothing is drawn again', async () => {
  const { runs, findings, stopped } = stand(impatient());
  runs.setState({ done: stopped });
  await vi.advanceTimersByTimeAsync(500);
  const first = findings.getState();
  runs.setState({ step: 5001 });
  await vi.advanceTimersByTimeAsync(500);
  expect(findings.getState()).toBe(first);
});

test('what stands in the list of the compiler is not said again', async () => {
  const document = example('moons-batch-normalisation');
  const biased = withParams(
    document,
    Object.fromEntries(document.nodes.filter(({ type }) => type === 'Dense').map(({ id }) => [id, { use_bias: true }])),
  );
  const { documents, codes } = stand(biased);
  expect(documents.getState().compilation.diagnostics.map(({ code }) => code)).toContain('bias-before-normalisation');
  await vi.advanceTimersByTimeAsync(500);
  expect(codes()).toEqual([]);
});

test('rules that cannot be loaded find nothing, and may come later', async () => {
  const { documents, runs, stopped } = stand(impatient());
  let there = false;
  const late = createFindings(documents, runs, async () => {
    if (!there) throw new Error('offline');
    return look;
  });
  runs.setState({ done: stopped });
  await vi.advanceTimersByTimeAsync(500);
  expect(late.getState()).toEqual([]);
  there = true;
  runs.setState({ step: 5001 });
  await vi.advanceTimersByTimeAsync(500);
  expect(codesOf(late)).toEqual(['stopped-early']);
});

test('of several programs every run is looked at, the shown one first', async () => {
  const { runs, findings, stopped } = stand(withParams(example('effect-overfitting'), { stop: { patience: 0 } }));
  const broken = { code: 'nonFinite', node: 'loss', step: 5000, message: 'The loss is NaN.', hint: '' } as const;
  const beside = { ...runs.getState(), program: 'stopped', run: 's', done: stopped };
  runs.setState({ program: 'plain', side: [beside] });
  await vi.advanceTimersByTimeAsync(500);
  const seen = () => findings.getState().map(({ program, findings: own }) => [program, own.map(({ code }) => code)]);
  expect(seen()).toEqual([['stopped', ['stopped-early']]]);

  runs.setState({ fault: broken });
  await vi.advanceTimersByTimeAsync(500);
  expect(seen()).toEqual([
    ['plain', ['diverged']],
    ['stopped', ['stopped-early']],
  ]);

  // One that trains the graph as it was before shows nothing of it as it is.
  runs.setState({ side: [{ ...beside, stale: true }] });
  await vi.advanceTimersByTimeAsync(500);
  expect(seen().map(([program]) => program)).toEqual(['plain']);
});
