/** How long a password is, in characters as Unicode counts them after NFKC. */
export const SHORTEST_PASSWORD = 15;
export const LONGEST_PASSWORD = 128;
