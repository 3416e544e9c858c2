/** PGlite's folder on the disk, with the fsync that its own `NodeFS` lacks. Emscripten asks a file system for
 *  `stream_ops.fsync`; NODEFS has none, and then every fsync of PostgreSQL does nothing and succeeds.
 *  It has no `fdatasync` at all, so PostgreSQL must be told `wal_sync_method=fsync` (open_pglite.ts). */
import { NodeFS } from '@electric-sql/pglite/nodefs';
import type { PGlite } from '@electric-sql/pglite';
import { fsyncSync } from 'node:fs';
import { dirname } from 'node:path';
import { moveIntoPlace, syncPath } from '../durable_files/durable_files.ts';

type Options = Parameters<NodeFS['init']>[1];

/** What is used of Emscripten's NODEFS; its types leave most of it out. */
interface Node {
  readonly name: string;
  readonly mount: { readonly opts: { root: string } };
}
interface EmscriptenNodeFs {
  realPath(node: Node): string;
  /** Turns an error of Node into one that PostgreSQL reads as an errno. */
  tryFSOperation<T>(work: () => T): T;
  node_ops: {
    mknod(parent: Node, name: string, mode: number, dev: number): Node;
    rename(node: Node, folder: Node, name: string): void;
    unlink(folder: Node, name: string): void;
    rmdir(folder: Node, name: string): void;
  };
  /** nfd: Node's descriptor; a folder has none. */
  stream_ops: { fsync?: (stream: { readonly node: Node; readonly nfd?: number }) => number };
}

/** Where PGlite mounts it. */
const PGDATA = '/pglite/data';

export class DurableNodeFs extends NodeFS {
  override async init(pg: PGlite, options: Options): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, options);
    const addSync: NonNullable<Options['preRun']>[number] = ({ FS }) => {
      addFsync(FS.filesystems.NODEFS as unknown as EmscriptenNodeFs); // as: see EmscriptenNodeFs
    };
    return {
      emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), addSync] },
    };
  }

  /** Renames the folder under the running database: open descriptors stay, new ones are opened at the new place. */
  moveTo(folder: string): void {
    if (!this.pg) throw new Error('The database is not open.');
    moveIntoPlace(this.rootDir, folder);
    this.rootDir = folder;
    const { node } = this.pg.Module.FS.lookupPath(PGDATA, {});
    (node as unknown as Node).mount.opts.root = folder; // as: see Node
  }
}

/** Gives a module's NODEFS its fsync. A file that was made, moved or removed is so only once its folder is synced.
 *  PostgreSQL does that for its log, but not for a table's new file: it relies on file systems that do it with the file. */
function addFsync(nodeFs: EmscriptenNodeFs): void {
  const { node_ops: ops } = nodeFs;
  /** Folders whose names have changed since they were synced. */
  const changed = new Set<string>();
  const changes = (node: Node) => changed.add(nodeFs.realPath(node));
  const { mknod, rename, unlink, rmdir } = ops;
  ops.mknod = (parent, ...rest) => {
    changes(parent);
    return mknod(parent, ...rest);
  };
  ops.rename = (node, folder, name) => {
    changed.add(dirname(nodeFs.realPath(node)));
    changes(folder);
    rename(node, folder, name);
  };
  ops.unlink = (folder, name) => {
    changes(folder);
    unlink(folder, name);
  };
  ops.rmdir = (folder, name) => {
    changes(folder);
    rmdir(folder, name);
  };
  const syncFolder = (folder: string) => {
    syncPath(folder);
    changed.delete(folder);
  };
  nodeFs.stream_ops.fsync = ({ node, nfd }) => {
    const path = nodeFs.realPath(node);
    nodeFs.tryFSOperation(() => {
      if (nfd === undefined) syncFolder(path);
      else fsyncSync(nfd);
      const { root } = node.mount.opts;
      for (let folder = dirname(path); folder.startsWith(root); folder = dirname(folder))
        if (changed.has(folder)) syncFolder(folder);
    });
    return 0;
  };
}
