/** Query parameters that a route does not have, and ones given twice, are refused: left out in silence, `form=2025-01-01`
 *  would answer with the whole history. */
import type { MiddlewareHandler } from 'hono';
import { z } from '@hono/zod-openapi';
import { visible } from '../contract/visible.ts';
import { Problem } from './problem.ts';

/** What a route's query schema takes; null: anything, as a loose object does. Throws for a schema without a shape. */
export function parametersOf(schema: unknown): readonly string[] | null {
  if (schema === undefined) return [];
  if (!(schema instanceof z.ZodObject))
    throw new Error('A query is an object, so that its parameters are known by name.');
  return schema.def.catchall === undefined || schema.def.catchall instanceof z.ZodNever
    ? Object.keys(schema.shape)
    : null;
}

/** Levenshtein's distance: the fewest letters to insert, leave out or change. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

const LONGEST_NAME = 60;

interface Fault {
  readonly code: 'unknown_parameter' | 'invalid_input';
  readonly path: string;
  readonly message: string;
}

/** Why the parameters are refused; null: they are not. @param given the names, as often as each was given */
export function faultOfParameters(
  given: readonly string[],
  known: readonly string[],
): Fault | null {
  for (const [n, whole] of given.entries()) {
    const path = visible(whole.slice(0, LONGEST_NAME));
    if (!known.includes(whole)) {
      const [nearest] = known
        .map((name) => ({ name, far: distance(whole.slice(0, LONGEST_NAME).toLowerCase(), name) }))
        .toSorted((a, b) => a.far - b.far);
      const hint = nearest
        ? `The nearest one here is “${nearest.name}”; this address takes ${known.join(', ')}.`
        : 'This address takes none.';
      const code = 'unknown_parameter';
      return { code, path, message: `There is no parameter “${path}”. ${hint}` };
    }
    if (given.indexOf(whole) !== n)
      return {
        code: 'invalid_input',
        path,
        message: `The parameter “${path}” was given more than once. Give it once; lists are separated by commas.`,
      };
  }
  return null;
}

/** Throws Problems `unknown_parameter`, and `invalid_input` for one given twice. @param known null: any are taken */
export const guardParameters =
  (known: readonly string[] | null): MiddlewareHandler =>
  async (c, next) => {
    const given = [...new URL(c.req.url).searchParams.keys()];
    const fault = known && faultOfParameters(given, known);
    if (fault) {
      const { code, path, message } = fault;
      throw new Problem(code, { detail: message, fields: [{ path, message }] });
    }
    await next();
  };
