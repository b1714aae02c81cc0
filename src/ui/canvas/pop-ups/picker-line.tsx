/** An entry of a picker as a line of its list; one of several that can be taken together has a box to mark it. */
import { Square, SquareCheck } from 'lucide-react';
import type { PointerEvent } from 'react';
import { kindVariable } from '../cards/port-shape.tsx';
import styles from './picker.module.css';
import type { PickerEntry } from './picker.tsx';

interface Props {
  readonly id: string;
  readonly entry: PickerEntry;
  /** Whether keys are at this line. */
  readonly current: boolean;
  /** Undefined where entries are taken one at a time. */
  readonly marked: boolean | undefined;
  readonly onPoint: () => void;
  readonly onPick: () => void;
  readonly onMark: () => void;
}

export function PickerLine({ id, entry, current, marked, onPoint, onPick, onMark }: Props) {
  const Box = marked === true ? SquareCheck : Square;
  const onUp = ({ target, shiftKey, ctrlKey, metaKey }: PointerEvent) => {
    const onBox = target instanceof Element && target.closest('[data-mark]') !== null;
    if (marked !== undefined && (onBox || shiftKey || ctrlKey || metaKey)) onMark();
    else onPick();
  };
  return (
    <div
      id={id}
      role="option"
      aria-selected={marked ?? current}
      data-current={current || undefined}
      className={styles.entry}
      style={kindVariable(entry.kind)}
      onPointerMove={onPoint}
      tabIndex={-1}
      onPointerUp={onUp}
    >
      {marked !== undefined && (
        <span className={styles.mark} data-mark>
          <Box size={14} aria-hidden />
        </span>
      )}
      <span className={styles.bar} />
      <span className={styles.label}>{entry.label}</span>
      {entry.note !== undefined && <span className={styles.note}>{entry.note}</span>}
    </div>
  );
}
