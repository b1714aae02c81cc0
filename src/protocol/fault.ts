/** Why training ended before its time, in words for the user. */
export interface Fault {
  readonly code: 'nonFinite' | 'deviceLost' | 'outOfMemory' | 'backend' | 'data' | 'crash' | 'internal';
  readonly message: string;
  readonly hint: string;
  /** The node to look at, if one is to blame. */
  readonly node?: string;
  readonly step?: number;
}
