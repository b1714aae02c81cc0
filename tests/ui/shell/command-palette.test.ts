import { expect, it } from 'vitest';
import { find } from '../../../src/ui/shell/command-palette.tsx';

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
