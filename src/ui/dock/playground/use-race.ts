/** The race that is set, run: renewed when the landscape, the start, a racer or the graph changes. */
import { useMemo } from 'react';
import { catalog } from '../../../catalog/index.ts';
import { useDocument } from '../../stores/document.ts';
import { STEPS, usePlayground } from './playground-store.ts';
import { runRace } from './race.ts';
import type { Runner } from './race.ts';
import { racersIn, racersOf } from './racers.ts';
import type { Racer } from './racers.ts';

export interface Race {
  /** Everybody who could race, in the order of the table. */
  readonly racers: readonly Racer[];
  /** Those who do, by key. */
  readonly runners: ReadonlyMap<string, Runner>;
}

const OF_CATALOG = racersOf(catalog);

export function useRace(): Race {
  const document = useDocument((state) => state.document);
  const landscape = usePlayground((state) => state.landscape);
  const start = usePlayground((state) => state.start);
  const racing = usePlayground((state) => state.racing);
  const rates = usePlayground((state) => state.rates);
  const ofGraph = useMemo(() => racersIn(document, catalog), [document]);
  const racers = useMemo(() => [...OF_CATALOG.map((racer) => atRate(racer, rates)), ...ofGraph], [ofGraph, rates]);
  const runners = useMemo(() => {
    const chosen = racers.filter(({ key }) => racing.has(key));
    return new Map(runRace(chosen, landscape, start, STEPS).map((runner) => [runner.racer.key, runner]));
  }, [racers, racing, landscape, start]);
  return { racers, runners };
}

function atRate(racer: Racer, rates: Readonly<Record<string, number>>): Racer {
  const rate = rates[racer.key];
  if (rate === undefined) return racer;
  const { optimizer } = racer;
  return { ...racer, optimizer: { ...optimizer, params: { ...optimizer.params, learning_rate: rate } } };
}
