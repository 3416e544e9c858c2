/** Where an agreement stands on a day. Apart from its schema, so that a browser need not load that. */
export const AGREEMENT_STATES = ['proposed', 'scheduled', 'active', 'expired', 'revoked'] as const;
export type AgreementState = (typeof AGREEMENT_STATES)[number];
