/** The part of PGlite's PostGIS that is used. The bundle of the npm package unpacks to 95 MB at each opening: raster,
 *  topology, a geocoder, scripts that upgrade from other versions. 34 MB of it are used.
 *  The bundle is made at install (`node api/db/postgis_bundle.ts`), or at the first opening where it is missing. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';

/** Of pglite-postgis 0.2.8. After another version is installed, the script names the hash it finds. */
const PACKAGE_SHA256 = 'd46efee2dd5866127338b0ff1b085ec2ec4ae951d6b093891c33b9c28554581a';
/** Of the tar inside: the gzip around it differs between machines. */
const SLIM_TAR_SHA256 = 'ffd5276ae0fadfbb60f18e980ade56cd970b215c00bab3690608efc4aa71c0aa';

const KEPT =
  /^(lib\/postgresql\/postgis-3\.so|share\/postgresql\/extension\/postgis(\.control|--3\.6\.2\.sql)|share\/proj\/.*)$/;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Bytes of a record of a tar: a header, and a file's content padded to whole records. */
const RECORD = 512;
const REGULAR_FILE = '0';

/** The entries of a tar whose names match, byte for byte as they are: order, times and owners stay. */
export function keepEntries(tar: Buffer, kept: RegExp): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < tar.length && tar[at] !== 0;) {
    const field = (from: number, to: number) =>
      tar.toString('latin1', at + from, at + to).replace(/\0.*$/s, '');
    const size = field(156, 157) === REGULAR_FILE ? parseInt(field(124, 136), 8) : 0;
    const end = at + RECORD + Math.ceil(size / RECORD) * RECORD;
    if (kept.test(field(0, 100))) parts.push(tar.subarray(at, end));
    at = end;
  }
  // two empty records end a tar
  return Buffer.concat([...parts, Buffer.alloc(2 * RECORD)]);
}

function check(what: string, bytes: Uint8Array, expected: string): void {
  const found = sha256(bytes);
  if (found !== expected)
    throw new Error(
      `${what} has the SHA-256 ${found}, and ${expected} is expected: see api/db/postgis_bundle.ts.`,
    );
}

/** Reads the package's bundle, checks it, and returns the slim one. Throws where a hash is another. */
export function makeSlimBundle(packaged: Buffer): Buffer {
  check('postgis.tar.gz of @electric-sql/pglite-postgis', packaged, PACKAGE_SHA256);
  const tar = keepEntries(gunzipSync(packaged), KEPT);
  check('The slim PostGIS bundle', tar, SLIM_TAR_SHA256);
  // level 1: 8.6 MB; level 0 opens no faster, level 9 takes 3 s to make
  return gzipSync(tar, { level: 1 });
}

const packageBundle = new URL(
  'postgis.tar.gz',
  import.meta.resolve('@electric-sql/pglite-postgis'),
);
const cache = new URL('../../node_modules/.cache/commonground/', import.meta.url);
const slimBundle = new URL(`postgis-${SLIM_TAR_SHA256.slice(0, 16)}.tar.gz`, cache);

/** Where the slim bundle is; made when missing. Two processes may call it at once. */
export function postgisBundle(): URL {
  if (existsSync(slimBundle)) return slimBundle;
  const bundle = makeSlimBundle(readFileSync(packageBundle));
  const half = new URL(`${slimBundle.href}.${process.pid}`);
  try {
    mkdirSync(cache, { recursive: true });
    writeFileSync(half, bundle);
    renameSync(half, slimBundle);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException; // as: fs throws errno errors
    // an installation this user may not write to: the package's own opens, too, only slower
    if (['EACCES', 'EROFS', 'EPERM'].includes(code)) return packageBundle;
    throw error;
  }
  return slimBundle;
}

if (import.meta.main) console.log(postgisBundle().pathname);
