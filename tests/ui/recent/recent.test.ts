/* The graphs of a browser that stores nothing, as here in Node. */
import { expect, it } from 'vitest';
import { removeRecent } from '../../../src/ui/recent/recent.ts';
import { viewStore } from '../../../src/ui/stores/view-state.ts';

it('says that a graph could not be removed', async () => {
  expect(await removeRecent({ id: 'other', name: 'Two spirals' })).toBe(false);
  expect(viewStore.getState().announcement).toMatchObject({
    text: expect.stringMatching(/^Two spirals could not be removed: .*indexedDB is not defined/),
    tone: 'warning',
  });
});
