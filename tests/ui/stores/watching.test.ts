import { expect, it } from 'vitest';
import { createWatching } from '../../../src/ui/stores/watching.ts';

const told = () => Promise.resolve();

function setUp() {
  const watching = createWatching();
  const seen: unknown[] = [];
  watching.store.subscribe((watch) => void seen.push(watch));
  return { watching, seen };
}

it('an instrument is watched as long as somebody looks', async () => {
  const { watching, seen } = setUp();
  const ends = [watching.look('wires', true), watching.look('wires', true)];
  await told();
  ends[0]?.();
  await told();
  expect(seen).toEqual([{ wires: true }]);
  ends[1]?.();
  await told();
  expect(seen).toEqual([{ wires: true }, {}]);
});

it('one component giving way to another changes nothing', async () => {
  const { watching, seen } = setUp();
  const end = watching.look('wires', true);
  await told();
  end();
  watching.look('wires', true);
  await told();
  expect(seen).toEqual([{ wires: true }]);
});

it('the latest of several requests holds, then the one before', async () => {
  const { watching, seen } = setUp();
  watching.look('output', { resolution: 40 });
  const end = watching.look('output', { resolution: 64 });
  await told();
  end();
  await told();
  expect(seen).toEqual([{ output: { resolution: 64 } }, { output: { resolution: 40 } }]);
});

it('who names wires is joined with others who do, and serves those who name none', async () => {
  const { watching, seen } = setUp();
  const first = watching.look('wires', { first: ['d1.outputs', 'a.outputs'] });
  watching.look('wires', true);
  await told();
  const second = watching.look('wires', { first: ['bn1.outputs', 'd1.outputs'] });
  await told();
  first();
  await told();
  second();
  await told();
  expect(seen).toEqual([
    { wires: { first: ['d1.outputs', 'a.outputs'] } },
    { wires: { first: ['a.outputs', 'bn1.outputs', 'd1.outputs'] } },
    { wires: { first: ['bn1.outputs', 'd1.outputs'] } },
    { wires: true },
  ]);
});

it('the order in which components look is no change', async () => {
  const { watching, seen } = setUp();
  const ends = [watching.look('wires', true), watching.look('output', { resolution: 40 })];
  await told();
  for (const end of ends) end();
  watching.look('output', { resolution: 40 });
  watching.look('wires', true);
  await told();
  expect(seen).toHaveLength(1);
});

it('nothing is watched in a hidden tab, and the same again when it is shown', async () => {
  const { watching, seen } = setUp();
  watching.look('wires', true);
  await told();
  watching.setVisible(false);
  await told();
  watching.look('output', { resolution: 40 });
  await told();
  watching.setVisible(true);
  await told();
  expect(seen).toEqual([{ wires: true }, {}, { output: { resolution: 40 }, wires: true }]);
});

it('what is looked at of one program stands by itself', async () => {
  const { watching, seen } = setUp();
  const of: unknown[] = [];
  watching.of.subscribe((watch) => void of.push(watch));
  watching.look('output', { resolution: 64 });
  const ends = [
    watching.look('output', { resolution: 64, also: ['plane'] }, 'b'),
    watching.look('output', { resolution: 64, also: ['confusion'] }, 'b'),
    watching.look('wires', true, 'a'),
  ];
  await told();
  for (const end of ends) end();
  await told();
  expect(seen).toEqual([{ output: { resolution: 64 } }]);
  expect(of).toEqual([{ a: { wires: true }, b: { output: { resolution: 64, also: ['confusion', 'plane'] } } }, {}]);
});
