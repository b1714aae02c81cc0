/** The one thing worth knowing about the run, on a card that keeps its place beside the pictures. */
import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { HealthMark } from '../../charts/health-mark.tsx';
import { useDocument } from '../../stores/document.ts';
import { runStore, useLiveRun } from '../../stores/run.ts';
import { viewStore } from '../../stores/view-state.ts';
import { useWatch } from '../../stores/watching.ts';
import styles from './reading-card.module.css';
import { useFindingsOf } from '../../findings/findings-store.ts';
import { readNetwork, readRun } from './reading.ts';

export function ReadingCard() {
  useWatch('wires', true);
  // Read again when an epoch ends or the run changes state; not with every batch, which would flicker.
  const points = useLiveRun((run) => run.epochPoints);
  const state = useLiveRun((run) => run.state);
  const stale = useLiveRun((run) => run.stale);
  const [fault, done, metric] = [
    useLiveRun((run) => run.fault),
    useLiveRun((run) => run.done),
    useLiveRun((run) => run.metric),
  ];
  const programId = useLiveRun((run) => run.program);
  const program = useDocument(({ compilation }) => compilation.programs.find(({ id }) => id === programId));
  const error = useDocument(({ compilation }) => compilation.diagnostics.find(({ severity }) => severity === 'error'));
  const findings = useFindingsOf(programId);
  const network = program === undefined ? undefined : readNetwork(program);
  const reading = readRun(
    {
      epochPoints: points,
      state,
      stale,
      fault,
      done,
      metric,
      wires: runStore.getState().readings.wires?.value,
      findings,
    },
    network,
    error,
  );
  const { node } = reading;
  const known = useDocument(({ document }) => node !== undefined && document.nodes.some(({ id }) => id === node));
  return (
    <section className={styles.card} data-tone={reading.tone} aria-label="What can be read off the run">
      <div className={styles.head}>
        <h3 className={styles.title}>
          <HealthMark tone={reading.tone} label={reading.word} iconOnly />
          {reading.title}
        </h3>
        {node !== undefined && known ? (
          <Button
            className={styles.button ?? ''}
            aria-label={`Show ${node}`}
            onClick={() => viewStore.getState().revealNode(node)}
          >
            Show
          </Button>
        ) : null}
      </div>
      <Words text={reading.text} />
    </section>
  );
}

/** What has no room scrolls, and can be scrolled by keyboard. */
function Words({ text }: { readonly text: string }) {
  const { ref, height } = useElementSize<HTMLDivElement>();
  const { ref: inner, height: all } = useElementSize<HTMLParagraphElement>();
  return (
    <div
      className={styles.text}
      ref={ref}
      {...(all > height + 1 && { tabIndex: 0, role: 'group', 'aria-label': 'All that can be read off the run' })}
    >
      <p ref={inner}>{text}</p>
    </div>
  );
}
