import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PACES, paceIndex, paceText, paceWords, readPace, shownPace, writePace } from '../../../src/ui/stores/pace.ts';
import { createRun } from '../../../src/ui/stores/run.ts';
import { createViewStore } from '../../../src/ui/stores/view-state.ts';
import { documents, fakeSession, prepared, program } from './fixtures.ts';

const SLOW = { unit: 'step', perSecond: 1 } as const;
const USUAL = { unit: 'epoch', perSecond: 10 } as const;

describe('the paces', () => {
  it('go from one step a second to full speed, each with its own words', () => {
    expect(PACES[0]).toEqual(SLOW);
    expect(PACES.at(-1)).toBe('full');
    expect(new Set(PACES.map(paceText)).size).toBe(PACES.length);
    expect(PACES.map(paceIndex)).toEqual(PACES.map((_, i) => i));
    expect([SLOW, USUAL, 'full' as const].map(paceWords)).toEqual([
      '1 step a second',
      '10 epochs a second',
      'as fast as it goes',
    ]);
  });

  describe('are remembered by the browser', () => {
    const kept = new Map<string, string>();
    beforeEach(() => {
      kept.clear();
      vi.stubGlobal('localStorage', {
        getItem: (key: string) => kept.get(key) ?? null,
        setItem: (key: string, value: string) => void kept.set(key, value),
      });
    });
    afterEach(() => void vi.unstubAllGlobals());

    it('each of them; at first ten epochs a second, and so where the setting is not understood', () => {
      expect(readPace()).toEqual(USUAL);
      for (const pace of PACES) {
        writePace(pace);
        expect(readPace()).toEqual(pace);
      }
      for (const key of kept.keys()) kept.set(key, 'warp 9');
      expect(readPace()).toEqual(USUAL);
    });
  });
});

describe('the pace of a run', () => {
  function setUp() {
    const keepPace = vi.fn();
    const run = createRun(documents(program('train')), createViewStore(), { pace: USUAL, keepPace });
    const session = fakeSession();
    run.connect(session.create);
    const running = () => {
      session.emit(prepared());
      session.emit({ type: 'state', state: 'running' });
    };
    return { run, session, keepPace, running, state: () => run.store.getState() };
  }
  const paces = ({ session }: ReturnType<typeof setUp>) =>
    session.commands.flatMap((command) => (command.type === 'setPace' ? [command.pace] : []));

  it('is told before it starts', () => {
    const page = setUp();
    page.state().start();
    expect(page.session.commands).toEqual([{ type: 'setPace', pace: USUAL }, { type: 'start' }]);
  });

  it('changes while it runs, and is kept', () => {
    const page = setUp();
    page.state().start();
    page.running();
    page.state().setPace(SLOW);
    expect(paces(page)).toEqual([USUAL, SLOW]);
    expect(page.keepPace.mock.calls).toEqual([[SLOW]]);
  });

  it('can be left aside for one training, before or while it runs', () => {
    const page = setUp();
    page.state().start({ hurried: true });
    expect(paces(page)).toEqual([]);
    expect(shownPace(page.state())).toBe('full');
    page.running();
    page.session.emit({ type: 'state', state: 'finished' });
    page.state().start();
    expect(paces(page).at(-1)).toEqual(USUAL);
    page.running();
    page.state().start({ hurried: true });
    expect(paces(page).at(-1)).toBe('full');
    expect(page.session.commands.filter(({ type }) => type === 'start')).toHaveLength(2);
    expect(page.keepPace).not.toHaveBeenCalled();
  });

  it('holds again when it is chosen during a hurried training', () => {
    const page = setUp();
    page.state().start({ hurried: true });
    page.running();
    page.state().setPace(USUAL);
    expect(shownPace(page.state())).toEqual(USUAL);
    expect(paces(page).at(-1)).toEqual(USUAL);
  });
});
