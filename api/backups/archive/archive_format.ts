/** What an archive holds, in its order: a header, the tables in parts, files, and a manifest of all of it. It is a tar under
 *  zstd, so that it can be read without this program; encrypted, all of that under age with a passphrase:
 *  `age -d FILE | zstd -d | tar x`. Pure. */
import { z } from 'zod';

/** A version of this program reads archives of its own format and earlier ones. */
export const FORMAT = 1;
const PRODUCT = 'Common Ground backup';

export const HEADER = 'backup.json';
export const MANIFEST = 'manifest.json';
/** The largest part of a table, and the most of it that is in memory at once. */
export const PART_BYTES = 8 * 2 ** 20;
/** A row is never divided, so that a part may be larger by one. PostgreSQL's own limit of a value is 1 GB. */
export const LARGEST_PART_BYTES = 2 ** 30;
export const LARGEST_JSON_BYTES = 64 * 2 ** 20;

/** Folders of the data folder whose files are kept. There are no photos yet. */
export const FOLDERS = ['releases', 'uploads', 'photos'] as const;
export const KEY_FILE = 'secret.key';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Name = z.string().regex(/^[a-z_][a-z0-9_]*$/);
const Whole = z.string().regex(/^-?\d{1,60}$/);

/** The first entry. Its product and format are read alone first: a newer header may have another shape. */
export const Origin = z.object({
  product: z.literal(PRODUCT),
  format: z.number().int().positive(),
});

export const Header = Origin.extend({
  made_at: z.iso.datetime(),
  partnership: z.string(),
  schema: z.string(),
  engine: z.enum(['embedded', 'server']),
  /** with the versions of PostgreSQL and PostGIS */
  engine_version: z.string(),
  /** chapters and migrations that the database has been through, in their order */
  migrations: z.array(z.object({ name: z.string(), hash: Sha256 })),
  tables: z.array(z.object({ name: Name, columns: z.array(Name).min(1) })),
});
export type Header = z.infer<typeof Header>;

/** The last entry. */
export const Manifest = z.object({
  tables: z.array(z.object({ name: Name, rows: Whole, sum: Whole })),
  sequences: z.array(z.object({ name: Name, value: Whole, called: z.boolean() })),
  /** every entry between header and manifest, in order */
  entries: z.array(
    z.object({ name: z.string(), bytes: z.number().int().nonnegative(), sha256: Sha256 }),
  ),
});
export type Manifest = z.infer<typeof Manifest>;

export const PRODUCT_NAME = PRODUCT;

export const partName = (table: string, part: number): string =>
  `tables/${table}/${String(part).padStart(6, '0')}.copy`;

/** What an entry is by its name; null: nothing that this program writes, as a path that leads elsewhere. */
export type Entry =
  | { readonly kind: 'part'; readonly table: string }
  | { readonly kind: 'file'; readonly path: string };

const PART = /^tables\/([a-z_][a-z0-9_]*)\/\d{6,}\.copy$/;
const STEP = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

export function entryOf(name: string): Entry | null {
  const table = PART.exec(name)?.[1];
  if (table !== undefined) return { kind: 'part', table };
  const [first, ...steps] = name.split('/');
  if (first !== 'files' || !steps.every((step) => STEP.test(step))) return null;
  const path = steps.join('/');
  const inside = steps.length > 1 && FOLDERS.some((folder) => folder === steps[0]);
  return path === KEY_FILE || inside ? { kind: 'file', path } : null;
}

/** Why an archive is refused: a sentence for the operator. */
export class BackupRefused extends Error {}

export const TRUNCATED =
  'The backup is not whole: its end is missing. Copy it again from where it was made, or take another one.';
export const ALTERED =
  'The backup has been altered or damaged. Copy it again from where it was made, or take another one.';
export const FOREIGN = 'This is not a backup of Common Ground. Choose a file that it made.';
export const NEWER =
  'The backup was made by a newer version of Common Ground. Install that version, then restore.';
export const WRONG_PASSPHRASE =
  'The passphrase does not open this backup, or its beginning was altered. Try the passphrase that was set when it was made.';
export const NEEDS_PASSPHRASE =
  'The backup is encrypted. Set BACKUP_PASSPHRASE, or BACKUP_PASSPHRASE_FILE, to its passphrase.';
