import { expect, test } from 'vitest';
import { makeAsset } from '../../../../src/assets/asset.ts';
import { writeInfo } from '../../../../src/assets/info.ts';
import { newDocument } from '../../../../src/graph/new.ts';
import { imageTable } from '../../../../src/interop/images/image-table.ts';
import { filesOfDrop } from '../../../../src/ui/own-data/images/folder-files.ts';
import { folderStore, openFolder } from '../../../../src/ui/own-data/images/open-folder.ts';
import { objection, sentence, skippedInWords } from '../../../../src/ui/own-data/images/folder-words.ts';
import { documentStore } from '../../../../src/ui/stores/document.ts';

/** What a browser hands over for a dropped folder. */
function folder(path: string, children: readonly object[]): object {
  // A reader tells some at a time, and none at the end.
  const readEntries = () => {
    const parts = [children.slice(0, 1), children.slice(1), []];
    return (tell: (some: readonly object[]) => void) => tell(parts.shift() ?? []);
  };
  return { isDirectory: true, isFile: false, fullPath: path, createReader: () => ({ readEntries: readEntries() }) };
}
const fileAt = (path: string) => ({
  isDirectory: false,
  isFile: true,
  fullPath: path,
  file: (tell: (file: File) => void) => tell(new File(['abc'], path.split('/').at(-1) ?? '')),
});
const dropped = (...entries: object[]) =>
  ({ items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })) }) as unknown as DataTransfer;

test('a dropped folder is walked through, files alone are not its business', async () => {
  const cats = folder(
    '/animals/cat',
    ['1', '2', '3'].map((name) => fileAt(`/animals/cat/${name}.png`)),
  );
  const found = await filesOfDrop(dropped(folder('/animals', [fileAt('/animals/read.me'), cats])));
  expect(found?.map(({ path, size }) => [path, size])).toEqual([
    ['animals/read.me', 3],
    ['animals/cat/1.png', 3],
    ['animals/cat/2.png', 3],
    ['animals/cat/3.png', 3],
  ]);
  expect(filesOfDrop(dropped(fileAt('/graph.json')))).toBeUndefined();
  expect(filesOfDrop(null)).toBeUndefined();
});

test('what is found is said, and what keeps it from being learned', () => {
  expect(sentence([30, 0, 12], [28, 28, 1])).toBe('42 images in 2 classes, 28×28×1 each.');
  expect(objection(['a', 'b'], [30, 12])).toBeUndefined();
  expect(objection(['a', 'b'], [0, 0])).toContain('no image');
  expect(objection(['a', 'b'], [0, 20])).toContain('All images lie in one folder, “b”');
  expect(objection(['a', 'b'], [1, 2])).toContain('only 3 images');
  expect(skippedInWords([])).toBe('');
  expect(skippedInWords([{ why: 'empty', count: 2, example: 'a/1.png' }])).toBe(
    'Left out: 2 files. Empty: 2 (such as a/1.png).',
  );
});

test('a folder goes to the node whose images are missing, at the size that they had', async () => {
  const pixels = { pixels: new Uint8Array(12), kind: 0 };
  const { hash, info } = await makeAsset(imageTable([pixels, { ...pixels, kind: 1 }], ['a', 'b'], [2, 2, 3]), {
    name: 'far away',
    bytes: 1,
  });
  const node = { id: 'pictures', type: 'Images', position: [0, 0], params: { data: hash } } as const;
  documentStore.begin({ ...newDocument('x'), nodes: [node], assets: { [hash]: writeInfo(info) } });
  openFolder([], { screen: { x: 1, y: 2 } });
  expect(folderStore.getState().request).toMatchObject({ node: 'pictures', size: [2, 2, 3] });
  documentStore.begin(newDocument('empty'));
  openFolder([], {});
  expect(folderStore.getState().request).toEqual({ files: [] });
  folderStore.setState({ request: undefined });
});
