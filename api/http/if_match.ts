/** The version a person edited: two people may have the same thing open. */
import type { Context } from 'hono';
import type { RouteConfig } from '@hono/zod-openapi';
import { Problem } from './problem.ts';

/** Says in /api/openapi.json that a route reads it; `editedVersion` checks it. */
export const IF_MATCH: NonNullable<RouteConfig['parameters']> = [
  {
    name: 'If-Match',
    in: 'header',
    required: true,
    schema: { type: 'string' },
    description: 'The version edited, in quotation marks: "7"',
  },
];

/** If-Match: "7" → 7. Throws Problem `version_required`. */
export function editedVersion(c: Context): number {
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(c.req.header('if-match') ?? '')?.[1];
  if (!version) throw new Problem('version_required');
  return Number(version);
}
