/* The page's run, a recorder and a keeper, with a storage that lasts longer than they do: each visit is a page. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { catalog } from '../../../src/catalog/index.ts';
import type { Program } from '../../../src/compiler/types.ts';
import { newDocument } from '../../../src/graph/new.ts';
import { EVERY, keepTraining } from '../../../src/ui/persistence/keep-training.ts';
import type { StoredTraining } from '../../../src/ui/persistence/pack-training.ts';
import { createRecorder } from '../../../src/ui/runs/recorder.ts';
import { createRunsStore } from '../../../src/ui/runs/runs-store.ts';
import type { DeskState } from '../../../src/ui/stores/desk.ts';
import { createRun } from '../../../src/ui/stores/run.ts';
import { createViewStore } from '../../../src/ui/stores/view-state.ts';
import { batch, compilation, documents, epoch, fakeSession, prepared, program } from '../stores/fixtures.ts';
import { checkpoint } from './trainings.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const weights: Pick<Program, 'layers'> = {
  layers: [
    {
      id: 'd1',
      weights: [{ key: 'd1/kernel', shape: [3] }],
    } as unknown as Program['layers'][number],
  ],
};
const train = program('train', weights);

/** What lasts. */
function browser() {
  const kept = new Map<string, StoredTraining>();
  const runs = createRunsStore();
  const puts: string[] = [];
  let refuses = false;
  const trainings = {
    get: async (draft: string) => kept.get(draft),
    async put(draft: string, training: StoredTraining) {
      puts.push(draft);
      if (refuses) throw new DOMException('full', 'QuotaExceededError');
      kept.set(draft, training);
    },
    remove: async (draft: string) => void kept.delete(draft),
  };

  const visit = async (
    programs: readonly Program[] = [train],
    place: Partial<Pick<DeskState, 'follows' | 'linked'>> = {},
    imported = false,
  ) => {
    const docs = documents(...programs);
    const view = createViewStore();
    const weightsCame: (() => void)[] = [];
    const page = { imported };
    const beginning = () => (page.imported ? { first: new Map() } : {});
    const run = createRun(docs, view, { beginning });
    const session = fakeSession();
    run.connect(session.create);
    const desk = createStore<DeskState>()(() => ({
      id: 'mine',
      follows: false,
      linked: false,
      file: undefined,
      write: vi.fn(),
      ...place,
    }));
    const recorder = createRecorder({ runs, run: run.store, documents: docs, catalog });
    const keeper = keepTraining({
      runs: run.store,
      documents: docs,
      desk,
      onImported: (then) => void weightsCame.push(then),
      training: run.training,
      recorder,
      trainings,
      announce: view.getState().announce,
      now: () => 0,
    });
    await vi.advanceTimersByTimeAsync(0);
    const state = () => run.store.getState();
    return {
      docs,
      session,
      desk,
      keeper,
      goesOn: keeper.begun,
      state,
      said: () => view.getState().announcement.text,
      come: async () => {
        page.imported = true;
        for (const then of weightsCame) then();
        await vi.advanceTimersByTimeAsync(0);
      },
      /** As the desk and the document do when another graph is opened. */
      async open(id: string, ...next: readonly Program[]) {
        docs.setState({ opened: docs.getState().opened + 1, whole: newDocument(), compilation: compilation(next) });
        desk.setState({ id });
        await vi.advanceTimersByTimeAsync(0);
      },
      begin(backend: 'cpu' | 'webgpu' = 'cpu') {
        state().start();
        session.emit(prepared({ backend }));
        session.emit({ type: 'state', state: 'running' });
      },
      reach(step: number) {
        session.emit(epoch(Math.floor(step / 25), 1 / step));
        session.emit({ type: 'checkpoint', checkpoint: checkpoint(step) });
        session.emit(batch(step));
      },
      /** What the worker says of a run that it was to go on with. */
      resumes(step: number) {
        session.emit({ type: 'state', state: 'preparing' });
        session.emit(prepared({ resumed: { step, epoch: Math.floor(step / 25) } }));
        session.emit({ type: 'state', state: 'paused' });
      },
    };
  };
  return { kept, runs, puts, trainings, visit, refuse: () => void (refuses = true) };
}

const stepOf = (training: StoredTraining | undefined) => training?.programs[0]?.checkpoint?.step;

