/*
 * Keeps what throws while it is drawn from taking its surroundings along. Something else stands in its
 * place, and it is tried again as soon as there is something new to draw: another state of the document,
 * by an edit as well as by undo, or of the run.
 */
import { Component, useEffect, type ReactNode } from 'react';
import { errorMessage } from '../../base/invariant.ts';
import { documentStore } from '../stores/document.ts';
import { runStore } from '../stores/run.ts';

interface Props {
  /** What stands in for the children, given why they could not be drawn. */
  renderFailed(reason: string, again: () => void): ReactNode;
  readonly children: ReactNode;
}

interface State {
  /** Why the children could not be drawn. */
  readonly reason: string | undefined;
}

export class Guard extends Component<Props, State> {
  override state: State = { reason: undefined };

  static getDerivedStateFromError(thrown: unknown): State {
    return { reason: errorMessage(thrown) };
  }

  private readonly again = () => this.setState({ reason: undefined });

  override render() {
    const { reason } = this.state;
    if (reason === undefined) return this.props.children;
    return (
      <>
        {this.props.renderFailed(reason, this.again)}
        <WhenNew then={this.again} />
      </>
    );
  }
}

function WhenNew({ then }: { readonly then: () => void }) {
  useEffect(() => {
    const stops = [
      documentStore.subscribe((now, before) => {
        if (now.document !== before.document || now.compilation !== before.compilation) then();
      }),
      runStore.subscribe((now, before) => {
        if (now.state !== before.state) then();
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, [then]);
  return null;
}
