import { describe, expect, test } from 'vitest';
import { assetEntry, makeAsset } from '../../../src/assets/asset.ts';
import type { Table } from '../../../src/assets/table.ts';
import type { JsonObject } from '../../../src/base/json.ts';
import type { DataFault } from '../../../src/catalog/define/index.ts';
import { reportAbsent, reportDataFault } from '../../../src/compiler/passes/own-data.ts';
import type { Diagnostic } from '../../../src/compiler/types.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { file, folder, sample } from '../../assets/sample.ts';
import { applied, document } from '../documents.ts';
import { nodeAt, wired } from './analysed.ts';

const always = () => true;

/** A node that uses this data, which the document describes; `inside` says whether it also holds it. */
async function using(type: 'Table' | 'Images', table: Table, inside: boolean, extra = {}): Promise<GraphDocument> {
  const asset = await makeAsset(table, file);
  const { data, ...described } = assetEntry(asset);
  const entry: JsonObject = inside && data !== undefined ? { ...described, data } : described;
  return {
    ...document([['own', type, { data: asset.hash }, extra]], []),
    assets: { [asset.hash]: entry },
  };
}

function absentIn(input: GraphDocument, absent: (hash: string) => boolean = always): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  reportAbsent(wired(input), absent, (each) => found.push(each));
  return found;
}

describe('data that is neither in the file nor on this machine', () => {
  test('is told of at its node, with its name and size and what to do', async () => {
    expect(absentIn(await using('Table', sample, false))).toEqual([
      {
        severity: 'error',
        code: 'missing-data',
        node: 'own',
        wants: 'table',
        message: expect.stringMatching(
          /^Table own uses “sample\.csv” \(321\sB\), which is not in the graph file\.$/,
        ) as string,
        hint: 'Drop that file on the page, or choose it in the inspector. A file with the same columns does too.',
      },
    ]);
  });

  test('asks for a folder where it is one of images', async () => {
    const [found] = absentIn(await using('Images', folder, false));
    expect(found).toMatchObject({ code: 'missing-data', node: 'own', wants: 'images' });
    expect(found?.hint).toMatch(/^Drop that folder of images/);
  });

  test('is asked for by its hash, once for each node that uses it', async () => {
    const input = await using('Table', sample, false);
    const [node] = input.nodes;
    const twice = { ...input, nodes: [...input.nodes, ...(node ? [{ ...node, id: 'again' }] : [])] };
    const asked: string[] = [];
    const found = absentIn(twice, (hash) => asked.push(hash) > 0);
    expect(found.map((each) => each.node)).toEqual(['own', 'again']);
    expect([...new Set(asked)]).toEqual(Object.keys(input.assets ?? {}));
  });

  test('is no fault where the file holds it, it is here, or its node is muted', async () => {
    expect(absentIn(await using('Table', sample, true))).toEqual([]);
    expect(absentIn(await using('Table', sample, false), () => false)).toEqual([]);
    expect(absentIn(await using('Table', sample, false, { muted: true }))).toEqual([]);
  });

  test('is told of elsewhere where nothing is known of it: no entry, or a damaged one', async () => {
    const input = await using('Table', sample, false);
    const [hash = ''] = Object.keys(input.assets ?? {});
    expect(absentIn({ ...input, assets: {} })).toEqual([]);
    expect(absentIn({ ...input, assets: { [hash]: { kind: 'nonsense' } } })).toEqual([]);
  });
});

describe('a fault of data', () => {
  const reported = (type: string, fault: DataFault): Diagnostic | undefined => {
    const found: Diagnostic[] = [];
    reportDataFault(nodeAt(wired(document([['own', type]], [])), 'own'), fault, (each) => found.push(each));
    expect(found).toHaveLength(1);
    return found[0];
  };
  const fault = (code: DataFault['code']): DataFault => ({ code, param: 'data', message: 'has none', hint: 'Look.' });

  test('is a sentence about its node, at its param', () => {
    expect(reported('Table', fault('unusable-data'))).toEqual({
      severity: 'error',
      code: 'unusable-data',
      node: 'own',
      param: 'data',
      message: 'Table own has none.',
      hint: 'Look.',
    });
  });

  test.each([
    ['no-data', 'Table', 'table'],
    ['damaged-data', 'Table', 'table'],
    ['no-data', 'Images', 'images'],
    ['damaged-data', 'Images', 'images'],
  ] as const)('%s of %s asks for %s', (code, type, wants) => {
    expect(reported(type, fault(code))?.wants).toBe(wants);
  });

  test('asks for no file where the data is there, or where the node uses none', () => {
    expect(reported('Table', fault('unknown-column'))).not.toHaveProperty('wants');
    expect(reported('Dataset', fault('no-data'))).not.toHaveProperty('wants');
  });

  test('turns its remedies into commands that set params of the node', () => {
    const remedies = [{ label: 'Learn y', params: { target: 'y' } }];
    const found = reported('Table', { ...fault('unknown-column'), remedies });
    expect(found?.fixes?.map(({ label }) => label)).toEqual(['Learn y']);
    const [fix] = found?.fixes ?? [];
    const after = fix && applied(document([['own', 'Table']], []), fix.command);
    expect(after?.nodes).toMatchObject([{ id: 'own', params: { target: 'y' } }]);
  });
});
