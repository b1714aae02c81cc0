/* Copying, cutting and pasting without their keys, as from a menu; no canvas is mounted, so nothing has to move. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { copyNodes, cutNodes, pasteClipboard } from '../../../src/ui/canvas/copy-paste.ts';
import { documentStore } from '../../../src/ui/stores/document.ts';
import { viewStore } from '../../../src/ui/stores/view-state.ts';
import { graph } from './graph.ts';

let held = '';
let allowed = true;
const denied = () => Promise.reject(new DOMException('no', 'NotAllowedError'));

beforeEach(() => {
  [held, allowed] = ['', true];
  vi.stubGlobal('document', { querySelector: () => null, activeElement: null });
  vi.stubGlobal('window', { matchMedia: () => ({ matches: true }) });
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  vi.stubGlobal('requestAnimationFrame', () => 0);
  vi.stubGlobal('navigator', {
    clipboard: {
      writeText: (text: string) => (allowed ? Promise.resolve(void (held = text)) : denied()),
      readText: () => (allowed ? Promise.resolve(held) : denied()),
    },
  });
  documentStore.begin(graph);
});
afterEach(() => void vi.unstubAllGlobals());

const ids = () => documentStore.getState().document.nodes.map(({ id }) => id);
const said = () => viewStore.getState().announcement.text;

test('what is copied is pasted beside its original, with its wires, and is selected', async () => {
  await copyNodes(['d1', 'out']);
  expect(said()).toBe('Copied 2 nodes.');
  expect(held).toContain('"d1"');
  await pasteClipboard();
  expect(ids()).toHaveLength(graph.nodes.length + 2);
  const copies = viewStore.getState().selectedNodes;
  expect(copies).toHaveLength(2);
  expect(documentStore.getState().document.edges).toHaveLength(graph.edges.length + 1);
  documentStore.getState().undo();
  expect(documentStore.getState().document).toEqual(graph);
});

test('what is cut goes, and comes back from the clipboard at the place that is meant', async () => {
  await cutNodes(['he']);
  expect(ids()).not.toContain('he');
  await pasteClipboard({ x: 100, y: 900 });
  const [back] = viewStore.getState().selectedNodes;
  expect(documentStore.getState().document.nodes.find(({ id }) => id === back)).toMatchObject({
    type: 'HeNormal',
    position: [100, 900],
  });
});

test('where the browser does not allow it, nothing is changed and the key is named', async () => {
  allowed = false;
  await cutNodes(['he']);
  expect(said()).toContain('Ctrl+C');
  await pasteClipboard();
  expect(said()).toContain('Ctrl+V');
  await cutNodes([]);
  expect(said()).toBe('Select a node first.');
  expect(documentStore.getState().document).toEqual(graph);
});
