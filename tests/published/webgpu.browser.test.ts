/** The same figures on a graphics card as on the processor, with fewer rows: the adapter here is software. */
import { expect, test } from 'vitest';
import reluHe from '../../examples/init-relu-he.json?raw';
import tanhXavier from '../../examples/init-tanh-xavier.json?raw';
import { parseDocument } from '../../src/graph/parse.ts';
import type { BackendName } from '../../src/protocol/backends.ts';
import { obtainBackend } from '../../src/runtime/obtain-backend.ts';
import { browserHost } from '../support/browser-host.ts';
import { parted } from '../support/thorough.ts';
import { figuresOf, varied } from './layers.ts';

async function spreadsOn(backend: BackendName, text: string): Promise<readonly number[]> {
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const obtained = await obtainBackend(backend, browserHost);
  if (!obtained.ok) throw new Error(obtained.error);
  return (await figuresOf(varied(parsed.value.document, { samples: 40 }))).std;
}

const NETWORKS = [
  ['tanh from Xavier', tanhXavier, 0.2285],
  ['ReLU from He', reluHe, 0.8256],
] as const;

for (const [options, some] of parted(NETWORKS, ([name]) => name === 'ReLU from He'))
  test.each(some)('%s', { timeout: 120_000, ...options }, async (_, text, end) => {
    const [card, processor] = [await spreadsOn('webgpu', text), await spreadsOn('cpu', text)];
    expect(card).toHaveLength(10);
    card.forEach((std, layer) => expect(std / (processor[layer] ?? Number.NaN)).toBeCloseTo(1, 3));
    // One network of forty rows scatters, but not as far as uncorrected weights would take it.
    expect(Math.abs((card[9] ?? 0) / end - 1)).toBeLessThan(0.4);
  });
