/** `npm start` and `npm run cli`: plain JavaScript for the machine's Node (20 or newer), which installs,
 *  builds, and hands over to Node 24. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { resolve } from 'node:path';
import { buildWeb } from './start/build.mjs';
import { install } from './start/install.mjs';
import { CannotStart, node24, root, say } from './start/paths.mjs';

const [first, ...rest] = process.argv.slice(2);
const cli = first === 'cli';

// npm moves to the project's root; a FILE given to the CLI is meant from where the person stands
const cwd =
  (cli && process.env.npm_lifecycle_event === 'cli' && process.env.INIT_CWD) || process.cwd();
const dataDir = process.env.DATA_DIR ? resolve(process.env.DATA_DIR) : resolve(root, '.data');

try {
  await install('run');
  if (!cli) await buildWeb();
  const child = spawn(
    node24,
    [
      '--disable-warning=ExperimentalWarning',
      `${root}api/main/${cli ? 'cli/cli' : 'server'}.ts`,
    ].concat(cli ? rest : process.argv.slice(2)),
    {
      cwd,
      env: { ...process.env, DATA_DIR: dataDir },
      stdio: 'inherit',
      // A Ctrl-C reaches the whole group of the terminal: this process, npm, and a second time through npm.
      // The server runs in a group of its own and gets it once, from here. The CLI may prompt and
      // must therefore stay with its terminal.
      detached: !cli,
    },
  );
  passOnSignals(child);
  child.on('error', (error) => {
    say(`Node 24 could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1));
  });
} catch (error) {
  if (!(error instanceof CannotStart)) throw error;
  say(error.message);
  process.exit(1);
}

/** @param {import('node:child_process').ChildProcess} child */
function passOnSignals(child) {
  let last = 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (cli && signal === 'SIGINT' && process.stdin.isTTY) return; // it got the terminal's signal itself
      // npm repeats a signal at once; a person who insists does so later
      if (Date.now() - last < 1000) return;
      last = Date.now();
      child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
    });
  }
}
