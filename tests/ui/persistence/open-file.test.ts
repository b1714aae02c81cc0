import { beforeEach, describe, expect, it, vi } from 'vitest';
import { graphMetadata } from '../../../src/interop/picture-graph.ts';
import { MAX_BYTES } from '../../../src/graph/limits.ts';
import { fileName } from '../../../src/ui/persistence/download.ts';
import { openFile } from '../../../src/ui/persistence/open-file.ts';
import { shellStore } from '../../../src/ui/shell/shell-store.ts';
import { importStore } from '../../../src/ui/own-data/open-table.ts';
import { documentStore } from '../../../src/ui/stores/document.ts';
import { viewStore } from '../../../src/ui/stores/view-state.ts';

beforeEach(() => shellStore.getState().setFileProblem(undefined));

const graph = (fields: object = {}) =>
  JSON.stringify({ format: 'edgewise', version: 1, name: 'Mine', seed: 1, nodes: [], edges: [], ...fields });

/** A file that tells how much of it was read. */
function watched(content: string, name: string, size = content.length) {
  const file = new File([content], name);
  const read: (readonly [number, number])[] = [];
  Object.defineProperty(file, 'size', { value: size });
  const slice = file.slice.bind(file);
  file.slice = (from = 0, to = size) => {
    read.push([from, to]);
    return slice(from, to);
  };
  const text = vi.spyOn(file, 'text');
  return { file, read, text };
}

describe('openFile', () => {
  it('opens a graph', async () => {
    expect(await openFile(new File([graph()], 'mine.json'))).toBe(true);
    expect(documentStore.getState().document.name).toBe('Mine');
    expect(shellStore.getState().fileProblem).toBeUndefined();
  });

  it('names another file for what it is, and leaves the graph as it is', async () => {
    const before = documentStore.getState().document;
    expect(await openFile(new File(['SQLite format 3\0'], 'points.db'))).toBe(false);
    expect(documentStore.getState().document).toBe(before);
    expect(shellStore.getState().fileProblem).toEqual({
      title: 'points.db was not opened. Your graph is as it was.',
      lines: [expect.stringMatching(/^This is a database \(SQLite\)\. Data is read from tables of values \(CSV\)/)],
    });
  });

  it('opens the graph that a picture carries; other pictures are named, damaged ones said to be so', async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg">${await graphMetadata(graph({ name: 'In a picture' }))}</svg>`;
    expect(await openFile(new File([svg], 'mine.svg'))).toBe(true);
    expect(documentStore.getState().document.name).toBe('In a picture');
    for (const [content, line] of [
      ['<svg></svg>', /^This is a picture \(SVG\)\. It cannot be imported\. Save it as PNG or JPEG/],
      [svg.slice(0, 150), /^The graph in this picture is damaged/],
    ] as const) {
      expect(await openFile(new File([content], 'other.svg'))).toBe(false);
      expect(shellStore.getState().fileProblem?.lines).toEqual([expect.stringMatching(line)]);
    }
  });

  it('asks how a table is to be imported', async () => {
    expect(await openFile(new File(['x,y\n1,2\n3,4\n'], 'points.csv'), [], { screen: { x: 1, y: 2 } })).toBe(true);
    expect(importStore.getState().request).toMatchObject({ name: 'points.csv', screen: { x: 1, y: 2 } });
    expect(shellStore.getState().fileProblem).toBeUndefined();
  });

  it('reads no more than the beginning of a file of gigabytes', async () => {
    const { file, read, text } = watched('x,y\n1,2\n3,4\n', 'big.csv', 4e9);
    expect(await openFile(file)).toBe(false);
    expect(read).toEqual([[0, 65_536]]);
    expect(text).not.toHaveBeenCalled();
    expect(shellStore.getState().fileProblem?.lines[0]).toContain('at most 52.4');
  });

  it('refuses a graph beyond the limit without reading it', async () => {
    const { file, text } = watched(graph(), 'large.json', MAX_BYTES + 1);
    expect(await openFile(file)).toBe(false);
    expect(text).not.toHaveBeenCalled();
    expect(shellStore.getState().fileProblem?.lines).toEqual([
      'It is larger than 20 MiB, the most that a graph file may have.',
    ]);
  });

  it('says in a few words what is wrong with a file full of faults, each once', async () => {
    const name = 'n'.repeat(300_000);
    const nodes = Array.from({ length: 300 }, () => ({ id: 'a', type: 'Dense', position: [0, 0] }));
    expect(await openFile(new File([graph({ name, nodes })], `${'f'.repeat(1_000)}.json`))).toBe(true);
    const problem = shellStore.getState().fileProblem;
    expect(problem?.title.length).toBeLessThan(150);
    expect(problem?.lines.length).toBe(13);
    expect(new Set(problem?.lines).size).toBe(13);
    expect(JSON.stringify(problem).length).toBeLessThan(5_000);
    expect(viewStore.getState().announcement.text.length).toBeLessThan(200);
    expect(documentStore.getState().undoLabel?.length).toBeLessThan(100);
    expect(documentStore.getState().document.name).toBe(name);
  });
});

describe('fileName', () => {
  it.each([
    ['Two spirals', 'two-spirals.json'],
    ['Réseau à café', 'reseau-a-cafe.json'],
    ['हिन्दी नेटवर्क', 'हिन्दी-नेटवर्क.json'],
    ['../../etc/passwd', 'etc-passwd.json'],
    ['CON', 'graph-con.json'],
    ['!?', 'graph.json'],
    [`${'a'.repeat(59)} b`, `${'a'.repeat(59)}.json`],
    ['x'.repeat(5_000_000), `${'x'.repeat(60)}.json`],
  ])('%.30s', (name, file) => {
    expect(fileName(name)).toBe(file);
  });
});
