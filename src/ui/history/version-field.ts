/** The field for a new version's name, while the list of versions is open. */
export const versionField = (): HTMLElement | null => document.querySelector('[data-part="versions"] form input');
