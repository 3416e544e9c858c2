/** Which keys stored secrets were encrypted with: the second part of their text (auth/secret_encryption.ts). Sign-ins under way
 *  are left out: they last minutes. */
import type { OwnerTx } from '../db/as_agency.ts';

export const countSecretsByKey = (tx: OwnerTx) => tx<{ key: string; secrets: number }[]>`
  select split_part(secret, '.', 2) as key, count(*)::int as secrets
  from (
    select secret from totp
    union all
    select secret from identity_provider where secret is not null
  ) stored
  group by 1
  order by 1`;
