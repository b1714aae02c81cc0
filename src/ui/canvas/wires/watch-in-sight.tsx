/** Says which wires are in sight, so that they are measured first. */
import { useEffect, useState } from 'react';
import { documentStore } from '../../stores/document.ts';
import { useWatch } from '../../stores/watching.ts';
import { areaInSight } from '../view/crowd.ts';
import { drawn } from '../view/drawn.ts';
import { keysInSight } from './wires-in-sight.ts';

/** Milliseconds after the view has come to rest. */
const REST = 150;

export function WatchInSight() {
  const [keys, setKeys] = useState<readonly string[]>([]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      const { cards, wires, sight } = drawn.store.getState();
      setKeys(keysInSight(cards, wires, areaInSight(sight), documentStore.getState().compilation.edges));
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(look, REST);
    };
    later();
    const ends = [drawn.store.subscribe(later), documentStore.subscribe(later)];
    return () => {
      clearTimeout(timer);
      for (const end of ends) end();
    };
  }, []);
  useWatch('wires', keys.length === 0 ? undefined : { first: keys });
  return null;
}
