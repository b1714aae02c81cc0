/** What the network answers, as one of the pictures of the Output tab, with what it comes to in words. */
import type { ComponentType } from 'react';
import type { DatasetInfo } from '../../catalog/define/index.ts';
import type { DataView } from '../../protocol/data-view.ts';
import { viewNamed } from '../../protocol/readings.ts';
import type { OutputView } from '../../protocol/readings.ts';
import { overPair } from '../dock/output/feature-pair.ts';
import { OutputPicture, RESOLUTION } from '../dock/output/output.tsx';
import { describeOutput, outputInBrief } from '../dock/output/output-words.ts';
import { useRunInfo } from '../dock/run-info.ts';
import { Aged } from '../instruments/aged.tsx';
import { useRun } from '../stores/run.ts';
import { useReading } from '../stores/use-reading.ts';
import { useWatch } from '../stores/watching.ts';
import type { ViewProps } from './view-show.ts';
import styles from './views.module.css';

interface Answered {
  readonly view: OutputView;
  readonly data: DataView;
  readonly info: DatasetInfo;
}

export interface DrawProps extends Answered {
  readonly width: number;
  readonly height: number;
}

/** The view that these data have, by its name, or in words why they have none. */
export type Choose = (info: DatasetInfo, data: DataView) => string | { readonly none: string };

interface Props extends Omit<ViewProps, 'params'> {
  readonly choose: Choose;
  /** Another picture than that of the Output tab. */
  readonly Draw?: ComponentType<DrawProps>;
}

export function AnswerView({ choose, looking, width, height, Draw = Plain }: Props) {
  const data = useRun((run) => run.data);
  const info = useRunInfo();
  const chosen = data === undefined || info === undefined ? undefined : choose(info, data);
  const name = typeof chosen === 'string' ? chosen : undefined;
  useWatch('output', looking && name !== undefined ? { resolution: RESOLUTION, also: [name] } : undefined);
  const reading = useReading('output')?.value;
  if (typeof chosen === 'object') return <Words height={height}>{chosen.none}</Words>;
  const view = reading === undefined || name === undefined ? undefined : viewNamed(reading, name);
  if (view === undefined || data === undefined || info === undefined)
    return (
      <Words height={height} awaited={looking}>
        It is drawn with the next reading.
      </Words>
    );
  return (
    <Aged of="output" picture>
      <div className={styles.picture} style={{ width, height }}>
        <Draw view={view} data={data} info={info} width={width} height={height} />
      </div>
      <Sentence answered={{ view, data, info }} brief={width < ROOM_FOR_AXES} />
    </Aged>
  );
}

/** From this width on a picture has its axes, and what stands below it is a whole sentence. */
const ROOM_FOR_AXES = 280;

const Plain = ({ view, data, info, width }: DrawProps) => (
  <OutputPicture view={view} data={data} info={info} companion axes={width >= ROOM_FOR_AXES} />
);

interface SentenceProps {
  readonly answered: Answered;
  readonly brief: boolean;
}

function Sentence({ answered: { view, data, info }, brief }: SentenceProps) {
  const seen = view.kind === 'plane' && view.pair !== undefined ? overPair(data, view.pair) : data;
  const words = describeOutput(view, seen, info);
  return (
    <p className={styles.words} title={words}>
      {brief ? outputInBrief(view, seen, info) : words}
    </p>
  );
}

interface WordsProps {
  readonly height: number;
  /** A picture is on its way. */
  readonly awaited?: boolean;
  readonly children: string;
}

const Words = ({ height, awaited = false, children }: WordsProps) => (
  <p className={styles.empty} style={{ height }} data-awaited={awaited || undefined}>
    {children}
  </p>
);
