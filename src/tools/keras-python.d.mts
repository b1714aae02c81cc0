/** What a script prints in the Python with Keras, where one is installed. Throws if the script fails. */
export function askKeras(args: readonly string[]): string | undefined;
