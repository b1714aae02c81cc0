/* If drawing one area fails, the others go on, and the graph is safe in its store. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './error-boundary.module.css';
import { Guard } from './guard.tsx';

interface Props {
  readonly area: string;
  readonly children: ReactNode;
}

export function ErrorBoundary({ area, children }: Props) {
  return (
    <Guard
      renderFailed={(reason, again) => (
        <div className={classes.failed} role="alert">
          <p>The {area} could not be drawn. Your graph is safe.</p>
          <p className={classes.reason}>{reason}</p>
          <Button onClick={again}>Try again</Button>
        </div>
      )}
    >
      {children}
    </Guard>
  );
}
