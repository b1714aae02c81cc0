import { nodeHost } from '../../src/cli/node-host.ts';
import type { Watch } from '../../src/protocol/instruments.ts';
import type { Listener } from '../../src/runtime/training/meters.ts';
import { Trainer } from '../../src/runtime/training/trainer.ts';
import { median, print, timed } from './measure.ts';
import { compiled, small } from './programs.ts';

/** What reading every wire costs: the same run with a listener that takes every frame, and without one. */
export async function benchProbes(): Promise<readonly string[]> {
  const program = { ...compiled(small()), epochs: 150 };
  const run = async (watched: boolean) => {
    const watch: Watch = { wires: true, output: { resolution: 40 } };
    const looked: Listener = { watches: (id) => watch[id], wants: (id) => watch[id] };
    const trainer = new Trainer(program, {
      backend: 'wasm',
      host: nodeHost,
      emit: () => undefined,
      ...(watched ? { listener: looked } : {}),
    });
    await trainer.prepare();
    const time = await timed(async () => {
      trainer.command({ type: 'start' });
      await trainer.settled();
    });
    await trainer.dispose();
    return time;
  };
  await run(true);
  const shares: number[] = [];
  for (let i = 0; i < 5; i++) {
    const plain = await run(false);
    const watched = await run(true);
    shares.push(1 - plain / watched);
  }
  print(
    `probes, 2-16-2, wasm   ${(100 * median(shares)).toFixed(1)} % of the training time go to reading wires and the output view`,
  );
  return [];
}
