/** However much is wrong with a graph, what is said of it can be read, and nothing blocked gets free. */
import { describe, expect, test } from 'vitest';
import { collector, countFindings } from '../../src/compiler/diagnostics.ts';
import type { Diagnostic } from '../../src/compiler/types.ts';
import { applied, classifier, compiled, document } from './documents.ts';

const diagnostic = (changes: Partial<Diagnostic> = {}): Diagnostic => ({
  severity: 'warning',
  code: 'odd',
  node: 'd1',
  message: 'd1 is odd.',
  hint: 'Make it even.',
  ...changes,
});
const several = (count: number) =>
  document(
    Array.from({ length: count }, (_, i) => [`n${i}`, 'Dense'] as const),
    [],
  );

describe('collector', () => {
  test('lists ten findings of one kind at one node and counts the others', () => {
    const { report, sorted } = collector();
    for (let i = 0; i < 5_000; i++) report(diagnostic({ message: `odd in ${i}` }));
    report(diagnostic({ code: 'other' }));
    report(diagnostic({ node: 'd2' }));
    const found = sorted(document([['d1', 'Dense']], []));
    expect(found).toHaveLength(13);
    expect(found.find(({ more }) => more !== undefined)).toMatchObject({
      severity: 'warning',
      code: 'odd',
      node: 'd1',
      more: 4_990,
      message: 'And 4,990 more like this: odd in 0',
    });
    expect(countFindings(found)).toBe(5_002);
  });

  test('counts what is found twice once', () => {
    const { report, sorted } = collector();
    for (let i = 0; i < 200; i++) report(diagnostic({ message: `odd in ${i % 100}` }));
    expect(countFindings(sorted(several(0)))).toBe(100);
  });

  test('lists two hundred of each severity in all, so that many hints hide no error', () => {
    const { report, sorted } = collector();
    for (let i = 0; i < 3_000; i++) report(diagnostic({ severity: 'hint', node: `n${i}` }));
    for (let i = 0; i < 3_000; i++) report(diagnostic({ severity: 'error', code: 'bad', node: `n${i}` }));
    const found = sorted(several(3_000));
    expect(found).toHaveLength(402);
    expect(found.slice(0, 200).every(({ severity, more }) => severity === 'error' && more === undefined)).toBe(true);
    expect(found[200]).toMatchObject({ severity: 'error', message: 'And 2,800 more errors.' });
    expect(found[401]).toMatchObject({ severity: 'hint', message: 'And 2,800 more hints.' });
    expect(countFindings(found)).toBe(6_000);
  });

  test('cuts texts to a length that can be shown', () => {
    const { report, sorted } = collector();
    const long = 'x'.repeat(1_000_000);
    const command = { type: 'remove', nodes: [] } as const;
    report(diagnostic({ message: long, hint: long, fixes: [{ label: long, command }] }));
    expect(JSON.stringify(sorted(several(0))).length).toBeLessThan(2_000);
  });
});

describe('compile', () => {
  test('half a million unknown params come to a few lines', () => {
    const params = Object.fromEntries(Array.from({ length: 500_000 }, (_, i) => [`p${i}`, i]));
    const { diagnostics } = compiled(document([['d1', 'Dense', params]], []));
    const unknown = diagnostics.filter(({ code }) => code === 'unknown-param');
    expect(unknown).toHaveLength(11);
    expect(unknown.at(-1)?.message).toContain('And 499,990 more like this: Dense d1 has no param');
    expect(JSON.stringify(diagnostics).length).toBeLessThan(20_000);
    expect(countFindings(unknown)).toBe(500_000);
  });

  test('an error that is not listed blocks training all the same', () => {
    const bad = Array.from({ length: 600 }, (_, i) => [`x${i}`, 'Dense', { units: -1 }] as const);
    const graph = classifier({ nodes: [...bad, ['d1', 'Dense', { units: -1 }]] });
    const { diagnostics, programs } = compiled({ ...graph, nodes: graph.nodes.toReversed() });
    expect(diagnostics.some(({ node, code }) => node === 'd1' && code === 'bad-param')).toBe(false);
    expect(programs).toEqual([]);
    expect(compiled(classifier({ nodes: bad })).programs).toHaveLength(1);
  });

  test('a name of a million letters does not reach the messages', () => {
    const long = 'y'.repeat(1_000_000);
    const { diagnostics } = compiled(
      document(
        [
          ['d1', 'Dense', { [long]: 1 }],
          ['d2', long],
        ],
        [`d1.${long} d2.inputs`, `d1.outputs d2.${long}`],
      ),
    );
    expect(diagnostics.length).toBeGreaterThan(1);
    for (const { message, hint, fixes = [] } of diagnostics) {
      expect(`${message} ${hint} ${fixes.map(({ label }) => label).join(' ')}`.length).toBeLessThan(2_000);
    }
  });

  test('of a note that is too long the beginning is shown, and offered to be kept', () => {
    const long = document([['n', 'Note', { text: 'word '.repeat(20_000) }]], []);
    const { nodes, diagnostics } = compiled(long);
    expect(String(nodes.get('n')?.params['text'])).toMatch(/^word /);
    expect(String(nodes.get('n')?.params['text'])).toHaveLength(65_536);
    const bad = diagnostics.find(({ code }) => code === 'bad-param');
    expect(bad?.message).toContain('expected text of up to 65,536 characters');
    const [keep] = bad?.fixes ?? [];
    expect(keep?.label).toBe('Keep only the first 65,536 characters');
    if (keep === undefined) return;
    expect(compiled(applied(long, keep.command)).diagnostics.filter(({ code }) => code === 'bad-param')).toEqual([]);
  });
});
