import { errorMessage } from '../../base/invariant.ts';

/** Why this browser keeps something not, in words that follow a colon. */
export function whyUnstored(reason: unknown): string {
  const full = reason instanceof DOMException && reason.name === 'QuotaExceededError';
  return full ? 'its storage is full' : `storage is not available (${errorMessage(reason)})`;
}
