/** Answers every refused sign-in with one sentence. The reason goes to the log and the audit. */
import type { Context } from 'hono';
import { auditAs } from '../../audit/queries.ts';
import { asOwner } from '../../db/as_agency.ts';
import type { AuthServices } from '../services.ts';
import { Problem } from '../../http/problem.ts';
import { SignInRefused } from './sign_in_refused.ts';

export type Way = 'password' | 'passkey' | 'openid' | 'sample' | 'link' | 'switch';

/** Throws Problem `sign_in_refused` with the call's reference, which log and audit have too. */
async function refuse(
  services: AuthServices,
  c: Context,
  way: Way,
  refused: SignInRefused,
): Promise<never> {
  const reference = c.get('reference');
  const { reason, who } = refused;
  services.log.info({ reference, way, reason }, 'sign-in refused');
  await asOwner(services.database, (tx) =>
    auditAs(tx, who ?? { accountId: null, agencyId: null }, {
      event: 'sign_in.refused',
      outcome: 'refused',
      about: { way, reason, reference },
    }),
  );
  throw new Problem('sign_in_refused', { reference });
}

/** Runs `work`, and answers a SignInRefused in it. */
export const orRefuse = async <T>(
  services: AuthServices,
  c: Context,
  way: Way,
  work: () => Promise<T>,
): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SignInRefused) return refuse(services, c, way, error);
    throw error;
  }
};
