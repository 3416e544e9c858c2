/** Preloaded into a server (NODE_OPTIONS=--import=…): logs what it does to the files under RECORD_FOLDER, in each of its
 *  threads, to RECORD_LOG.THREAD. What is logged has been done, with the time at which it was: `process.hrtime`, which all
 *  processes of a machine share.
 *  A record: the lengths of both parts (32 bits each), JSON, and the bytes written. */
import type * as FileSystem from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { resolve } from 'node:path';
import { threadId } from 'node:worker_threads';

export type Operation =
  | { readonly op: 'open'; readonly path: string; readonly fd: string; readonly truncate: boolean }
  | {
      readonly op: 'write';
      readonly fd: string;
      readonly at: number | null;
      readonly zeros: number;
    }
  | { readonly op: 'truncate'; readonly path: string; readonly size: number }
  | { readonly op: 'sync'; readonly fd: string }
  | { readonly op: 'mkdir' | 'remove'; readonly path: string }
  | { readonly op: 'rename' | 'link'; readonly path: string; readonly to: string };
export type Recorded = Operation & { readonly time: string };

const folder = process.env['RECORD_FOLDER'];
const log = process.env['RECORD_LOG'];
if (folder && log) recordWrites(resolve(folder), `${log}.${threadId}`);

function recordWrites(root: string, file: string): void {
  // the object that Emscripten's NODEFS and Node's streams call through
  const fs = process.getBuiltinModule('node:fs') as {
    -readonly [K in keyof typeof FileSystem]: (typeof FileSystem)[K];
  }; // as: its exports can be replaced
  const own = { ...fs };
  const target = own.openSync(file, 'a');
  /** Open descriptors of files that are recorded: a name of its own for each opening. */
  const names = new Map<number, string>();
  let opened = 0;

  const isOurs = (path: unknown): path is string =>
    typeof path === 'string' && resolve(path).startsWith(`${root}/`);
  function put(operation: Operation, bytes: Uint8Array = new Uint8Array()): void {
    const text = Buffer.from(
      JSON.stringify({ ...operation, time: String(process.hrtime.bigint()) }),
    );
    const lengths = Buffer.alloc(8);
    lengths.writeUInt32LE(text.length, 0);
    lengths.writeUInt32LE(bytes.length, 4);
    own.writeSync(target, Buffer.concat([lengths, text, bytes]));
  }
  const place = (path: string) => resolve(path).slice(root.length + 1);

  function wasOpened(fd: number, path: unknown, flags: unknown): void {
    if (typeof path !== 'string' || !`${resolve(path)}/`.startsWith(`${root}/`)) return;
    const name = `${threadId}.${(opened += 1)}`;
    names.set(fd, name);
    const truncate =
      typeof flags === 'number' ? Boolean(flags & own.constants.O_TRUNC) : /^w/.test(String(flags));
    put({ op: 'open', path: place(path), fd: name, truncate });
  }
  function wasWritten(fd: number, bytes: Uint8Array, at: unknown): void {
    const name = names.get(fd);
    if (name === undefined || bytes.length === 0) return;
    const position = typeof at === 'number' ? at : null;
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    if (buffer.equals(Buffer.alloc(buffer.length)))
      put({ op: 'write', fd: name, at: position, zeros: buffer.length });
    else put({ op: 'write', fd: name, at: position, zeros: 0 }, buffer);
  }
  function wasSynced(fd: number): void {
    const name = names.get(fd);
    if (name !== undefined) put({ op: 'sync', fd: name });
  }

  // any: one list of functions of many shapes, each called with whatever its caller gives
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above
  type Any = (...args: any[]) => any;
  const wrap = (
    name: keyof typeof fs,
    after: (args: readonly unknown[], result: unknown) => void,
  ) => {
    const original = own[name] as Any; // as: only functions are wrapped
    // as: the same function, and what it did is logged
    Object.assign(fs, {
      [name](this: unknown, ...args: unknown[]) {
        const last = args.at(-1);
        if (name.endsWith('Sync') || typeof last !== 'function') {
          const result: unknown = original.apply(this, args);
          after(args, result);
          return result;
        }
        return original.call(
          this,
          ...args.slice(0, -1),
          (error: unknown, ...results: unknown[]) => {
            if (!error) after(args.slice(0, -1), results[0]);
            (last as Any)(error, ...results); // as: a callback
          },
        );
      },
    });
  };
  // as, in all that follows: the arguments that Node's documentation lists
  for (const name of ['openSync', 'open'] as const)
    wrap(name, ([path, flags], fd) => wasOpened(fd as number, path, flags));
  for (const name of ['closeSync', 'close'] as const)
    wrap(name, ([fd]) => names.delete(fd as number));
  wrap('writeSync', ([fd, bytes, ...rest], length) => {
    const [from, , at] = rest as [number | undefined, number | undefined, number | undefined];
    const view = bytes as Uint8Array;
    const start = view.byteOffset + (from ?? 0);
    wasWritten(fd as number, new Uint8Array(view.buffer, start, length as number), at);
  });
  wrap('write', ([fd, bytes, from, , at], length) => {
    const view = bytes as Uint8Array;
    const start = view.byteOffset + ((from as number | undefined) ?? 0);
    wasWritten(fd as number, new Uint8Array(view.buffer, start, length as number), at);
  });
  wrap('writev', ([fd, list, at]) => {
    let position = at;
    for (const bytes of list as Uint8Array[]) {
      wasWritten(fd as number, bytes, position);
      if (typeof position === 'number') position += bytes.length;
    }
  });
  for (const name of ['fsyncSync', 'fsync'] as const) wrap(name, ([fd]) => wasSynced(fd as number));
  wrap('writeFileSync', ([path, content, options]) => {
    if (!isOurs(path)) return;
    const name = `${threadId}.${(opened += 1)}`;
    put({ op: 'open', path: place(path), fd: name, truncate: true });
    put({ op: 'write', fd: name, at: null, zeros: 0 }, Buffer.from(content as string));
    if (typeof options === 'object' && options && 'flush' in options) put({ op: 'sync', fd: name });
  });
  wrap('truncateSync', ([path, size]) => {
    if (isOurs(path)) put({ op: 'truncate', path: place(path), size: size as number });
  });
  wrap('mkdirSync', ([path]) => {
    if (isOurs(path)) put({ op: 'mkdir', path: place(path) });
  });
  for (const name of ['unlinkSync', 'rmdirSync', 'rmSync'] as const)
    wrap(name, ([path]) => {
      if (isOurs(path)) put({ op: 'remove', path: place(path) });
    });
  for (const [name, op] of [
    ['renameSync', 'rename'],
    ['linkSync', 'link'],
  ] as const)
    wrap(name, ([from, to]) => {
      if (isOurs(from) && isOurs(to)) put({ op, path: place(from), to: place(to) });
    });
  // FileHandle.sync: of the file that it was opened on
  const { open } = own.promises;
  own.promises.open = async (path, flags, mode) => {
    const handle = await open(path, flags, mode);
    wasOpened(handle.fd, path, flags);
    const { fd } = handle;
    const sync = handle.sync.bind(handle);
    const close = handle.close.bind(handle);
    return Object.assign(handle, {
      async sync() {
        await sync();
        wasSynced(fd);
      },
      async close() {
        names.delete(fd);
        await close();
      },
    });
  };
  syncBuiltinESMExports();
}