/** A page in which so many steps were trained and stored. */
async function trained(step = 60) {
  const all = browser();
  const page = await all.visit();
  page.begin();
  page.reach(step);
  page.keeper.flush();
  return { ...all, page };
}

describe('a training under way', () => {
  it('is written every few seconds, with its latest checkpoint and curves, and no oftener', async () => {
    const { visit, kept, puts } = browser();
    const page = await visit();
    page.begin();
    page.reach(25);
    page.reach(50);
    await vi.advanceTimersByTimeAsync(EVERY - 1);
    expect(puts).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(stepOf(kept.get('mine'))).toBe(50);
    expect(kept.get('mine')?.programs[0]).toMatchObject({ backend: 'cpu', batches: [{ step: 25 }, { step: 50 }] });
    page.reach(75);
    page.reach(100);
    await vi.advanceTimersByTimeAsync(EVERY);
    expect(stepOf(kept.get('mine'))).toBe(100);
    await vi.advanceTimersByTimeAsync(5 * EVERY);
    expect(puts).toHaveLength(2);
    // An example that was not changed becomes a graph of this browser.
    expect(page.desk.getState().write).toHaveBeenCalledOnce();
  });

  it('is written at once when the page goes', async () => {
    const { kept } = await trained(60);
    expect(stepOf(kept.get('mine'))).toBe(60);
  });

  it.each([
    ['has finished', (page: Page) => page.session.emit({ type: 'state', state: 'finished' })],
    [
      'has failed',
      (page: Page) => page.session.emit({ type: 'fault', fault: { code: 'internal', message: '', hint: '' } }),
    ],
    [
      'is reset',
      (page: Page) => {
        page.state().reset();
        page.session.emit({ type: 'state', state: 'idle' });
      },
    ],
    [
      'is no longer that of the graph',
      (page: Page) => page.docs.setState({ compilation: compilation([program('train', { batchSize: 8 })]) }),
    ],
    ['cannot go on, for another backend was chosen', (page: Page) => page.state().setBackend('wasm')],
  ])('is kept no longer when it %s', async (_how, end) => {
    const { page, kept } = await trained();
    end(page);
    await vi.advanceTimersByTimeAsync(2 * EVERY);
    expect(kept.size).toBe(0);
  });

  it('is kept again when a change was taken back', async () => {
    const { page, kept } = await trained();
    const before = page.docs.getState().compilation;
    page.docs.setState({ compilation: compilation([]) });
    expect(kept.size).toBe(0);
    page.docs.setState({ compilation: before });
    await vi.advanceTimersByTimeAsync(EVERY);
    expect(stepOf(kept.get('mine'))).toBe(60);
  });

  it.each([{ follows: true }, { linked: true }])('is not kept by a tab that does not lead: %j', async (place) => {
    const { visit, puts, kept } = await trained();
    const before = puts.length;
    const page = await visit([train], place);
    expect(page.session.loads).toEqual([]);
    page.begin();
    page.reach(100);
    page.keeper.flush();
    expect(puts).toHaveLength(before);
    expect(stepOf(kept.get('mine'))).toBe(60);
  });

  it('that storage has no room for goes on, and that is said once', async () => {
    const { visit, refuse } = browser();
    refuse();
    const page = await visit();
    page.begin();
    page.reach(25);
    await vi.advanceTimersByTimeAsync(EVERY);
    expect(page.said()).toContain('cannot keep the training under way: its storage is full.');
    page.state().pause();
    page.session.emit({ type: 'state', state: 'paused' });
    const said = page.said();
    page.reach(50);
    await vi.advanceTimersByTimeAsync(EVERY);
    expect(page.said()).toBe(said);
  });
});

type Page = Awaited<ReturnType<typeof trained>>['page'];

