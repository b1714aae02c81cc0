/** A slider for each feature, and what the network answers to them. */
import { Button } from '@mantine/core';
import { useId, useMemo, useState } from 'react';
import { compact } from '../../../../base/format.ts';
import type { DatasetInfo } from '../../../../catalog/define/index.ts';
import type { DataView } from '../../../../protocol/data-view.ts';
import { Aged } from '../../../instruments/aged.tsx';
import { AnswerBars } from './answer-bars.tsx';
import { exampleAt, featureRanges } from './known-examples.ts';
import styles from './try.module.css';
import { useAnswer } from './use-answer.ts';

/** Places of a slider from one end to the other. */
const PLACES = 200;

interface Props {
  readonly data: DataView;
  readonly info: DatasetInfo;
}

export function Sliders({ data, info }: Props) {
  const ranges = useMemo(() => featureRanges(data), [data]);
  const means = useMemo(() => ranges.map(({ mean }) => mean), [ranges]);
  const [row, setRow] = useState<readonly number[]>();
  const [shown, setShown] = useState(-1);
  const [truth, setTruth] = useState<string>();
  const values = row?.length === means.length ? row : means;
  const answer = useAnswer(values);
  const id = useId();
  const next = () => {
    const found = exampleAt(data, info, shown + 1);
    setShown(shown + 1);
    setRow([...found.row]);
    setTruth(found.truth);
  };
  return (
    <div className={styles.try}>
      <div className={styles.sliders}>
        {ranges.map(({ low, high }, i) => {
          const value = values[i] ?? 0;
          const name = info.featureNames[i] ?? `feature ${i + 1}`;
          return (
            <div key={i} className={styles.slider}>
              <label htmlFor={`${id}-${i}`}>{name}</label>
              <input
                id={`${id}-${i}`}
                type="range"
                min={low}
                max={high}
                step={(high - low) / PLACES || 1}
                value={value}
                aria-valuetext={compact(value)}
                onChange={(event) => {
                  setTruth(undefined);
                  setRow(values.map((each, at) => (at === i ? event.currentTarget.valueAsNumber : each)));
                }}
              />
              <span className={styles.figure}>{compact(value)}</span>
            </div>
          );
        })}
      </div>
      <Aged of="answer" picture className={styles.answered}>
        <div className={styles.buttons}>
          <Button size="compact-xs" onClick={next}>
            Next example
          </Button>
          <Button
            size="compact-xs"
            onClick={() => {
              setRow(undefined);
              setTruth(undefined);
            }}
          >
            Averages
          </Button>
        </div>
        <AnswerBars info={info} answer={answer} truth={truth} />
      </Aged>
    </div>
  );
}
