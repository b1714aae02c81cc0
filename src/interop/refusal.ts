/** Why something cannot go where it should: what was found, where, and what to do. */
export interface Refusal {
  /** The node it is about, if it is about one. */
  readonly node?: string;
  readonly message: string;
  readonly hint: string;
}

export const inWords = ({ node, message, hint }: Refusal): string =>
  `${node === undefined ? '' : `${node}: `}${message} ${hint}`.trim();
