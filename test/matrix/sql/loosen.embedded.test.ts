/** The embedded database keeps viewers apart by the same policies. The server's suite loosens everything; here each
 *  table's row level security is switched off, and each policy opened to everybody. */
import { expect, it } from 'vitest';
import { withDatabase } from '#test/support/databases.ts';
import { mutantsOf } from './sampled.ts';
import { listMutants, loosen, makeMatrix, summary } from './loosen.ts';

const database = await withDatabase({ own: true });
await makeMatrix(database);
const OPENED = /^policy .* using \(true\)$|^table .* security off$/;

it('A policy that is opened to everybody is noticed on the embedded database too', async () => {
  const opened = (await listMutants(database)).filter(({ name }) => OPENED.test(name));
  expect(opened.length).toBeGreaterThan(60);
  const { text, survived } = summary(await loosen(database, mutantsOf(opened, 'table')));
  console.log(text);
  expect(survived).toEqual([]);
}, 600_000);
