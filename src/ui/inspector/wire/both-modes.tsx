/** The same wire in training and in inference, side by side, where the two are not the same. */
import { spreadOf } from '../../charts/in-figures.ts';
import type { TensorRef } from '../../../compiler/types.ts';
import type { Distribution } from '../../../protocol/readings.ts';
import { Measured } from '../../charts/frame/measured-box.tsx';
import { jointDomain, niceDomain } from '../../charts/geometry.ts';
import type { Domain } from '../../charts/geometry.ts';
import { HistogramChart } from '../../charts/histogram-chart.tsx';
import { Aged, MeasuredAt } from '../../instruments/aged.tsx';
import { gapWords, modeWords } from '../../instruments/mode-layers.ts';
import { useModePair } from '../../instruments/mode-pair.ts';
import { nodeById } from '../../../graph/queries.ts';
import { nodeName } from '../../pictures/facts.ts';
import { PANEL_WIDTH } from '../../pictures/picture-props.ts';
import { useDocument } from '../../stores/document.ts';
import { Section } from '../parts/section.tsx';
import { Text } from '../parts/words.tsx';
import styles from './both-modes.module.css';

export function BothModes({ tensor }: { readonly tensor: TensorRef }) {
  const read = useModePair(tensor);
  const document = useDocument((state) => state.document);
  if (read === undefined) return null;
  const { difference, batchSize, pair } = read;
  const name = (id: string) => {
    const node = nodeById(document, id);
    return node === undefined ? id : nodeName(node);
  };
  const domain = niceDomain(...jointDomain([pair.training, pair.inference]));
  const sides = [
    ['training', pair.training, 'var(--kind-tensor)'],
    ['inference', pair.inference, 'var(--series-3)'],
  ] as const;
  return (
    <Section title="Training and inference">
      <Aged of="modes">
        <MeasuredAt of="modes" />
        <Text>{modeWords(difference, name(tensor.layer), batchSize, name)}</Text>
        <Measured fallback={PANEL_WIDTH}>
          {(width) => (
            <div className={styles.pair}>
              {sides.map(([mode, distribution, colour]) => (
                <Side
                  key={mode}
                  name={`outputs of ${name(tensor.layer)} in ${mode}`}
                  mode={mode}
                  distribution={distribution}
                  colour={colour}
                  domain={domain}
                  width={Math.floor((width - GAP) / 2)}
                />
              ))}
            </div>
          )}
        </Measured>
        <Text>{gapWords(pair)}</Text>
      </Aged>
    </Section>
  );
}

const GAP = 8;

interface SideProps {
  readonly name: string;
  readonly mode: string;
  readonly distribution: Distribution;
  readonly colour: string;
  readonly domain: Domain;
  readonly width: number;
}

function Side({ name, mode, distribution, ...chart }: SideProps) {
  return (
    <figure className={styles.side}>
      <figcaption className={styles.caption}>
        <span>{mode}</span>
        <span className="numbers">{spreadOf(distribution)}</span>
      </figcaption>
      <HistogramChart name={name} distribution={distribution} {...chart} height={96} ticks={3} />
    </figure>
  );
}
