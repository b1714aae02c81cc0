/*
 * Everything that is wrong or doubtful, with its place and its one-click fixes: the faults that ended
 * runs, the compiler's findings, and what the runs themselves had to say.
 */
import { CircleCheck } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { capitalised } from '../../../base/text.ts';
import type { NodeId } from '../../../graph/types.ts';
import { useFindings } from '../../findings/findings-store.ts';
import { useDocument } from '../../stores/document.ts';
import { programName } from '../../stores/program-name.ts';
import type { RunFacts } from '../../stores/run-events.ts';
import { useRun } from '../../stores/run.ts';
import { Card, Entries, LOOKS, Row } from './problem-card.tsx';
import { listed } from './problem-list.ts';
import styles from './problems.module.css';
import { saidBy, whoseRun } from './told-together.ts';

export function Problems() {
  const diagnostics = useDocument(({ compilation }) => compilation.diagnostics);
  const trainable = useDocument(({ compilation }) => compilation.programs.length > 0);
  const ids = useEachRun(({ program = '' }) => program);
  const faults = useEachRun(({ fault }) => fault);
  const logs = useEachRun(({ log }) => log);
  const { failed, warned } = useMemo(() => saidBy(ids, faults, logs), [ids, faults, logs]);
  const findings = useFindings();
  const { found, groups } = useMemo(() => listed(findings, diagnostics), [findings, diagnostics]);
  if (groups.length === 0 && failed.length === 0 && warned.length === 0 && found.length === 0) {
    return (
      <div className={styles.empty}>
        <CircleCheck size={18} aria-hidden />
        <p>
          {trainable
            ? 'No problems. The graph is ready to train.'
            : 'No problems so far. To train, the graph needs data, a loss, an optimizer and a Train node.'}
        </p>
      </div>
    );
  }
  return (
    <div className={styles.problems} role="region" aria-label="Problems" tabIndex={0}>
      {failed.map(({ programs, items }) => (
        <OfRuns key={programs.join('\n')} programs={programs}>
          {items.map(({ message, hint, node }) => (
            <Card key={message} tone="bad">
              <Row tone="bad" word="Fault" message={message} hint={hint} node={node} />
            </Card>
          ))}
        </OfRuns>
      ))}
      {found.map(({ programs, entries }) => (
        <OfRuns key={programs.join('\n')} programs={programs} lead="Seen in ">
          <Entries entries={entries} />
        </OfRuns>
      ))}
      {groups.map(({ severity, entries }) => (
        <Group key={severity} title={`${LOOKS[severity].word}s`}>
          <Entries entries={entries} />
        </Group>
      ))}
      {warned.map(({ programs, items }) => (
        <OfRuns key={programs.join('\n')} programs={programs} lead="Said by ">
          {items.map((message) => (
            <Card key={message} tone="warn">
              <Row tone="warn" word="Warning" message={message} hint="" node={undefined} />
            </Card>
          ))}
        </OfRuns>
      ))}
    </div>
  );
}

/** Something of the shown run, and of those beside it. */
const useEachRun = <T,>(pick: (facts: RunFacts) => T): readonly T[] =>
  useRun(useShallow((run) => [run, ...run.side].map(pick)));

interface OfRunsProps {
  readonly programs: readonly NodeId[];
  /** What stands before the words for whose runs they are. */
  readonly lead?: string;
  readonly children: ReactNode;
}

function OfRuns({ programs, lead = '', children }: OfRunsProps) {
  const all = useDocument(({ compilation }) => compilation.programs.length);
  const names = useDocument(useShallow((state) => programs.map((id) => programName(state, id))));
  return <Group title={capitalised(lead + whoseRun(names, all))}>{children}</Group>;
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className={styles.heading}>{title}</h3>
      <ul className={styles.list}>{children}</ul>
    </section>
  );
}
