/** Views of the map that somebody gave a name to. */
import { z } from 'zod';
import { Slug } from './common.ts';
import { oneLine } from './words.ts';

export const SavedView = z
  .object({
    id: z.number().int(),
    agency: Slug,
    name: z.string(),
    /** the address bar's parameters, without the question mark */
    query: z.string(),
    created_at: z.string(),
  })
  .meta({ id: 'SavedView' });
export type SavedView = z.infer<typeof SavedView>;

export const NewView = z
  .object({
    name: oneLine(z.string().trim().min(1, 'Give the view a name.').max(80)),
    query: oneLine(z.string().max(8000)),
  })
  .meta({ id: 'NewView' });
