/** The preview of a chain of steps, worked out once for each chain and kept for the last few that were looked at. */
import { useEffect, useState } from 'react';
import { errorMessage } from '../../../base/invariant.ts';
import { sampleKey } from '../dataset-sample.ts';
import type { Sample } from '../dataset-sample.ts';
import type { Chain } from './chain.ts';
import { previewOf } from './preview.ts';
import type { Preview, PreviewRequest } from './preview.ts';

export type PreviewState =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly preview: Preview }
  | { readonly state: 'failed'; readonly message: string };

const LOADING: PreviewState = { state: 'loading' };

/** Up to so many values the page works it out by itself, in a few milliseconds. */
const SMALL = 400_000;
const FEW_COLUMNS = 100;

interface Entry {
  readonly node: string;
  answer: PreviewState;
  readonly settled: Promise<PreviewState>;
  readonly cancel: () => void;
}

const KEPT = 12;
const entries = new Map<string, Entry>();

/** The chain's preview, as soon as it is there; the former one stays in sight while a new one is worked out. */
export function usePreview(chain: Chain, sample: Sample): PreviewState {
  const { dataset, seed, steps } = chain;
  const key = JSON.stringify([dataset.node, dataset.definition.type, dataset.params, seed, steps]);
  const [shown, setShown] = useState<PreviewState>(() => entries.get(key)?.answer ?? LOADING);
  useEffect(() => {
    let wanted = true;
    if (sample.state === 'failed')
      setShown({ state: 'failed', message: `The data could not be loaded: ${sample.message}` });
    // What was drawn before stays in sight while other examples load, but is not what these steps work on.
    const wantedOf = sampleKey(dataset.definition.type, dataset.params, seed, dataset.node);
    if (sample.state !== 'ready' || sample.of !== wantedOf) return undefined;
    const request = (): PreviewRequest => ({
      data: sample.data,
      info: sample.info,
      fractions: dataset.definition.split(dataset.params),
      seed,
      dataset: dataset.node,
      steps,
    });
    void ask(key, steps.at(-1)?.node ?? '', request).then((answer) => {
      if (wanted) setShown(answer);
    });
    return () => {
      wanted = false;
    };
    // The key says everything that the chain says; the chain itself is made anew with every document.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [key, sample]);
  return shown;
}

function ask(key: string, node: string, request: () => PreviewRequest): Promise<PreviewState> {
  const known = entries.get(key);
  if (known !== undefined) return known.settled;
  // What the same node wanted before is not wanted any more.
  for (const [old, entry] of entries)
    if (entry.node === node && entry.answer.state === 'loading') {
      entry.cancel();
      entries.delete(old);
    }
  const entry: Entry = { node, answer: LOADING, ...begin(request()) };
  void entry.settled.then((answer) => {
    entry.answer = answer;
    if (answer.state === 'failed') entries.delete(key);
  });
  entries.set(key, entry);
  const oldest = entries.keys().next().value;
  if (entries.size > KEPT && oldest !== undefined) entries.delete(oldest);
  return entry.settled;
}

function begin(request: PreviewRequest): Pick<Entry, 'settled' | 'cancel'> {
  const { features } = request.data;
  if (features.length <= SMALL && features.length <= FEW_COLUMNS * request.info.samples) {
    const settled = Promise.resolve()
      .then((): PreviewState => ({ state: 'ready', preview: previewOf(request) }))
      .catch((thrown: unknown): PreviewState => ({ state: 'failed', message: errorMessage(thrown) }));
    return { settled, cancel: () => undefined };
  }
  const worker = new Worker(new URL('./preview-worker.ts', import.meta.url), {
    type: 'module',
    name: 'edgewise-preview',
  });
  const settled = new Promise<PreviewState>((resolve) => {
    worker.addEventListener('message', ({ data }: MessageEvent<PreviewState>) => resolve(data));
    worker.addEventListener('error', ({ message }) =>
      resolve({ state: 'failed', message: message || 'it did not start' }),
    );
    worker.postMessage(request);
  });
  void settled.then(() => worker.terminate());
  return { settled, cancel: () => worker.terminate() };
}
