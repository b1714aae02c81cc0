/* Examples take a step on WebGPU while everything on its wires is read: neither may stop the other. */
import { expect, test } from 'vitest';
import { catalog } from '../../src/catalog/index.ts';
import { compile } from '../../src/compiler/compile.ts';
import { parseDocument } from '../../src/graph/parse.ts';
import type { TrainerEvent } from '../../src/protocol/events.ts';
import type { Watch } from '../../src/protocol/instruments.ts';
import { Trainer } from '../../src/runtime/training/trainer.ts';
import { browserHost } from '../support/browser-host.ts';
import { THOROUGH } from '../support/thorough.ts';

/** On a software adapter, a step of those with millions of weights or thousands of pixels takes minutes. */
const EXAMPLES = import.meta.glob<string>(['../../examples/*.json', '!../../examples/{init-,mnist}*.json'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
const WATCH: Watch = { wires: true, output: { resolution: 16 } };

/** A software adapter that others share takes minutes for one of them. */
const PATIENT = { ...THOROUGH, timeout: 900_000 };

test.each(Object.entries(EXAMPLES))('%s', PATIENT, async (_path, text) => {
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const [program] = compile(parsed.value.document, catalog).programs;
  if (program === undefined) return;
  const events: TrainerEvent[] = [];
  const trainer = new Trainer(program, {
    backend: 'webgpu',
    host: browserHost,
    listener: { watches: (id) => WATCH[id], wants: (id) => WATCH[id] },
    emit: (event) => void events.push(event),
  });
  await trainer.prepare();
  trainer.command({ type: 'stepBatch' });
  await trainer.settled();
  await trainer.dispose();
  expect(events.filter(({ type }) => type === 'fault')).toEqual([]);
  expect(events.find((event) => event.type === 'batch')?.loss).toBeGreaterThan(0);
});
