import { ROLES, type Role } from '#api/contract/permissions.ts';

/** Every combination of roles, none and all of them too: 64, in the order of the list. */
export const everyRoleSet = (): Role[][] =>
  Array.from({ length: 2 ** ROLES.length }, (_, bits) =>
    ROLES.filter((_role, at) => (bits >> at) & 1),
  );
