/*
 * Asks for files of which the page gets no handle. The field that asks stays in the page until it is answered: one that
 * nothing holds may be cleared away before, and what was chosen with it.
 */
interface Ask {
  /** Endings and media types, as `accept` has them. */
  readonly accept?: string;
  readonly several?: boolean;
  /** A folder, with all that is in it. */
  readonly folder?: boolean;
}

let asking: HTMLInputElement | undefined;

/** Gives what was chosen; nothing, if nothing was. */
export function askForFiles(
  { accept = '', several = false, folder = false }: Ask,
  give: (files: File[]) => void,
): void {
  asking?.remove();
  const input = document.createElement('input');
  input.type = 'file';
  input.hidden = true;
  input.accept = accept;
  input.multiple = several;
  input.webkitdirectory = folder;
  input.addEventListener('cancel', () => input.remove());
  input.addEventListener('change', () => {
    input.remove();
    const files = [...(input.files ?? [])];
    if (files.length > 0) give(files);
  });
  document.body.append(input);
  asking = input;
  input.click();
}
