/** The number everything random in a run comes from, with a button that picks another one. */
import { Button } from '@mantine/core';
import { Dices } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import type { ParamMeta } from '../../../catalog/params.ts';
import { useDocument } from '../../stores/document.ts';
import { Labelled } from '../parts/blocks.tsx';
import { ParamRefusal } from './param-refusal.tsx';
import styles from './seed-field.module.css';
import { Text } from '../parts/words.tsx';
import { useFieldGesture } from './gesture.ts';
import { NumberControl } from './number-control.tsx';

const HELP =
  'First weights, noise, splits and the order of examples all come from this number. The same seed gives the same run; another seed shows what was luck.';
const META: ParamMeta = { control: 'integer', help: HELP, min: 0, max: 2_147_483_647, step: 1 };

export function SeedField({ seed }: { seed: number }) {
  const dispatch = useDocument((state) => state.dispatch);
  const [refused, setRefused] = useState<string>();
  const gesture = useFieldGesture();
  const start = useRef(seed);
  const id = useId();
  const set = (value: number) =>
    dispatch({ type: 'setDocument', fields: { seed: value } }, { coalesce: gesture.key() });
  const begin = () => {
    gesture.begin();
    start.current = seed;
  };
  return (
    <Labelled label="Seed" htmlFor={id}>
      <div className={styles.seed}>
        <NumberControl
          id={id}
          meta={META}
          value={seed}
          describedBy={`${id}-help`}
          onBegin={begin}
          onRestore={() => set(start.current)}
          onChange={(value) => typeof value === 'number' && set(value)}
          onRefused={setRefused}
        />
        <Button
          leftSection={<Dices size={14} aria-hidden />}
          onClick={() => {
            begin();
            set(anotherSeed(seed));
          }}
        >
          New seed
        </Button>
      </div>
      <ParamRefusal>{refused}</ParamRefusal>
      <Text id={`${id}-help`}>{HELP}</Text>
    </Labelled>
  );
}

/** A short seed, different from the present one: easy to say aloud in a classroom. */
export function anotherSeed(seed: number, draw: () => number = Math.random): number {
  const next = Math.floor(draw() * 10_000);
  return next === seed ? next + 1 : next;
}
