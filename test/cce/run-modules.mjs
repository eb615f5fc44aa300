// Runs modules one after another, each of them evaluated anew as if it were a program of its own: starting a process
// for each takes longer than all that they do. A message says the path and the argument, and the answer how it ended.
import { pathToFileURL } from 'node:url';
import process from 'node:process';

let number = 0;

process.on('message', async ({ path, argument }) => {
  const written = { stdout: '', stderr: '' };
  const originals = Object.keys(written).map((name) => [process[name], process[name].write]);
  for (const name of Object.keys(written)) {
    process[name].write = (text) => {
      written[name] += text;
      return true;
    };
  }
  process.argv.splice(1, Infinity, path, argument);
  process.exitCode = 0;
  try {
    await import(`${pathToFileURL(path).href}?${++number}`);
  } catch (error) {
    process.exitCode = 1;
    written.stderr += error.stack;
  }
  for (const [stream, write] of originals) stream.write = write;
  process.send({ code: process.exitCode, told: written.stdout, failed: written.stderr });
  process.exitCode = 0;
});
