import { expect, it, vi } from 'vitest';
import { exampleList } from '../../../src/ui/persistence/example-graphs.ts';
import { find } from '../../../src/ui/shell/command-palette.tsx';
import { viewStore } from '../../../src/ui/stores/view-state.ts';

const found = (query: string) => find(query).map(({ label }) => label);

it('puts commands first whose names begin with what was typed', () => {
  expect(found('compare')[0]).toBe('Compare with a file');
  expect(found('compare')).toContain('Versions of this graph: compare, bring back');
  expect(found(' Duplicate')[0]).toBe('Duplicate the selection');
});

it('finds commands by words in any order, and nodes and examples behind them', () => {
  expect(found('selection duplicate')[0]).toBe('Duplicate the selection');
  expect(found('dropout')).toContain('Add Dropout');
  expect(found('spirals')).toContain('Open example: Two spirals');
  // By the name that the menu shows, and by that of its file.
  expect(found('exclusive')).toContain('Open example: Exclusive or');
  expect(found('xor')).toContain('Open example: Exclusive or');
});

it('lists the exports themselves first, so that Enter exports', () => {
  expect(found('Export')[0]).toBe('Export: Keras (.keras)');
  expect(found('Export').every((label) => label !== 'Export …')).toBe(true);
});

it('says so where an example cannot be loaded', async () => {
  for (const each of exampleList) vi.spyOn(each, 'load').mockRejectedValue(new TypeError('Failed to fetch'));
  find('exclusive')
    .find(({ label }) => label === 'Open example: Exclusive or')
    ?.run();
  await vi.waitFor(() =>
    expect(viewStore.getState().announcement).toMatchObject({
      text: 'Exclusive or could not be loaded. Your graph is as it was.',
      tone: 'warning',
    }),
  );
  vi.restoreAllMocks();
});
