/*
 * The examples a data set node would give, for drawing. They are generated (or loaded) once per type,
 * params and seed, and kept for the last few that were looked at.
 */
import { useEffect, useState } from 'react';
import { assetInfos } from '../../assets/in-document.ts';
import { errorMessage } from '../../base/invariant.ts';
import { nodeRandom } from '../../base/random.ts';
import { sizeOf } from '../../base/shape.ts';
import type { DatasetData, DatasetDefinition, DatasetInfo } from '../../catalog/define/index.ts';
import type { ParamValues } from '../../catalog/params.ts';
import type { NodeId } from '../../graph/types.ts';
import { tablesOf } from '../own-data/local-assets.ts';
import { documentStore, useDocument } from '../stores/document.ts';

export type Sample =
  | { readonly state: 'loading' }
  /** The facts belong to these examples: the node's own may already be of newer params. `of` says what they are of. */
  | { readonly state: 'ready'; readonly data: DatasetData; readonly info: DatasetInfo; readonly of: string }
  | { readonly state: 'failed'; readonly message: string }
  /** There is nothing to load yet, and what to do about it. */
  | { readonly state: 'lacking'; readonly message: string };

interface Entry {
  sample: Sample;
  readonly settled: Promise<Sample>;
}

const KEPT = 16;
/** Numbers kept of one data set: pictures show its first examples only. */
const MOST_KEPT = 400_000;
/** Beyond this, making the examples for a picture would hold the page up. */
const MOST_MADE = 50_000_000;
const cache = new Map<string, Entry>();
const LOADING: Sample = { state: 'loading' };

/** What a node's examples hang on. */
export const sampleKey = (type: string, params: ParamValues, seed: number, node: NodeId): string =>
  JSON.stringify([type, seed, node, params]);

function request(
  definition: DatasetDefinition,
  params: ParamValues,
  seed: number,
  node: NodeId,
  described?: DatasetInfo,
): Entry {
  const key = sampleKey(definition.type, params, seed, node);
  const known = cache.get(key);
  if (known !== undefined) return known;
  const settled = sampleOf(definition, params, seed, node, described).catch((thrown: unknown): Sample => ({
    state: 'failed',
    message: errorMessage(thrown),
  }));
  const entry: Entry = { sample: LOADING, settled };
  void settled.then((sample) => {
    entry.sample = sample;
    // What failed may work the next time it is looked at.
    if (sample.state === 'failed' || sample.state === 'lacking') cache.delete(key);
  });
  cache.set(key, entry);
  const oldest = cache.keys().next().value;
  if (cache.size > KEPT && oldest !== undefined) cache.delete(oldest);
  return entry;
}

/** The first examples as a data set of their own, so that the rest can be freed. */
async function sampleOf(
  definition: DatasetDefinition,
  params: ParamValues,
  seed: number,
  node: NodeId,
  described?: DatasetInfo,
): Promise<Sample> {
  const { document } = documentStore.getState();
  const infos = assetInfos(document);
  const fault = definition.lacks?.(params, infos);
  if (fault !== undefined) return { state: 'lacking', message: fault.hint };
  const info = described ?? definition.describe(params, infos);
  const width = sizeOf(info.shape);
  if (info.samples * width > MOST_MADE) throw new Error('it is too large for a picture');
  const { features, targets } = await definition.load(params, nodeRandom(seed, node), tablesOf(document));
  const rows = Math.min(info.samples, Math.max(1, Math.floor(MOST_KEPT / width)));
  const answers = targets.length / info.samples;
  const data = { features: features.slice(0, rows * width), targets: targets.slice(0, rows * answers) };
  return { state: 'ready', data, info, of: sampleKey(definition.type, params, seed, node) };
}

/** The node's examples, as soon as they are there; the former ones stay in sight while new ones load. */
export function useDatasetSample(
  definition: DatasetDefinition,
  params: ParamValues,
  seed: number,
  node: NodeId,
): Sample {
  const key = sampleKey(definition.type, params, seed, node);
  // Own data may come later than the node that names it.
  const described = useDocument((state) => state.compilation.nodes.get(node)?.dataset);
  const [shown, setShown] = useState<Sample>(() => cache.get(key)?.sample ?? LOADING);
  useEffect(() => {
    let wanted = true;
    void request(definition, params, seed, node, described).settled.then((sample) => {
      if (wanted) setShown(sample);
    });
    return () => {
      wanted = false;
    };
  }, [definition, params, seed, node, described]);
  return shown;
}
