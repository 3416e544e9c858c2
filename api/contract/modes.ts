/** What a place is held against. No zod in here: the web reads it from the address. */

/** `busy`: the other places of the area, now · `usual`: itself, in earlier windows like this one */
export const MODES = ['busy', 'usual'] as const;
export type Mode = (typeof MODES)[number];
