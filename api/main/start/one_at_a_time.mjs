/** A lock between processes, so that two starts at once do not both rewrite node_modules. */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { CannotStart, explain, root, say } from './paths.mjs';

const file = `${root}.starting`;

/** Start time of a process where /proc tells it: a reused pid is then not taken for the holder. */
const startOf = (/** @type {number} */ pid) => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return '';
  }
};

const alive = (/** @type {number} */ pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

const holder = () => {
  try {
    const [pid, started] = readFileSync(file, 'utf8').split(' ');
    return alive(Number(pid)) && startOf(Number(pid)) === started ? Number(pid) : null;
  } catch {
    return null;
  }
};

/**
 * Runs `work` while no other start of this folder does.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function oneAtATime(work) {
  const mine = `${file}.${process.pid}`;
  try {
    writeFileSync(mine, `${process.pid} ${startOf(process.pid)}`);
  } catch (error) {
    throw new CannotStart(explain('Preparing the start', String(error)));
  }
  try {
    for (let waited = false; ;) {
      try {
        linkSync(mine, file); // atomic: one of two starters gets EEXIST
        break;
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
      }
      const other = holder();
      if (other === null) dropStale();
      else if (!waited) {
        say(`Another start (process ${other}) is preparing this folder; waiting for it.`);
        waited = true;
      }
      await pause(300);
    }
    return await work();
  } finally {
    rmSync(mine, { force: true });
    if (holder() === process.pid) rmSync(file, { force: true });
  }
}

/** Removes a dead process's lock; puts it back where a living process took it meanwhile. */
function dropStale() {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
    const pid = Number(readFileSync(aside, 'utf8').split(' ')[0]);
    if (alive(pid) && startOf(pid) === readFileSync(aside, 'utf8').split(' ')[1])
      linkSync(aside, file);
  } catch {
    // somebody else was faster
  }
  rmSync(aside, { force: true });
}
