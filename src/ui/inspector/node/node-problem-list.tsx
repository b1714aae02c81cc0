/** What the compiler has to say about this place, each with its one-click fixes. */
import { Button } from '@mantine/core';
import type { Diagnostic } from '../../../compiler/types.ts';
import { carryOut } from '../../canvas-api.ts';
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
      {mine.map((each, index) => (
        <div key={`${each.code}-${index}`} className={styles.problem} data-severity={each.severity}>
          <p>
            <strong>{WORDS[each.severity]}:</strong> {each.message}
          </p>
          <p className={styles.hint}>{each.hint}</p>
          {each.fixes !== undefined && each.fixes.length > 0 && (
            <Buttons>
              {each.fixes.map((fix) => (
                <Button key={fix.label} onClick={() => void carryOut(fix.command)}>
                  {fix.label}
                </Button>
              ))}
            </Buttons>
          )}
        </div>
      ))}
    </Section>
  );
}
