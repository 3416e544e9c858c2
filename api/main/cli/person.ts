/** first-administrator, account add and account reset: links that let somebody in, for when nobody who could make one can sign in. */
import { parseArgs } from 'node:util';
import { ROLES } from '../../contract/permissions.ts';
import type { InvitationLink, People } from '../../contract/people.ts';
import { LONGEST_SCRIPT_DAYS, type ScriptToken } from '../../contract/sign_in.ts';
import type { z } from 'zod';
import { call, CliProblem, postJson, type Terminal } from './call.ts';

type Link = z.infer<typeof InvitationLink>;

export async function firstAdministrator(terminal: Terminal): Promise<number> {
  parseArgs({ args: [...terminal.args] }); // takes no arguments: throws for any
  const { link } = await call<{ link: string | null }>(
    terminal.request,
    '/api/first-administrator',
    { method: 'POST' },
  );
  if (link === null) {
    terminal.say('There is an administrator already. To let somebody else in: account add EMAIL …');
    return 1;
  }
  sayLink(terminal, 'Whoever opens this becomes the first administrator', link);
  return 0;
}

export async function addAccount(terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...terminal.args],
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      agency: { type: 'string' },
      role: { type: 'string', multiple: true },
    },
  });
  const [email] = positionals;
  if (!email || !values.name || !values.agency || !values.role)
    throw new CliProblem(
      'Write: account add EMAIL --name NAME --agency SLUG --role ROLE [--role ROLE].',
    );
  const wanted = postJson({ email, name: values.name, roles: known(values.role) });
  const { link } = await call<Link>(terminal.request, '/api/people/invitations', {
    ...wanted,
    headers: { ...wanted.headers, 'acting-agency': values.agency },
  });
  sayLink(terminal, `For ${values.name} at ${values.agency}`, link);
  return 0;
}

export async function resetAccount(terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...terminal.args],
    allowPositionals: true,
    options: { agency: { type: 'string' } },
  });
  const email = positionals[0]?.toLowerCase();
  if (!email || !values.agency) throw new CliProblem('Write: account reset EMAIL --agency SLUG.');
  const headers = { 'acting-agency': values.agency };
  const { people } = await call<z.infer<typeof People>>(terminal.request, '/api/people', {
    headers,
  });
  const person = people.find((one) => one.email === email);
  if (!person) throw new CliProblem(`Nobody at ${values.agency} signs in as ${email}.`);
  const { link } = await call<Link>(terminal.request, `/api/people/${person.id}/reset`, {
    method: 'POST',
    headers,
  });
  sayLink(terminal, `${person.name} is signed out everywhere. To set up signing in anew`, link);
  return 0;
}

/** token create: for a program, with roles of its own. */
export async function createToken(terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...terminal.args],
    allowPositionals: true,
    options: {
      agency: { type: 'string' },
      role: { type: 'string', multiple: true },
      days: { type: 'string', default: '365' },
    },
  });
  const [label] = positionals;
  if (!label || !values.agency || !values.role)
    throw new CliProblem(
      'Write: token create LABEL --agency SLUG --role ROLE [--role ROLE] [--days 365].',
    );
  const days = Number(values.days);
  if (!Number.isInteger(days) || days < 1 || days > LONGEST_SCRIPT_DAYS)
    throw new CliProblem(
      `--days ${values.days}: write a whole number from 1 to ${LONGEST_SCRIPT_DAYS}.`,
    );
  const wanted = postJson({ label, roles: known(values.role), days });
  const { token, session } = await call<z.infer<typeof ScriptToken>>(
    terminal.request,
    '/api/scripts',
    { ...wanted, headers: { ...wanted.headers, 'acting-agency': values.agency } },
  );
  terminal.say(`For ${label} at ${values.agency}, until ${session.expires_at}, shown this once:`);
  terminal.say(`  ${token}`);
  return 0;
}

/** Throws CliProblem for a role that there is none of. */
function known(roles: readonly string[]): readonly string[] {
  const wrong = roles.find((role) => !ROLES.some((one) => one === role));
  if (wrong === undefined) return roles;
  throw new CliProblem(`There is no role “${wrong}”. Write one of ${ROLES.join(', ')}.`);
}

const sayLink = (terminal: Terminal, whatFor: string, link: string): void => {
  terminal.say(`${whatFor} (once, within seven days, while the server runs):`);
  terminal.say(`  ${link}`);
};
