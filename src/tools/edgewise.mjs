/** `npm run -s edgewise -- …`: builds the command line if its source is newer, then runs it. */
import { builtCommandLine } from './built-command-line.mjs';

const address = builtCommandLine();
if (address === undefined) process.exit(2);
// In this process, so that Ctrl-C and the end of a pipe reach it and nothing else.
await import(address);
