/** Draw a picture and see at once what the network takes it for, laid in its frame as the data are. */
import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { DatasetInfo } from '../../../../catalog/define/index.ts';
import type { DataView } from '../../../../protocol/data-view.ts';
import { Aged } from '../../../instruments/aged.tsx';
import { ImageGrid } from '../../../charts/image-grid.tsx';
import { AnswerBars } from './answer-bars.tsx';
import { DrawField } from './draw-field.tsx';
import { imageNorms } from './image-norms.ts';
import { exampleAt } from './known-examples.ts';
import { rasterise } from './strokes.ts';
import type { Stroke } from './strokes.ts';
import styles from './try.module.css';
import { useAnswer } from './use-answer.ts';

interface Props {
  readonly data: DataView;
  readonly info: DatasetInfo;
  readonly image: readonly [width: number, height: number];
}

export function Draw({ data, info, image }: Props) {
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  /** The example of the data that is shown instead of a drawing. */
  const [shown, setShown] = useState<number>();
  const norms = useMemo(() => imageNorms(data, image), [data, image]);
  const drawn = useMemo(() => rasterise(strokes, norms), [strokes, norms]);
  const example = shown === undefined ? undefined : exampleAt(data, info, shown);
  const row = example?.row ?? drawn;
  const answer = useAnswer(row);
  const empty = strokes.length === 0 && example === undefined;
  return (
    <div className={styles.try}>
      <DrawField
        strokes={strokes}
        onChange={(next) => {
          setShown(undefined);
          setStrokes(next);
        }}
      />
      <div className={styles.seen}>
        <ImageGrid
          label="What the network sees: the drawing as large, as centred and as thick as the data."
          images={[row]}
          size={image}
          columns={1}
          width={84}
          height={84}
          framed
        />
        <p className={styles.note}>what the network sees</p>
      </div>
      <Aged of="answer" picture className={styles.answered}>
        <div className={styles.buttons}>
          <Button
            size="compact-xs"
            onClick={() => {
              setStrokes([]);
              setShown(undefined);
            }}
          >
            Clear
          </Button>
          <Button
            size="compact-xs"
            onClick={() => {
              setStrokes([]);
              setShown((shown ?? -1) + 1);
            }}
          >
            Next example
          </Button>
        </div>
        {empty ? (
          <p className={styles.note}>
            Draw with the mouse, a pen or a finger, or with the arrow keys and the space bar. The network answers at
            once, also while it trains.
          </p>
        ) : (
          <AnswerBars info={info} answer={answer} truth={example?.truth} />
        )}
      </Aged>
    </div>
  );
}
