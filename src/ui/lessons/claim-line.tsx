/* What is to be seen once a step is done, what there is now, and a mark as soon as it is so. */
import { Check } from 'lucide-react';
import type { Claim } from '../../graph/lesson-fields.ts';
import { keysOn } from '../canvas/wires/wires-in-sight.ts';
import { LinkButton } from '../inspector/parts/link-button.tsx';
import { useDocument } from '../stores/document.ts';
import { runStore, useLiveRun } from '../stores/run.ts';
import { anyBusy } from '../stores/side-runs.ts';
import { useWatch } from '../stores/watching.ts';
import { claimNow } from './claim-now.ts';
import styles from './lesson-step.module.css';
import { claimWords, figureText } from './lesson-words.ts';

interface Props {
  readonly claim: Claim;
  /** It is about what training ends with. */
  readonly trained: boolean;
}

export function ClaimLine({ claim, trained }: Props) {
  const plan = useDocument(({ compilation }) => compilation.edges.get(claim.of ?? ''));
  // Measured also where its wire is out of sight.
  useWatch('wires', plan === undefined ? undefined : { first: keysOn(plan) });
  const compilation = useDocument((state) => state.compilation);
  const value = useLiveRun((run) => claimNow(claim, trained, compilation, run).value);
  const holds = useLiveRun((run) => claimNow(claim, trained, compilation, run).holds);
  const canMeasure = useLiveRun((run) => !anyBusy(run)) && plan !== undefined && !trained;
  return (
    <div className={styles.claim} data-holds={holds || undefined}>
      <span className={styles.sign} aria-hidden="true">
        {holds ? <Check size={12} /> : null}
      </span>
      <div>
        <p>Look for: {claimWords(claim)}.</p>
        <p className={styles.now}>
          Now: <span className={styles.figure}>{value === undefined ? '–' : figureText(claim.figure, value)}</span>
          {value === undefined && canMeasure ? (
            <LinkButton onClick={() => runStore.getState().measure()}>Measure</LinkButton>
          ) : null}
          <span className={styles.seen} aria-live="polite">
            {holds ? 'Seen' : ''}
          </span>
        </p>
      </div>
    </div>
  );
}
