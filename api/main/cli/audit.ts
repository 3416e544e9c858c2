/** audit verify: is every line still what it was? */
import { parseArgs } from 'node:util';
import type { AuditCheck } from '../../contract/audit.ts';
import { call, type Terminal } from './call.ts';

/** Exit code 0 when the chain is whole, 1 when it is broken. */
export async function verifyAudit(terminal: Terminal): Promise<number> {
  const { values } = parseArgs({
    args: [...terminal.args],
    options: { head: { type: 'string' } },
  });
  const query = values.head ? `?head=${encodeURIComponent(values.head)}` : '';
  const { intact, sentence } = await call<AuditCheck>(terminal.request, `/api/audit/check${query}`);
  terminal.say(sentence);
  return intact ? 0 : 1;
}