describe('the next visit', () => {
  it('takes it up where it was, starts nothing, and goes on with the same run', async () => {
    const { visit, runs, page } = await trained(60);
    page.session.emit(batch(70));
    const next = await visit();
    expect(await next.goesOn).toBe(true);
    expect(next.said()).toBe('Training was kept up to epoch 2 when this page was closed. Train goes on from there.');
    expect(next.session.loads.map(({ backend }) => backend)).toEqual(['cpu']);
    expect(next.session.kept.get('run1')?.checkpoint?.step).toBe(60);
    expect(next.session.commands).toEqual([]);
    next.resumes(60);
    expect(next.state()).toMatchObject({ state: 'paused', step: 60, epoch: 2, stale: false });
    expect(next.state().batches.map(({ step }) => step)).toEqual([60]);
    next.state().start();
    expect(next.session.commands).toEqual([{ type: 'start' }]);
    expect(next.session.loads).toHaveLength(1);
    next.session.emit({ type: 'state', state: 'running' });
    next.reach(75);
    next.session.emit({ type: 'state', state: 'paused' });
    const { records } = runs.getState();
    expect(records.map(({ name, step }) => [name, step])).toEqual([['Run 1', 75]]);
  });

  it('does not write again what it has taken up, and what comes after it', async () => {
    const { visit, puts, kept } = await trained(60);
    const next = await visit();
    next.resumes(60);
    await vi.advanceTimersByTimeAsync(2 * EVERY);
    expect(puts).toHaveLength(1);
    next.state().start();
    next.session.emit({ type: 'state', state: 'running' });
    next.reach(75);
    await vi.advanceTimersByTimeAsync(EVERY);
    expect(stepOf(kept.get('mine'))).toBe(75);
  });

  it.each([
    ['another graph', [program('train', { ...weights, batchSize: 8 })]],
    ['weights of another size', [program('train')]],
  ])('drops what belongs to %s', async (what, programs) => {
    const { visit, kept } = await trained(60);
    const [training] = kept.values();
    if (what === 'weights of another size' && training !== undefined) {
      const damaged = training.programs.map((each) => ({
        ...each,
        checkpoint: { ...checkpoint(60), weights: new Map([['d1/kernel', new Float32Array(2)]]) },
      }));
      kept.set('mine', { ...training, programs: damaged });
      programs = [train];
    }
    const next = await visit(programs);
    expect(await next.goesOn).toBe(false);
    expect(next.said()).toBe('');
    expect(next.session.loads).toEqual([]);
    await vi.advanceTimersByTimeAsync(EVERY);
    expect(kept.size).toBe(0);
  });

  it('passes over what cannot be read', async () => {
    const { visit, trainings, kept } = await trained(60);
    trainings.get = () => Promise.reject(new Error('version 7'));
    const next = await visit();
    expect(await next.goesOn).toBe(false);
    expect(next.state()).toMatchObject({ state: 'idle', step: 0 });
    // With the first that is heard of the graph.
    await vi.advanceTimersByTimeAsync(EVERY);
    expect(kept.size).toBe(0);
  });

  it('leaves a training alone that was begun before', async () => {
    const { visit, trainings, kept } = await trained(60);
    let answer = () => {};
    const found = kept.get('mine');
    trainings.get = () => new Promise((resolve) => (answer = () => resolve(found)));
    const next = await visit();
    next.begin();
    answer();
    expect(await next.goesOn).toBe(false);
    expect(next.session.loads).toHaveLength(1);
    expect(next.said()).not.toContain('goes on');
    await vi.advanceTimersByTimeAsync(EVERY);
    expect(kept.size).toBe(0);
  });

  it('waits for the weights that the graph came with', async () => {
    const all = browser();
    const page = await all.visit([train], {}, true);
    page.begin();
    page.reach(60);
    page.keeper.flush();
    const next = await all.visit();
    expect(await next.goesOn).toBe(true);
    expect(next.session.loads).toEqual([]);
    await next.come();
    expect(next.session.kept.get('run1')).toMatchObject({ checkpoint: { step: 60 }, options: { first: new Map() } });
  });

  it('waits for data that are still being read', async () => {
    const { visit, kept } = await trained(60);
    const next = await visit([]);
    await vi.advanceTimersByTimeAsync(EVERY);
    expect(kept.size).toBe(1);
    next.docs.setState({ compilation: compilation([train]) });
    await vi.advanceTimersByTimeAsync(0);
    expect(next.session.kept.get('run1')?.checkpoint?.step).toBe(60);
  });

  it('takes another backend where that of before cannot be had', async () => {
    const all = browser();
    const page = await all.visit();
    page.begin('webgpu');
    page.reach(60);
    page.keeper.flush();
    const next = await all.visit();
    next.session.emit({ type: 'fault', fault: { code: 'backend', message: 'No card.', hint: '' } });
    expect(next.session.loads.map(({ backend }) => backend)).toEqual(['webgpu', 'auto']);
    next.resumes(60);
    expect(next.state()).toMatchObject({ state: 'paused', step: 60 });
    expect(all.runs.getState().records).toHaveLength(1);
  });

  it('drops what the worker cannot go on with', async () => {
    const { visit, kept } = await trained(60);
    const next = await visit();
    next.session.emit({ type: 'fault', fault: { code: 'internal', message: 'slot m is missing', hint: '' } });
    expect(next.state()).toMatchObject({ state: 'idle', step: 0 });
    await vi.advanceTimersByTimeAsync(EVERY);
    expect(kept.size).toBe(0);
  });
});

