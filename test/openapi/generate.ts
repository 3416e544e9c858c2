/** The two files made from the routes: api/openapi.json, and the browser's types from it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTypes, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { openApiDocument } from '#api/http/openapi_document.ts';
import { createApp } from '#api/main/app.ts';
import type { Services } from '#api/main/services.ts';

/** Routes describe themselves without a database: none is called. */
const parts = {
  config: { basemap: { form: 'none' }, publicUrl: null },
  log: {},
  releases: { folder: '' },
  now: () => new Date(0),
};

/** What /api/openapi.json answers. */
export function openApiText(): string {
  const services = parts as unknown as Services; // as: see above
  const app = createApp(services, { uploads: '', web: null, hosts: null });
  const document = openApiDocument(app);
  return `${JSON.stringify(document, null, 1)}\n`;
}

/** As a file of types: `paths` and what they refer to. */
export async function typesText(document: string): Promise<string> {
  const ast = await openapiTypes(JSON.parse(document) as OpenAPI3); // as: openApiText made it
  return `/** Generated from api/openapi.json by \`npm run openapi\`: do not edit. */\n${astToString(ast)}`;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
export const DOCUMENT = 'api/openapi.json';
export const TYPES = 'web/src/lib/api/openapi.ts';
export const stored = (file: string): string => readFileSync(`${root}${file}`, 'utf8');
export const store = (file: string, text: string): void => writeFileSync(`${root}${file}`, text);
