/** `npm test` and `npm run bench`: plain JavaScript for the machine's Node, which installs what is missing
 *  and hands over to test/runner/main.ts on Node 24. */
import { spawn } from 'node:child_process';
import { install } from '../api/main/start/install.mjs';
import { CannotStart, node24, root, say } from '../api/main/start/paths.mjs';

try {
  await install('everything');
} catch (error) {
  if (!(error instanceof CannotStart)) throw error;
  say(error.message);
  process.stdout.write('0 passed, 1 failed\n');
  process.exit(1);
}

const child = spawn(
  node24,
  ['--disable-warning=ExperimentalWarning', `${root}test/runner/main.ts`, ...process.argv.slice(2)],
  // a group of its own: it hears a Ctrl-C once, from here, and then stops what it started
  { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], detached: true },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => child.kill('SIGTERM'));
child.on('exit', (code) => process.exit(code ?? 1));