describe('a training over which the page dies', () => {
  beforeEach(() => {
    const settings = new Map<string, string>();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => settings.get(key),
      setItem: (key: string, value: string) => void settings.set(key, value),
    });
  });
  afterEach(() => void vi.unstubAllGlobals());

  it('is tried twice, and then the graph opens without it', async () => {
    const { visit, kept } = await trained(60);
    expect((await visit()).session.loads).toHaveLength(1);
    expect((await visit()).session.loads).toHaveLength(1);
    expect((await visit()).session.loads).toHaveLength(0);
    expect(kept.size).toBe(0);
  });

  it('may be left as often as one likes, and taken up', async () => {
    const { visit } = await trained(60);
    for (let i = 0; i < 3; i++) (await visit()).keeper.flush();
    for (let i = 0; i < 3; i++) (await visit()).resumes(60);
    for (let i = 0; i < 3; i++) await visit([]);
    expect((await visit()).session.loads).toHaveLength(1);
  });
});

describe('another graph in the same tab', () => {
  it('leaves the training with its own, which has it again when it is opened', async () => {
    const { page, kept, puts, runs } = await trained(60);
    page.reach(75);
    await page.open('other', program('train', { batchSize: 8 }));
    expect(stepOf(kept.get('mine'))).toBe(75);
    expect(page.state()).toMatchObject({ state: 'idle', step: 0 });
    await vi.advanceTimersByTimeAsync(2 * EVERY);
    expect(puts).toHaveLength(2);
    await page.open('mine', train);
    expect(page.said()).toBe(
      'Training was kept up to epoch 3 when this graph was last open. Train goes on from there.',
    );
    page.resumes(75);
    expect(page.state()).toMatchObject({ state: 'paused', step: 75 });
    expect(runs.getState().records).toHaveLength(1);
  });
});

describe('programs side by side', () => {
  it('are kept no longer when the shown one is no longer that of the graph', async () => {
    const { visit, kept } = browser();
    const second = program('second', weights);
    const page = await visit([train, second]);
    page.begin();
    page.reach(60);
    page.session.emit({ type: 'checkpoint', checkpoint: checkpoint(40) }, 'beside1');
    page.session.emit(batch(40), 'beside1');
    page.keeper.flush();
    expect(kept.size).toBe(1);
    page.docs.setState({ compilation: compilation([program('train', { batchSize: 8 }), second]) });
    expect(kept.size).toBe(0);
  });

  it('are taken up together, each where it was', async () => {
    const programs = [train, program('second', weights), program('third', weights)];
    const { visit, kept, runs } = browser();
    const page = await visit(programs);
    page.begin();
    page.reach(60);
    page.session.emit({ type: 'checkpoint', checkpoint: checkpoint(40) }, 'beside1');
    page.session.emit(batch(40), 'beside1');
    page.keeper.flush();
    expect(kept.get('mine')?.programs.map((each) => each.checkpoint?.step)).toEqual([60, 40, undefined]);
    const names = runs.getState().records.map(({ name }) => name);
    const next = await visit(programs);
    expect(next.session.beside.map((each) => each.program.id)).toEqual(['second', 'third']);
    expect(next.session.kept.get('beside1')?.checkpoint?.step).toBe(40);
    expect(next.state().side.map(({ state, step }) => [state, step])).toEqual([
      ['preparing', 40],
      ['idle', 0],
    ]);
    next.resumes(60);
    next.state().start();
    expect(next.session.loads).toHaveLength(1);
    expect(next.session.told.map(([run]) => run)).toEqual(['run1', 'beside1', 'beside2']);
    expect(runs.getState().records.map(({ name }) => name)).toEqual(names);
  });
});
