/** The way into the block that the canvas shows, and out of it. */
import { ChevronRight, LogOut } from 'lucide-react';
import { shorten } from '../../base/text.ts';
import { lookInto, usesOf } from '../../graph/blocks.ts';
import { keyTextOf } from '../shell/keymap.ts';
import { useDocument } from '../stores/document.ts';
import styles from './block-trail.module.css';
import { goTo, leaveBlock } from './enter-block.ts';

const LONGEST = 32;

export function BlockTrail() {
  const inside = useDocument((state) => state.inside);
  return inside.length === 0 ? null : <Trail />;
}

function Trail() {
  const inside = useDocument((state) => state.inside);
  const block = useDocument((state) => state.block ?? '');
  const whole = useDocument((state) => state.whole);
  const uses = usesOf(whole, block);
  const steps = inside.map((id, i) => ({
    path: inside.slice(0, i + 1),
    label: `${lookInto(whole, inside.slice(0, i + 1))?.block ?? ''} ${id}`,
  }));
  return (
    <nav className={styles.trail} aria-label="Way into this block">
      <ol>
        <li>
          <button type="button" onClick={() => goTo([])}>
            {shorten(whole.name, LONGEST)}
          </button>
        </li>
        {steps.map(({ path, label }, i) => (
          <li key={path.join('/')}>
            <ChevronRight size={13} aria-hidden />
            {i === steps.length - 1 ? (
              <span aria-current="location">{label}</span>
            ) : (
              <button type="button" onClick={() => goTo(path)}>
                {label}
              </button>
            )}
          </li>
        ))}
      </ol>
      <span className={styles.uses}>
        {uses === 1 ? 'Used once.' : `Used ${uses} times: what changes here changes in all.`}
      </span>
      <button
        type="button"
        className={styles.out}
        onClick={leaveBlock}
        title={`Out of this block (${keyTextOf('leave-block')})`}
      >
        <LogOut size={13} aria-hidden />
        Out
      </button>
    </nav>
  );
}
