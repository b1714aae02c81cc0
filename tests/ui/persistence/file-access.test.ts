import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  askToWrite,
  hasFileAccess,
  mayWrite,
  pickToOpen,
  pickToSave,
  writeFile,
} from '../../../src/ui/persistence/file-access.ts';

afterEach(() => void vi.unstubAllGlobals());

/** A file on disk, with a browser that allows what it is told. */
function fakeFile({ allowed = true, broken = false } = {}) {
  const file = { text: 'old', lastModified: 1, staged: '', asked: 0 };
  const handle = {
    kind: 'file',
    name: 'mine.json',
    queryPermission: async () => (allowed ? 'granted' : 'prompt'),
    async requestPermission() {
      file.asked++;
      return 'granted';
    },
    getFile: async () => file,
    createWritable: async () => ({
      async write(text: string) {
        if (broken) throw new DOMException('full', 'QuotaExceededError');
        file.staged = text;
      },
      async close() {
        file.text = file.staged;
        file.lastModified++;
      },
      abort: async () => void (file.staged = ''),
    }),
  };
  return { file, handle: handle as unknown as FileSystemFileHandle };
}

describe('files on disk', () => {
  it('are there only where the browser has both windows', () => {
    expect(hasFileAccess()).toBe(false);
    vi.stubGlobal('showOpenFilePicker', async () => []);
    expect(hasFileAccess()).toBe(false);
    vi.stubGlobal('showSaveFilePicker', async () => ({}));
    expect(hasFileAccess()).toBe(true);
  });

  it('are chosen, or not: giving up is no fault, anything else is', async () => {
    const { handle } = fakeFile();
    const save = vi.fn(async () => handle);
    vi.stubGlobal('showSaveFilePicker', save);
    expect(await pickToSave('two.json')).toBe(handle);
    expect(save).toHaveBeenCalledWith(expect.objectContaining({ suggestedName: 'two.json' }));
    vi.stubGlobal('showOpenFilePicker', async () => {
      throw new DOMException('Given up.', 'AbortError');
    });
    expect(await pickToOpen()).toBeUndefined();
    vi.stubGlobal('showOpenFilePicker', async () => {
      throw new DOMException('Not from here.', 'SecurityError');
    });
    await expect(pickToOpen()).rejects.toThrow('Not from here.');
  });

  it('are asked for only where that is needed', async () => {
    const free = fakeFile();
    expect(await askToWrite(free.handle)).toBe(true);
    expect(free.file.asked).toBe(0);
    const guarded = fakeFile({ allowed: false });
    expect(await mayWrite(guarded.handle)).toBe(false);
    expect(await askToWrite(guarded.handle)).toBe(true);
    expect(guarded.file.asked).toBe(1);
  });

  it('are written whole, or stay as they were', async () => {
    const { file, handle } = fakeFile();
    expect(await writeFile(handle, 'new')).toBe(2);
    expect(file.text).toBe('new');
    const broken = fakeFile({ broken: true });
    await expect(writeFile(broken.handle, 'new')).rejects.toThrow('full');
    expect(broken.file).toMatchObject({ text: 'old', staged: '' });
  });
});
