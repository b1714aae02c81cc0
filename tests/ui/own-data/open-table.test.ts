import { expect, it } from 'vitest';
import { importStore, openTableText } from '../../../src/ui/own-data/open-table.ts';

it('tells two tables of one name apart, so that the second is not read as the first', () => {
  openTableText('a,b\n1,2', {});
  const first = importStore.getState().request;
  openTableText('c,d\n3,4', {});
  const second = importStore.getState().request;
  expect(second?.name).toBe(first?.name);
  expect(second?.id).not.toBe(first?.id);
  importStore.setState({ request: undefined });
});
