/* How the images are to look: their size, grey or in colour, and what becomes of other proportions. */
import { Checkbox, NativeSelect } from '@mantine/core';
import type { Looks } from '../../../interop/images/shrink.ts';
import { submitOnEnter } from '../submit-on-enter.ts';
import styles from '../import-dialog.module.css';

/** From what a small net reads at once to what needs patience. */
const SIDES = [8, 16, 20, 24, 28, 32, 48, 64, 96, 128];
const COLOURS = [
  { value: '1', label: 'Grey: one channel' },
  { value: '3', label: 'Colour: three channels' },
];
const FITS = [
  { value: 'crop', label: 'Cut out the middle' },
  { value: 'squeeze', label: 'Squeeze all of it in' },
];

interface Props {
  readonly looks: Looks;
  onChange(looks: Looks): void;
}

export function LooksChoices({ looks, onChange }: Props) {
  const [height, width, channels] = looks.size;
  const current = `${height} × ${width}`;
  const sides = SIDES.map((side) => `${side} × ${side}`);
  return (
    <div className={styles.choices}>
      <NativeSelect
        onKeyDown={submitOnEnter}
        label="Size"
        data={sides.includes(current) ? sides : [current, ...sides]}
        value={current}
        onChange={({ currentTarget }) => {
          const [down = height, across = down] = currentTarget.value.split(' × ').map(Number);
          onChange({ ...looks, size: [down, across, channels] });
        }}
      />
      <NativeSelect
        onKeyDown={submitOnEnter}
        label="Colours"
        data={COLOURS}
        value={String(channels)}
        onChange={({ currentTarget }) =>
          onChange({ ...looks, size: [height, width, currentTarget.value === '3' ? 3 : 1] })
        }
      />
      <NativeSelect
        onKeyDown={submitOnEnter}
        label="Other proportions"
        data={FITS}
        value={looks.fit}
        onChange={({ currentTarget }) =>
          onChange({ ...looks, fit: currentTarget.value === 'squeeze' ? 'squeeze' : 'crop' })
        }
      />
      <Checkbox
        label="Turn light into dark: ink on white paper"
        className={styles.check ?? ''}
        checked={looks.invert}
        onChange={({ currentTarget }) => onChange({ ...looks, invert: currentTarget.checked })}
      />
    </div>
  );
}
