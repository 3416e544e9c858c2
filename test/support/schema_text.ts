/** sql/schema.sql: what the chapters and migrations make, as pg_dump writes it, in an order that does not depend on how they
 *  were applied. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Views and expressions are printed a little differently by each major version. */
export const SCHEMA_VERSION = 15;

const HEADER = `-- The whole schema, for reading: generated from chapters/ and migrations/ by PostgreSQL ${SCHEMA_VERSION}'s pg_dump. Not edited
-- and not run. Sorted by kind of object, then by name. To write it anew:
-- WRITE_SCHEMA=1 npm test -- test/db/schema.server.test.ts
`;

/** Kinds of object in the order of the file; the others follow by name. */
const FIRST = ['SCHEMA', 'TYPE', 'TABLE', 'SEQUENCE', 'CONSTRAINT', 'FK CONSTRAINT', 'INDEX'];
const rank = (kind: string) => {
  const at = FIRST.indexOf(kind);
  return at < 0 ? FIRST.length : at;
};

const byCode = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** A dump's objects under a short heading each, sorted; without settings, versions and random tokens. Pure. */
export function normalise(dump: string): string {
  const [, ...entries] = dump.split(/^--\n(?=-- Name: )/m);
  const objects = entries.map((entry) => {
    const [heading = '', ...lines] = entry.split('\n');
    const [, name = '', kind = ''] = /^-- Name: (.*); Type: (.*); Schema: /.exec(heading) ?? [];
    // behind the last object
    const [statements = ''] = lines
      .slice(1)
      .join('\n')
      .split(/^--\n-- PostgreSQL database dump/m);
    return { name, kind, text: statements.trim() };
  });
  const sorted = objects.toSorted(
    (a, b) =>
      rank(a.kind) - rank(b.kind) ||
      byCode(a.kind, b.kind) ||
      byCode(a.name, b.name) ||
      byCode(a.text, b.text),
  );
  return [HEADER, ...sorted.map(({ kind, name, text }) => `-- ${kind} ${name}\n${text}\n`)].join(
    '\n',
  );
}

/** Of a PostgreSQL server's database. @param bin folder of the server's own programs */
export const schemaText = (bin: string, url: string, schema: string): string =>
  normalise(
    execFileSync(
      join(bin, 'pg_dump'),
      ['--schema-only', '--no-owner', '--no-tablespaces', `--schema=${schema}`, `--dbname=${url}`],
      { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    ),
  );
