/** Names that nothing else of the run has, so that a journey finds its own rows. */
import { randomUUID } from 'node:crypto';

export const unique = (words: string): string => `${words} ${randomUUID().slice(0, 8)}`;
