/** What is drawn over the predictions. */
import { Checkbox } from '@mantine/core';
import { dockOptions, useDockOption } from '../dock-options.ts';
import type { DockOptions } from '../dock-options.ts';
import styles from './output.module.css';

type Toggle = Extract<keyof DockOptions, 'trainPoints' | 'heldOutPoints' | 'discretise'>;

function OptionBox({ name, label }: { readonly name: Toggle; readonly label: string }) {
  const checked = useDockOption(name);
  return (
    <Checkbox
      size="xs"
      label={label}
      checked={checked}
      onChange={(event) => dockOptions.setState({ [name]: event.currentTarget.checked })}
    />
  );
}

export function PointToggles({
  heldOut,
  discretise = false,
}: {
  readonly heldOut: boolean;
  readonly discretise?: boolean;
}) {
  return (
    <div className={styles.toggles}>
      <OptionBox name="trainPoints" label="training points" />
      {heldOut ? <OptionBox name="heldOutPoints" label="held-out points" /> : null}
      {discretise ? <OptionBox name="discretise" label="discretise" /> : null}
    </div>
  );
}
