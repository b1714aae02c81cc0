/*
 * Everything that is wrong or doubtful, with its place and its one-click fixes: the fault that ended
 * the run, the compiler's findings, and what the run itself had to say.
 */
import { CircleCheck } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { useFindings } from '../../findings/findings-store.ts';
import { useDocument } from '../../stores/document.ts';
import { useRun } from '../../stores/run.ts';
import { Card, Entries, LOOKS, Row } from './problem-card.tsx';
import { listed } from './problem-list.ts';
import styles from './problems.module.css';

export function Problems() {
  const diagnostics = useDocument(({ compilation }) => compilation.diagnostics);
  const trainable = useDocument(({ compilation }) => compilation.programs.length > 0);
  const fault = useRun((run) => run.fault);
  const log = useRun((run) => run.log);
  const warnings = [...new Set(log.filter(({ level }) => level === 'warning').map(({ message }) => message))];
  const findings = useFindings();
  const { found, groups } = useMemo(() => listed(findings, diagnostics), [findings, diagnostics]);
  if (groups.length === 0 && fault === undefined && warnings.length === 0 && found.length === 0) {
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
      {fault === undefined ? null : (
        <Group title="The run">
          <Card tone="bad">
            <Row tone="bad" word="Fault" message={fault.message} hint={fault.hint} node={fault.node} />
          </Card>
        </Group>
      )}
      {found.length === 0 ? null : (
        <Group title="What the run shows">
          <Entries entries={found} />
        </Group>
      )}
      {groups.map(({ severity, entries }) => (
        <Group key={severity} title={`${LOOKS[severity].word}s`}>
          <Entries entries={entries} />
        </Group>
      ))}
      {warnings.length === 0 ? null : (
        <Group title="Said by the run">
          {warnings.map((message) => (
            <Card key={message} tone="warn">
              <Row tone="warn" word="Warning" message={message} hint="" node={undefined} />
            </Card>
          ))}
        </Group>
      )}
    </div>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className={styles.heading}>{title}</h3>
      <ul className={styles.list}>{children}</ul>
    </section>
  );
}
