import { ActionIcon } from '@mantine/core';
import type { ReactNode } from 'react';
import { keyText } from './keys.ts';
import { Tip } from './tip.tsx';
import classes from './top-bar.module.css';

interface Props {
  /** What the button does: its accessible name and its tooltip. */
  readonly label: string;
  readonly keys?: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** A button that shows only an icon. A disabled one stays focusable, so that its tooltip can say why. */
export function IconButton({ label, keys, disabled = false, onClick, children }: Props) {
  return (
    <Tip label={<TooltipText text={label} keys={keys} />}>
      <ActionIcon
        aria-label={label}
        aria-disabled={disabled}
        data-quiet={disabled || undefined}
        className={classes.icon ?? ''}
        onClick={() => {
          if (!disabled) onClick();
        }}
      >
        {children}
      </ActionIcon>
    </Tip>
  );
}

/** Words of a tooltip with the keys behind them. */
export function TooltipText({ text, keys }: { readonly text: string; readonly keys: string | undefined }) {
  return (
    <>
      {text}
      {keys === undefined ? null : <kbd className={classes.keys}>{keyText(keys)}</kbd>}
    </>
  );
}
