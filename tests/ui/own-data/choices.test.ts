import { describe, expect, test } from 'vitest';
import { makeAsset } from '../../../src/assets/asset.ts';
import { bytes } from '../../../src/base/format.ts';
import { catalog } from '../../../src/catalog/index.ts';
import { compile } from '../../../src/compiler/compile.ts';
import { applyCommand } from '../../../src/graph/commands/apply.ts';
import type { Command } from '../../../src/graph/commands/types.ts';
import { newDocument } from '../../../src/graph/new.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { assetEntry } from '../../../src/assets/asset.ts';
import { readTable } from '../../../src/interop/csv/read-table.ts';
import { surveyCsv } from '../../../src/interop/csv/survey.ts';
import {
  canBe,
  gapsInWords,
  guessed,
  nodeParams,
  objection,
  sentence,
  tableChoices,
  withTarget,
  withUse,
} from '../../../src/ui/own-data/choices.ts';
import { importCommand } from '../../../src/ui/own-data/confirm-import.ts';

const rows = Array.from(
  { length: 60 },
  (_, i) => `name ${i},${i % 7 === 0 ? '' : i},${['red', 'blue'][i % 2]},${['a', 'b', 'c'][i % 3]}`,
);
const text = ['who,x,colour,kind', ...rows].join('\n');
const read = surveyCsv(text);
if (!read.ok) throw new Error('not read');
const survey = read.value;
const start = guessed(survey);

describe('what is chosen', () => {
  test('begins with the guesses, and sums them up', () => {
    expect(start).toEqual({ uses: ['out', 'number', 'category', 'category'], target: 3, missing: 'drop' });
    expect(sentence(survey, start)).toBe('60 rows, 1 number and 1 text (as 2 features) in, 3 classes out.');
    expect(gapsInWords(survey, start)).toBe('x lacks 9 values.');
    expect(objection(survey, start)).toBeUndefined();
  });

  test('a column to learn is taken in; one that is left out is not learned', () => {
    expect(withTarget(survey, start, 0)).toMatchObject({
      uses: ['category', 'number', 'category', 'category'],
      target: 0,
    });
    expect(withUse(start, 3, 'out')).toMatchObject({ uses: ['out', 'number', 'category', 'out'], target: 2 });
    expect(sentence(survey, withUse(withTarget(survey, start, 1), 0, 'category'))).toContain('the number x out');
  });

  test('a text cannot be a number, and one column is not enough', () => {
    const [who, x] = survey.columns;
    expect(who && canBe(who, 'number')).toBe(false);
    expect(x && canBe(x, 'number') && canBe(x, 'category')).toBe(true);
    const alone = withUse(withUse(start, 1, 'out'), 2, 'out');
    expect(objection(survey, alone)).toContain('at least two columns');
  });
});

async function imported(document: GraphDocument, node?: string) {
  const table = readTable(text, tableChoices(survey, start));
  if (!table.ok) throw new Error('not read');
  const asset = await makeAsset(table.value, { name: 'people.csv', bytes: text.length });
  const add: Command = { type: 'addAssets', assets: { [asset.hash]: assetEntry(asset) } };
  const params = nodeParams(survey, { ...start, missing: 'fill' }, asset.hash, asset.info);
  const command = importCommand(document, {
    place: [10, 20],
    name: 'people.csv',
    params,
    add,
    ...(node !== undefined && { node }),
  });
  const applied = applyCommand(document, command);
  if (!applied.ok) throw new Error(applied.error.message);
  return { ...applied.value, hash: asset.hash };
}

describe('what it becomes', () => {
  test('a node with the data, in one step', async () => {
    const { document, label, hash } = await imported(newDocument('own'));
    expect(label).toBe('Import people.csv');
    expect(document.nodes).toEqual([
      {
        id: 'table1',
        type: 'Table',
        position: [10, 20],
        params: { data: hash, target: 'kind', left_out: 'who', missing: 'fill' },
      },
    ]);
    expect(Object.keys(document.assets ?? {})).toEqual([hash]);
    const { nodes, diagnostics } = compile(document, catalog);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(nodes.get('table1')?.dataset).toMatchObject({
      samples: 60,
      featureNames: ['x', 'colour=blue', 'colour=red'],
    });
  });

  test('other data for a node that is there; what it named before leaves the file', async () => {
    const before = await makeAsset(
      { rows: 2, columns: [{ name: 'q', kind: 'number', values: Float32Array.of(1, 2) }] },
      { name: 'q.csv', bytes: 1 },
    );
    const document: GraphDocument = {
      ...newDocument('own'),
      nodes: [
        { id: 't', type: 'Table', position: [0, 0], params: { data: before.hash, left_out: 'q', test_fraction: 0.1 } },
      ],
      assets: { [before.hash]: assetEntry(before) },
    };
    const after = await imported(document, 't');
    expect(after.document.nodes[0]?.params).toEqual({
      data: after.hash,
      target: 'kind',
      left_out: 'who',
      missing: 'fill',
      test_fraction: 0.1,
    });
    expect(Object.keys(after.document.assets ?? {})).toEqual([after.hash]);
  });
});

describe('data that is not there', () => {
  test('is an error at its node, with the name and size of the file, as long as it is absent', async () => {
    const { document, hash } = await imported(newDocument('own'));
    const { data: _data, ...entry } = (document.assets?.[hash] ?? {}) as Record<string, never>;
    const shared: GraphDocument = { ...document, assets: { [hash]: entry } };
    const errors = (absent: boolean) =>
      compile(shared, catalog, () => absent).diagnostics.filter(({ code }) => code === 'missing-data');
    expect(errors(false)).toEqual([]);
    expect(errors(true)).toMatchObject([
      {
        severity: 'error',
        node: 'table1',
        // So that whoever shows it can ask for the file.
        wants: 'table',
        message: `Table table1 uses “people.csv” (${bytes(text.length)}), which is not in the graph file.`,
      },
    ]);
    // What is in the file is never missing.
    expect(compile(document, catalog, () => true).diagnostics.filter(({ code }) => code === 'missing-data')).toEqual(
      [],
    );
  });
});
