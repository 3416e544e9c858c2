/** /api/openapi.json: what the routes declare, and the one form of every error. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { ProblemDocument } from '../contract/common.ts';
import { TAGS } from './openapi_tags.ts';

const INFO = {
  title: 'Common Ground',
  version: '0.1.0',
  description: 'Errors are RFC 9457 problem documents (application/problem+json).',
  license: { name: 'MIT', identifier: 'MIT' },
};

const tags = Object.entries(TAGS).map(([name, description]) => ({ name, description }));

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

const REFUSED = {
  description: 'Refused, with a code and a sentence that says what to do',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

type Part = Record<string, unknown>;

/** Applies one correction to every object of the document, the inner ones first. */
function everywhere(part: unknown, correct: (part: Part) => Part): unknown {
  if (Array.isArray(part)) return part.map((one) => everywhere(one, correct));
  if (typeof part !== 'object' || part === null) return part;
  return correct(
    Object.fromEntries(Object.entries(part).map(([key, one]) => [key, everywhere(one, correct)])),
  );
}

/** “That, or null”. The generator writes `allOf: [that, string or null]`, which null never is. */
function orNull(whole: Part): Part {
  const { allOf, ...rest } = whole;
  if (!Array.isArray(allOf) || allOf.length !== 2) return whole;
  const [that, also] = allOf as [object, object]; // as: schemas are objects
  const types: unknown = 'type' in also && Object.keys(also).length === 1 ? also.type : null;
  if (!('$ref' in that) || !Array.isArray(types) || !types.includes('null')) return whole;
  return { ...rest, anyOf: [that, { type: 'null' }] };
}

/** A tuple has exactly its parts. The generator does not say so, and tools ask every array for its `items`. */
function exactTuple(whole: Part): Part {
  const { prefixItems } = whole;
  if (!Array.isArray(prefixItems) || 'items' in whole) return whole;
  const length = prefixItems.length;
  return { ...whole, items: { anyOf: prefixItems }, minItems: length, maxItems: length };
}

/** A default as it is written in an address: lists are text there. */
function textDefault(whole: Part): Part {
  return whole.type === 'string' && Array.isArray(whole.default)
    ? { ...whole, default: whole.default.join(',') }
    : whole;
}

/** The document as OpenAPI 3.1: every operation may also answer with a problem. */
export function openApiDocument(app: OpenAPIHono): object {
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: INFO,
    servers: [{ url: '/' }],
    tags,
  });
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
  return everywhere(whole, (part) => textDefault(exactTuple(orNull(part)))) as object; // as: an object stays one
}

/** What the document says of a route. */
export interface DescribedRoute {
  readonly method: string;
  readonly path: string;
  readonly operationId?: string | undefined;
  readonly tags?: readonly string[] | undefined;
}

/** Routes without an operationId of their own, or whose tag is not declared: there must be none. */
export function undescribed(routes: readonly DescribedRoute[]): string[] {
  const ids = routes.map(({ operationId }) => operationId);
  return routes
    .filter(
      ({ operationId = '', tags = [] }) =>
        !/^[a-z][a-zA-Z0-9]*$/.test(operationId) ||
        ids.indexOf(operationId) !== ids.lastIndexOf(operationId) ||
        tags.length !== 1 ||
        !tags.every((tag) => tag in TAGS),
    )
    .map(({ method, path }) => `${method.toUpperCase()} ${path}`);
}
