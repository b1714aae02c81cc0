/* What the desk is made of, and what it offers. */
import type { GraphDocument } from '../../graph/types.ts';
import type { DocumentStore } from '../stores/document.ts';
import type { OpenChannel } from './channel.ts';
import type { SessionMemory } from './claim.ts';
import type { Drafts } from './drafts.ts';
import type { LastWords } from './last-words.ts';
import type { Hold, Locks } from './locks.ts';

export interface DeskParts {
  readonly documents: DocumentStore;
  readonly drafts: Drafts;
  readonly locks: Locks;
  readonly open: OpenChannel;
  readonly session: Pick<SessionMemory, 'write'>;
  /** Whether what was changed is stored. */
  readonly onState: (state: 'saved' | 'saving' | 'failed', reason?: unknown) => void;
  /** Which draft is on the desk, and whether another tab leads it. */
  readonly onPlace: (place: { readonly id: string; readonly follows: boolean }) => void;
  /** The document goes on as a copy: another tab leads it, or that was asked for. */
  readonly onCopy: (why: 'led' | 'asked') => void;
  /** Another tab leads a graph that was changed here and left since: the changes are kept as a copy of this name. */
  readonly onAside: (name: string) => void;
  /** This tab leads what it followed: the other one was closed, or gave it away. */
  readonly onLead: (why: 'closed' | 'asked') => void;
}

export interface Desk {
  /** Begins with a draft that this tab leads. The document is shown already. */
  begin(start: Start): void;
  /** Writes the document, though it was not changed: its draft is kept from now on. */
  write(): Promise<void>;
  /** Begins with, or goes on with, a draft that another tab leads. */
  follow(id: string): void;
  /** Leads what is followed, in the place of the other tab. */
  takeOver(): Promise<void>;
  /** Goes on with a copy of what is followed. */
  copy(): void;
  flush(): Promise<void>;
  /** What is not stored yet, for a page that goes away. */
  lastWords(): LastWords | undefined;
  pending(): boolean;
  id(): string;
}

export interface Start {
  readonly id: string;
  readonly hold?: Hold | undefined;
  /** The document, if it can be had again elsewhere. */
  readonly pristine?: GraphDocument | undefined;
}
