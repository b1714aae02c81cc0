/* The cards of problems: what is wrong, what would mend it, and the way to its place. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Fix } from '../../../compiler/types.ts';
import { edgeById } from '../../../graph/queries.ts';
import { endpoint } from '../../../graph/types.ts';
import type { EdgeId } from '../../../graph/types.ts';
import { goTo } from '../../blocks/enter-block.ts';
import { carryOut } from '../../canvas-api.ts';
import { HealthMark } from '../../charts/health-mark.tsx';
import type { HealthTone } from '../../charts/health-mark.tsx';
import { fixKey, sharedWords, type Entry, type Problem } from '../../findings/by-fix.ts';
import { chooseFolder } from '../../own-data/images/open-folder.ts';
import { chooseTable } from '../../own-data/open-table.ts';
import { documentStore, useDocument } from '../../stores/document.ts';
import { announce, viewStore } from '../../stores/view-state.ts';
import { countProblems, countWords } from './problem-list.ts';
import type { Severity } from './problem-list.ts';
import styles from './problems.module.css';

export const LOOKS: Readonly<Record<Severity, { readonly tone: HealthTone; readonly word: string }>> = {
  error: { tone: 'bad', word: 'Error' },
  warning: { tone: 'warn', word: 'Warning' },
  hint: { tone: 'quiet', word: 'Hint' },
};

const problemKey = ({ diagnostic: { code, node, within, edge, port, param, message } }: Problem): string =>
  [code, node, within?.join('/'), edge, port, param, message].join('|');

export const Entries = ({ entries }: { readonly entries: readonly Entry[] }) =>
  entries.map((entry) => <EntryCard key={entry.problems.map(problemKey).join('\n')} entry={entry} />);

/** Problems with one fix in common: each in its own words, and the fix once. */
function EntryCard({ entry }: { readonly entry: Entry }) {
  const [first] = entry.problems;
  return (
    <Card tone={LOOKS[first?.diagnostic.severity ?? 'hint'].tone}>
      {entry.problems.map((problem, i) => (
        <DiagnosticRow
          key={problemKey(problem)}
          problem={problem}
          shows={i === 0 || placeOf(problem) !== placeOf(first ?? problem)}
        />
      ))}
      {entry.shared.length > 0 && (
        <div className={styles.shared}>
          <span>{sharedWords(entry)}</span>
          <Fixes fixes={entry.shared} />
        </div>
      )}
    </Card>
  );
}

const placeOf = ({ diagnostic: { node, within, edge } }: Problem): string => [node, within?.join('/'), edge].join('|');

/** @param shows whether it leads to its place, which the first one of its card may do already */
function DiagnosticRow({ problem, shows }: { readonly problem: Problem; readonly shows: boolean }) {
  const { severity, node, within, edge, message, hint, wants } = problem.diagnostic;
  const { tone, word } = LOOKS[severity];
  const place = shows ? { node, within, edge } : { node: undefined };
  return (
    <Row tone={tone} word={word} message={message} hint={hint} {...place}>
      <Fixes fixes={problem.own} />
      {wants !== undefined && within === undefined && node !== undefined && (
        <Button onClick={() => (wants === 'images' ? chooseFolder({ node }) : chooseTable({ node, mends: true }))}>
          {wants === 'images' ? 'Choose the folder…' : 'Choose the file…'}
        </Button>
      )}
    </Row>
  );
}

const Fixes = ({ fixes }: { readonly fixes: readonly Fix[] }) =>
  fixes.map((fix) => (
    <Button key={fixKey(fix)} onClick={() => void applyFix(fix)}>
      {fix.label}
    </Button>
  ));

/** Does what the button says, and says what is left. A refusal is told by the document store. */
async function applyFix({ label, command }: Fix): Promise<void> {
  if (!(await carryOut(command))) return;
  const { diagnostics } = documentStore.getState().compilation;
  const left = countWords(countProblems(diagnostics, 0));
  announce(`Done: ${label}. Now ${left}.`);
}

export function Card({ tone, children }: { readonly tone: HealthTone; readonly children: ReactNode }) {
  return (
    <li className={styles.card} data-tone={tone}>
      {children}
    </li>
  );
}

interface RowProps {
  readonly tone: HealthTone;
  readonly word: string;
  readonly message: string;
  readonly hint: string;
  readonly node: string | undefined;
  readonly within?: readonly string[] | undefined;
  readonly edge?: EdgeId | undefined;
  readonly children?: ReactNode;
}

export function Row({ tone, word, message, hint, node, within, edge, children }: RowProps) {
  return (
    <>
      <span className={styles.mark}>
        <HealthMark tone={tone} label={word} iconOnly />
      </span>
      <div className={styles.words}>
        <p>{message}</p>
        {hint === '' ? null : <p className={styles.hint}>{hint}</p>}
      </div>
      <div className={styles.buttons}>
        {children}
        {edge === undefined ? null : <ShowWire edge={edge} />}
        {node === undefined ? null : <ShowNode node={node} within={within} />}
      </div>
    </>
  );
}

function ShowWire({ edge }: { readonly edge: EdgeId }) {
  const known = useDocument(({ document }) => edgeById(document, edge));
  if (known === undefined) return null;
  const show = () => {
    // The node that the wire comes from brings it into sight.
    viewStore.getState().revealNode(endpoint(known.from).node);
    viewStore.getState().select([], [edge]);
  };
  return (
    <Button variant="subtle" className={styles.node ?? ''} onClick={show}>
      Show the wire
    </Button>
  );
}

function ShowNode({ node, within }: { readonly node: string; readonly within: readonly string[] | undefined }) {
  const known = useDocument(({ document }) => document.nodes.some(({ id }) => id === node));
  const inner = within?.at(-1);
  if (known && within !== undefined && inner !== undefined) {
    const path = [node, ...within.slice(0, -1)];
    return (
      <Button
        variant="subtle"
        className={styles.node ?? ''}
        onClick={() => goTo([...documentStore.getState().inside, ...path], inner)}
      >
        Show {inner} inside
      </Button>
    );
  }
  return known ? (
    <Button variant="subtle" className={styles.node ?? ''} onClick={() => viewStore.getState().revealNode(node)}>
      Show {node}
    </Button>
  ) : null;
}
