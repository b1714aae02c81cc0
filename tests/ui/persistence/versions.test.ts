/* Versions where this browser stores nothing, as here in Node. How they are kept is in the browser test beside this. */
import { afterEach, expect, it } from 'vitest';
import { serializeDocument } from '../../../src/graph/serialize.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { bringBack } from '../../../src/ui/persistence/versions.ts';
import { deskStore } from '../../../src/ui/stores/desk.ts';
import { documentStore } from '../../../src/ui/stores/document.ts';
import { viewStore } from '../../../src/ui/stores/view-state.ts';

afterEach(() => deskStore.setState({ id: undefined }));

const graph = (name: string): GraphDocument => ({
  format: 'edgewise',
  version: 1,
  name,
  seed: 1,
  nodes: [{ id: 'a', type: 'Note', position: [0, 0] }],
  edges: [],
});

it('says of a graph that made room for a version that it could not be kept', async () => {
  documentStore.getState().open(graph('Now'));
  deskStore.setState({ id: 'draft' });
  const text = serializeDocument(graph('Earlier'));
  await bringBack({ id: 'v', draft: 'draft', name: 'Good', reason: 'Saved by hand', savedAt: 1, text });
  expect(documentStore.getState().whole.name).toBe('Earlier');
  const { text: said, tone } = viewStore.getState().announcement;
  expect(said).toMatch(
    /^“Good” is back\. Undo goes to what was there before, which could not be kept as a version: .*indexedDB is not defined/,
  );
  expect(said).not.toContain('kept as a version too');
  expect(tone).toBe('warning');
});
