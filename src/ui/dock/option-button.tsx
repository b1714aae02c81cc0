/** A choice at the right end of the dock's bar: words where there is room, its icon where there is not. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './option-button.module.css';

interface Props {
  readonly label: string;
  readonly icon: ReactNode;
  readonly onClick: () => void;
  readonly pressed?: boolean;
  readonly expanded?: boolean;
}

export function OptionButton({ label, icon, onClick, pressed, expanded }: Props) {
  return (
    <Button
      className={styles.option ?? ''}
      variant="subtle"
      title={label}
      onClick={onClick}
      {...(pressed !== undefined && { 'aria-pressed': pressed })}
      {...(expanded !== undefined && { 'aria-expanded': expanded })}
    >
      <span className={styles.words}>{label}</span>
      <span className={styles.icon} aria-hidden>
        {icon}
      </span>
    </Button>
  );
}

/** Options side by side. */
export const Options = ({ children }: { readonly children: ReactNode }) => (
  <div className={styles.options}>{children}</div>
);
