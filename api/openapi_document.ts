/** /api/openapi.json: what the routes say of themselves, and the one shape of every refusal. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { ProblemDocument } from './contract/common.ts';

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

/** The document as OpenAPI 3.1: every operation may also answer with a problem. */
export function openApiDocument(app: OpenAPIHono) {
  const document = app.getOpenAPI31Document({ openapi: '3.1.0', info: INFO });
  for (const item of Object.values(document.paths ?? {}))
    for (const method of METHODS) {
      const operation = item[method];
      if (operation) operation.responses = { ...operation.responses, default: REFUSED };
    }
  // from zod itself: the registry takes only schemas that were made after it was loaded
  const said = Object.entries(z.toJSONSchema(ProblemDocument));
  const problem = Object.fromEntries(said.filter(([key]) => key !== '$schema' && key !== 'id'));
  const schemas = { ...document.components?.schemas, Problem: problem };
  return { ...document, components: { ...document.components, schemas } };
}
