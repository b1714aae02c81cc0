/* Views: what they show, and of which run. */
import { describe, expect, it } from 'vitest';
import { must } from '../../../src/base/invariant.ts';
import { catalog } from '../../../src/catalog/index.ts';
import { attach } from '../../../src/compiler/attach.ts';
import { compile } from '../../../src/compiler/compile.ts';
import type { GraphDocument, GraphEdge, GraphNode } from '../../../src/graph/types.ts';
import { cardWidth } from '../../../src/ui/canvas/cards/card-width.ts';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import { DOCK_TABS } from '../../../src/ui/dock/tabs.tsx';
import { SHOWS } from '../../../src/ui/views/shows.ts';
import { watchedProgram } from '../../../src/ui/views/watched-program.ts';
import { example } from '../../support/programs.ts';

const views = catalog.all.filter((each) => each.role === 'view');
const spirals = example('two-spirals');

const withView = (edges: readonly GraphEdge[], more: readonly GraphNode[] = []): GraphDocument => ({
  ...spirals,
  nodes: [...spirals.nodes, { id: 'seen', type: 'DecisionBoundary', position: [0, 900] }, ...more],
  edges: [...spirals.edges, ...edges],
});

describe('what a view shows', () => {
  it('is on the page for every view of the catalog, and nothing is there that no view asks for', () => {
    expect(views.length).toBeGreaterThan(3);
    expect(views.map(({ shows }) => shows).toSorted()).toEqual([...SHOWS.keys()].toSorted());
  });

  it('stands in a tab of the dock too, and says what is to come while there is nothing', () => {
    for (const { tab, empty } of SHOWS.values()) {
      expect(DOCK_TABS.map(({ id }) => id)).toContain(tab);
      expect(empty).toMatch(/^Train, and .*\.$/);
    }
  });

  it('has a card as wide as its size says', () => {
    const view = must(views[0], 'a view');
    const widths = ['small', 'medium', 'large'].map((size) => cardWidth(view, { ...defaultParams(view), size }));
    expect(widths).toEqual(widths.toSorted((a, b) => a - b));
    expect(new Set(widths).size).toBe(3);
    expect(cardWidth(catalog.get('Dense'), {})).toBe(widths[0]);
  });
});

describe('the run that a view looks at', () => {
  const watched = (document: GraphDocument) => watchedProgram(document, compile(document, catalog), 'seen');
  const wire = { from: 'train.model', to: 'seen.model' };

  it('is the one at the other end of its wire, or the shown one', () => {
    expect(watched(withView([]))).toEqual({ of: 'shown' });
    expect(watched(withView([wire]))).toEqual({ of: 'program', program: 'train' });
  });

  it('is none where that end is bypassed', () => {
    const document = withView([wire]);
    const nodes = document.nodes.map((node) => (node.id === 'train' ? { ...node, muted: true } : node));
    expect(watched({ ...document, nodes })).toEqual({ of: 'none' });
  });

  it('is that of the selected Train node when it is added, or of the only one, however many look at it', () => {
    const added = (document: GraphDocument, anchors: readonly string[] = []) =>
      attach(document, catalog, 'LearningCurves', 'new', anchors).edges.map(({ from }) => from);
    expect(added(spirals)).toEqual(['train.model']);
    expect(added(withView([wire]))).toEqual(['train.model']);
    const two = withView([], [{ id: 'other', type: 'Train', position: [0, 1200] }]);
    expect(added(two)).toEqual([]);
    expect(added(two, ['other'])).toEqual(['other.model']);
  });
});

describe('a view takes no part in the training', () => {
  it.each(views.map(({ type }) => type))('%s', (type) => {
    const document = {
      ...spirals,
      nodes: [
        ...spirals.nodes,
        { id: 'wired', type, position: [0, 900] as const },
        { id: 'loose', type, position: [300, 900] as const },
        { id: 'off', type, position: [600, 900] as const, muted: true },
      ],
      edges: [...spirals.edges, { from: 'train.model', to: 'wired.model' }, { from: 'train.model', to: 'off.model' }],
    };
    const [plain, seen] = [compile(spirals, catalog), compile(document, catalog)];
    expect(seen.programs).toEqual(plain.programs);
    expect(seen.diagnostics).toEqual(plain.diagnostics);
  });
});
