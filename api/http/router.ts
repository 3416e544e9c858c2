/** What every folder's routes share with the OpenAPI document. */
import { OpenAPIHono, type z } from '@hono/zod-openapi';
import { inputProblem } from './problem.ts';

/** A router whose refused input becomes one `invalid_input` problem with a sentence per field. */
export const router = () =>
  new OpenAPIHono({
    defaultHook: (result) => {
      if (result.success) return;
      throw inputProblem(result.error);
    },
  });

/** A JSON answer for createRoute's `content`. */
export const json = <S extends z.ZodType>(schema: S, description: string) => ({
  content: { 'application/json': { schema } },
  description,
});

/** A JSON body that must be there. */
export const body = <S extends z.ZodType>(schema: S) => ({
  content: { 'application/json': { schema } },
  required: true,
});
