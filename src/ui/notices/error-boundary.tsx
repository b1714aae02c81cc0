/* If drawing one area fails, the others go on, and the graph is safe in its store. */
import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { errorMessage } from '../../base/invariant.ts';
import classes from './error-boundary.module.css';

interface Props {
  readonly area: string;
  readonly children: ReactNode;
}

export class ErrorBoundary extends Component<Props, { readonly message?: string }> {
  override state: { readonly message?: string } = {};

  static getDerivedStateFromError(thrown: unknown) {
    return { message: errorMessage(thrown) };
  }

  override render() {
    if (this.state.message === undefined) return this.props.children;
    return (
      <div className={classes.failed} role="alert">
        <p>The {this.props.area} could not be drawn. Your graph is safe.</p>
        <p className={classes.reason}>{this.state.message}</p>
        <Button onClick={() => this.setState({})}>Try again</Button>
      </div>
    );
  }
}
