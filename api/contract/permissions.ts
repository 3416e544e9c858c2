/** Who may do what: roles and operations as one table. The database holds the same one (table permission), and a
 *  test holds the two equal. A role never says whose rows: agreements do. */

export const ROLES = ['administrator', 'analyst', 'tasking', 'owner', 'street', 'reader'] as const;
export type Role = (typeof ROLES)[number];

export const OPERATIONS = [
  /** names, areas, words: what every screen needs */
  'partnership.read',
  /** numbers per hexagon, area, time; Why here? */
  'counts.read',
  /** incidents one by one: exact place, reference, free text */
  'points.read',
  /** finds one by one, of one's own agency and of those that share points */
  'finds.read',
  'finds.log',
  'exports.make',
  'imports.read',
  'imports.manage',
  /** hotspots, actions and saved views */
  'actions.read',
  'hotspots.edit',
  'actions.assign',
  /** progress, moves and milestones: of one's own agency, or of any with actions.assign */
  'actions.report',
  'views.save',
  'agreements.read',
  'agreements.manage',
  'people.manage',
  'audit.read',
  /** agencies, areas, public releases: of the host agency only */
  'partnership.manage',
] as const;
export type Operation = (typeof OPERATIONS)[number];

export const PERMISSIONS: Readonly<Record<Role, readonly Operation[]>> = {
  administrator: [
    'partnership.read',
    'counts.read',
    'imports.read',
    'actions.read',
    'agreements.read',
    'agreements.manage',
    'people.manage',
    'audit.read',
    'partnership.manage',
  ],
  analyst: [
    'partnership.read',
    'counts.read',
    'points.read',
    'finds.read',
    'finds.log',
    'exports.make',
    'imports.read',
    'imports.manage',
    'actions.read',
    'hotspots.edit',
    'actions.assign',
    'actions.report',
    'views.save',
    'agreements.read',
  ],
  tasking: [
    'partnership.read',
    'counts.read',
    'finds.read',
    'finds.log',
    'exports.make',
    'imports.read',
    'actions.read',
    'hotspots.edit',
    'actions.assign',
    'actions.report',
    'views.save',
    'agreements.read',
  ],
  owner: [
    'partnership.read',
    'counts.read',
    'finds.read',
    'finds.log',
    'actions.read',
    'actions.report',
    'agreements.read',
  ],
  street: ['partnership.read', 'finds.log'],
  reader: ['partnership.read', 'counts.read', 'actions.read', 'agreements.read'],
};

/** Whether any of a person's roles carries the operation. Whether the agency is the host's is the database's to say. */
export const roleMay = (roles: readonly Role[], operation: Operation): boolean =>
  roles.some((role) => PERMISSIONS[role].includes(operation));
