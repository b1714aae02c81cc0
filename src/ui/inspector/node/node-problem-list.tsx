/** What the compiler has to say about this place, each with its one-click fixes. */
import { Button } from '@mantine/core';
import { Fragment } from 'react';
import type { Diagnostic, Fix } from '../../../compiler/types.ts';
import { carryOut } from '../../canvas-api.ts';
import { byFix, fixKey, sharedWords } from '../../findings/by-fix.ts';
import { useDocument } from '../../stores/document.ts';
import { Buttons } from '../parts/blocks.tsx';
import styles from './node-problem-list.module.css';
import { Section } from '../parts/section.tsx';

const WORDS: Readonly<Record<Diagnostic['severity'], string>> = { error: 'Error', warning: 'Warning', hint: 'Hint' };

export function Problems({ of }: { of: (diagnostic: Diagnostic) => boolean }) {
  const diagnostics = useDocument((state) => state.compilation.diagnostics);
  const mine = diagnostics.filter(of);
  if (mine.length === 0) return null;
  return (
    <Section title={mine.length === 1 ? 'Problem' : 'Problems'}>
      {byFix(mine).map((entry, index) => (
        <div key={index} className={styles.problem} data-severity={entry.problems[0]?.diagnostic.severity}>
          {entry.problems.map(({ diagnostic: { severity, code, message, hint }, own }) => (
            <Fragment key={`${code} ${message}`}>
              <p>
                <strong>{WORDS[severity]}:</strong> {message}
              </p>
              <p className={styles.hint}>{hint}</p>
              <Fixes fixes={own} />
            </Fragment>
          ))}
          {entry.shared.length > 0 && <p className={styles.hint}>{sharedWords(entry)}</p>}
          <Fixes fixes={entry.shared} />
        </div>
      ))}
    </Section>
  );
}

const Fixes = ({ fixes }: { readonly fixes: readonly Fix[] }) =>
  fixes.length > 0 && (
    <Buttons>
      {fixes.map((fix) => (
        <Button key={fixKey(fix)} onClick={() => void carryOut(fix.command)}>
          {fix.label}
        </Button>
      ))}
    </Buttons>
  );
