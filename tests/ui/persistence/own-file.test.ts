import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newDocument } from '../../../src/graph/new.ts';
import { save, saveAs } from '../../../src/ui/persistence/own-file.ts';
import { shellStore } from '../../../src/ui/shell/shell-store.ts';
import { deskStore } from '../../../src/ui/stores/desk.ts';
import { documentStore } from '../../../src/ui/stores/document.ts';
import { viewStore } from '../../../src/ui/stores/view-state.ts';

beforeEach(() => documentStore.getState().open(newDocument('Mine')));
afterEach(() => {
  vi.unstubAllGlobals();
  deskStore.setState({ file: undefined });
});

/** A file on a disk that answers when it is told to. */
function slowFile() {
  const file = { written: '', lastModified: 1, text: async () => file.written };
  let answers = Promise.resolve();
  let allowed = true;
  let answer = () => {};
  const handle = {
    name: 'mine.json',
    queryPermission: async () => (allowed ? 'granted' : 'denied'),
    requestPermission: async () => 'denied',
    async getFile() {
      await answers;
      return file;
    },
    createWritable: async () => ({
      write: async (text: string) => void (file.written = text),
      close: async () => void file.lastModified++,
    }),
  };
  vi.stubGlobal('showOpenFilePicker', async () => [handle]);
  vi.stubGlobal('showSaveFilePicker', async () => handle);
  return {
    file,
    wait: () => void (answers = new Promise((resolve) => (answer = resolve))),
    answer: () => answer(),
    deny: () => void (allowed = false),
  };
}

/** What follows the page does when another graph is opened: that one has no file. */
function openOther(): void {
  documentStore.getState().open(newDocument('Other'));
  deskStore.setState({ file: undefined });
}

const name = (text: string): unknown => JSON.parse(text).name;

describe('a graph that another one is opened over while it is saved', () => {
  it('is what is written, and the other one does not get its file', async () => {
    const disk = slowFile();
    await saveAs();
    expect(deskStore.getState().file).toEqual({ name: 'mine.json', differs: false });
    documentStore.getState().dispatch({ type: 'setDocument', fields: { name: 'Mine too' } });
    disk.wait();
    const saving = save();
    openOther();
    disk.answer();
    await saving;
    expect(name(disk.file.written)).toBe('Mine too');
    expect(deskStore.getState().file).toBeUndefined();
  });

  it('is written as it was where it is asked for a file', async () => {
    const disk = slowFile();
    const saving = saveAs();
    openOther();
    await saving;
    expect(name(disk.file.written)).toBe('Mine');
    expect(deskStore.getState().file).toBeUndefined();
  });

  it('is told of in a message, not with buttons that would write the other one', async () => {
    const disk = slowFile();
    await saveAs();
    const told = async () => {
      const saving = save();
      openOther();
      await saving;
      expect(shellStore.getState().banners).toEqual([]);
      return viewStore.getState().announcement.text;
    };
    disk.file.written = 'changed elsewhere';
    disk.file.lastModified++;
    expect(await told()).toBe('mine.json was not written: another program has changed it since you opened it.');
    disk.deny();
    expect(await told()).toBe('mine.json was not written: the browser does not allow it.');
  });
});
