/** Every route that the API says it has, with what it demands of whoever calls it. */
import type { Access } from '#api/http/access.ts';
import { roleMay } from '#api/contract/permissions.ts';
import type { Caller } from './callers.ts';

export interface Route {
  /** As in `POST /api/finds/{id}`. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly access: Access;
  readonly takesBody: boolean;
}

interface OpenApi {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, { readonly 'x-access'?: Access; readonly requestBody?: unknown }>>
    >
  >;
}
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** Throws when a route does not say what it demands. */
export const routesOf = (document: unknown): Route[] =>
  Object.entries((document as OpenApi).paths).flatMap(([path, item]) =>
    // as: an OpenAPI document
    Object.entries(item)
      .filter(([method]) => METHODS.includes(method))
      .map(([method, operation]) => {
        const access = operation['x-access'];
        const name = `${method.toUpperCase()} ${path}`;
        if (!access) throw new Error(`${name} does not say in the document who may call it`);
        return {
          name,
          method: method.toUpperCase(),
          path,
          access,
          takesBody: operation.requestBody !== undefined,
        };
      }),
  );

/** The rule: 401 for nobody, 403 for whom no role lets, and then it is the route's turn. */
export function verdictOn({ access }: Route, caller: Caller): 'unknown' | 'refused' | 'served' {
  if (access.may === 'anyone') return 'served';
  if (caller.roles.length === 0) return 'unknown';
  if (access.may === 'signed_in') return 'served';
  if (!roleMay(caller.roles, access.may)) return 'refused';
  return access.may === 'partnership.manage' && !caller.host ? 'refused' : 'served';
}

/** A path with every parameter filled in. */
export const pathWith = (path: string, values: Readonly<Record<string, string>>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '1');
