/** Where an agreement stands. Apart from its schema, because the web lists them and carries no zod. */

/** proposed: somebody has still to accept · scheduled: begins later · active · expired · revoked */
export const AGREEMENT_STATES = ['proposed', 'scheduled', 'active', 'expired', 'revoked'] as const;
export type AgreementState = (typeof AGREEMENT_STATES)[number];
