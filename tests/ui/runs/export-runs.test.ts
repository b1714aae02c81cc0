import { expect, test } from 'vitest';
import { runsCsv, runsJson } from '../../../src/ui/runs/export-runs.ts';
import { reached, record } from './fixtures.ts';

test('a table has a row for each run, and a column for each figure that any of them has', () => {
  const text = runsCsv([
    reached(1, 0.25, { name: 'A, "quoted"', logs: { loss: 0.5 } }),
    record(2, { changes: ['=1+1'], logs: { loss: Number.NaN, test_loss: 0.7 }, backend: undefined }),
  ]);
  const [head, first, second, end] = text.split('\r\n');
  expect(head).toBe(
    'run,graph,changed,program,seed,backend,end,epochs,steps,restored_epoch,best_loss,best_metric,loss,test_loss,seconds,begun',
  );
  expect(first).toBe(
    '"A, ""quoted""",Graph,first run of Graph,train,42,cpu,epochs,10,250,,0.25,,0.5,,1,1970-01-01T00:00:01.000Z',
  );
  // A spreadsheet must not take a text for a formula.
  expect(second).toBe("Run 2,Graph,'=1+1,train,42,,epochs,10,250,,,,,0.7,1,1970-01-01T00:00:02.000Z");
  expect(end).toBe('');
});

test('the JSON holds the graph as a graph, and numbers that are none as words', () => {
  const [read] = JSON.parse(runsJson([record(1, { graph: '{"format":"edgewise"}', logs: { loss: Infinity } })])) as [
    { graph: unknown; logs: unknown; id: string },
  ];
  expect(read).toMatchObject({ id: 'r1', graph: { format: 'edgewise' }, logs: { loss: 'Infinity' } });
});
