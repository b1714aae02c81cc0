/*
 * The built page's content security policy lets no text become code. The one thing that needs a script's
 * address is the training worker, and it comes from this page's own origin; everything else is refused.
 */
interface TrustedTypes {
  createPolicy(name: 'default', rules: { createScriptURL(address: string): string | null }): unknown;
}

/** The address if it lies on the page's own origin; `null` refuses it. */
export function ownScript(address: string, page: string): string | null {
  const { origin, href } = new URL(address, page);
  return origin === new URL(page).origin ? href : null;
}

/** Sets the page's one policy, in browsers that know such policies. Call once, before a worker starts. */
export function limitScripts(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy('default', { createScriptURL: (address) => ownScript(address, location.href) });
}
