/*
 * Runs the built command line in one process again and again: each message is a line of arguments, each answer what
 * came of them. `main.js` is evaluated anew for each, and what it imports once.
 */
import { builtCommandLine } from '../../src/tools/built-command-line.mjs';

const address = builtCommandLine();
let count = 0;

process.on('message', async (args) => {
  const said = { out: '', err: '' };
  const keep = (stream, channel) => {
    stream.write = (text) => {
      said[channel] += text;
      return true;
    };
  };
  keep(process.stdout, 'out');
  keep(process.stderr, 'err');
  process.argv.splice(2, Number.POSITIVE_INFINITY, ...args);
  process.exitCode = undefined;
  count++;
  await import(`${address}?run=${count}`);
  for (const stream of [process.stdout, process.stderr]) stream.removeAllListeners('error');
  process.send({ code: process.exitCode ?? 0, ...said });
  process.exitCode = undefined;
});
