import { nodeHost } from '../../src/cli/node-host.ts';
import type { Watch } from '../../src/protocol/instruments.ts';
import type { Listener } from '../../src/runtime/training/meters.ts';
import { Trainer } from '../../src/runtime/training/trainer.ts';
import { print, timed } from './measure.ts';
import type { Options } from './options.ts';
import { compiled, small } from './programs.ts';
import { spreadOf } from './report/summary.ts';
import { INSTRUMENTS_SHARE } from './targets.ts';

/** What reading every wire costs: the same run with a listener that takes every frame, and without one. */
export async function benchProbes({ json }: Options): Promise<readonly string[]> {
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
  const share = spreadOf(shares);
  if (json) print(JSON.stringify({ bench: 'probes', net: '2-16-2', backend: 'wasm', share }));
  else
    print(
      `probes, 2-16-2, wasm   ${(100 * share.median).toFixed(1)} % (${(100 * share.min).toFixed(1)} to ${(100 * share.max).toFixed(1)}) of the training time go to reading wires and the output view`,
    );
  if (share.median <= 2 * INSTRUMENTS_SHARE) return [];
  return [
    `reading wires takes ${(100 * share.median).toFixed(1)} % of the training time, the target is ${100 * INSTRUMENTS_SHARE} %`,
  ];
}
