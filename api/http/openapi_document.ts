/** /api/openapi.json: what the routes declare, and the one form of every error. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { ProblemDocument } from '../contract/common.ts';

const INFO = {
  title: 'Common Ground',
  version: '0.1.0',
  description: 'Errors are RFC 9457 problem documents (application/problem+json).',
};

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

const REFUSED = {
  description: 'Refused, with a code and a sentence that says what to do',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** “That, or null”. The generator writes `allOf: [that, string or null]`, which null never is. */
function orNull(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(orNull);
  if (typeof part !== 'object' || part === null) return part;
  const whole = Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key, orNull(value)]),
  );
  const { allOf, ...rest } = whole;
  if (!Array.isArray(allOf) || allOf.length !== 2) return whole;
  const [that, also] = allOf as [object, object]; // as: schemas are objects
  const types: unknown = 'type' in also && Object.keys(also).length === 1 ? also.type : null;
  if (!('$ref' in that) || !Array.isArray(types) || !types.includes('null')) return whole;
  return { ...rest, anyOf: [that, { type: 'null' }] };
}

/** The document as OpenAPI 3.1: every operation may also answer with a problem. */
export function openApiDocument(app: OpenAPIHono): object {
  const document = app.getOpenAPI31Document({ openapi: '3.1.0', info: INFO });
  for (const item of Object.values(document.paths ?? {}))
    for (const method of METHODS) {
      const operation = item[method];
      if (operation) operation.responses = { ...operation.responses, default: REFUSED };
    }
  // from zod itself: the registry takes only schemas that were made after it was loaded
  const declared = Object.entries(z.toJSONSchema(ProblemDocument, { metadata: z.registry() }));
  const problem = Object.fromEntries(declared.filter(([key]) => key !== '$schema'));
  const schemas = { ...document.components?.schemas, Problem: problem };
  const whole = { ...document, components: { ...document.components, schemas } };
  return orNull(whole) as object; // as: an object stays one
}
