/** What each route demands of its caller. A route is made with `route(access, …)`; app.ts refuses to start with one that
 *  declares nothing. /api/openapi.json shows the demand as `x-access`. */
import { createRoute, type RouteConfig } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { roleMay, type Operation } from '../contract/permissions.ts';
import type { Tag } from './openapi_tags.ts';
import { Problem } from './problem.ts';
import { guardParameters, parametersOf } from './query_parameters.ts';
import type { Principal } from './principal.ts';

declare module 'hono' {
  interface ContextVariableMap {
    /** Who calls; null: nobody who is known. Set once, by `authenticate`. */
    principal: Principal | null;
  }
}

export interface Access {
  /** An operation of contract/permissions.ts, anybody at all, or anybody who is signed in. */
  readonly may: Operation | 'anyone' | 'signed_in';
  /** Whose rows it is about:
   *  none: nobody's · self: one's own account · own_agency: one's agency's · granted: what agreements give ·
   *  partnership: what every partner shares */
  readonly scope: 'none' | 'self' | 'own_agency' | 'granted' | 'partnership';
}

export const access = (may: Access['may'], scope: Access['scope']): Access => ({ may, scope });

/** Whether the caller's roles carry an operation. The database checks it again, in every transaction. */
export function mayOf(c: Context, operation: Operation): boolean {
  const principal = c.get('principal');
  if (!principal) return false;
  if (operation === 'partnership.manage' && !principal.host) return false;
  return roleMay(principal.roles, operation);
}

/** Throws Problem `sign_in_first` or `not_allowed`, before the input is looked at. */
const demands =
  ({ may }: Access): MiddlewareHandler =>
  async (c, next) => {
    if (may !== 'anyone') {
      if (!c.get('principal')) throw new Problem('sign_in_first');
      if (may !== 'signed_in' && !mayOf(c, may)) throw new Problem('not_allowed');
    }
    await next();
  };

/** A route's name and chapter in /api/openapi.json. Generated clients name their functions by `operationId`: once
 *  published it stays. */
type Described<P extends string> = Omit<RouteConfig, 'path' | 'operationId' | 'tags'> & {
  path: P;
  operationId: string;
  tags: [Tag];
};

/** What every route checks first: whether the caller may, then whether it has such parameters. */
export const guards = (demand: Access, { request }: Pick<RouteConfig, 'request'>) =>
  [demands(demand), guardParameters(parametersOf(request?.query))] as const;

/** createRoute, with the demand in front of everything else that the route does. */
export const route = <P extends string, R extends Described<P>>(demand: Access, config: R) =>
  createRoute<P, R>(
    Object.assign({}, config, { middleware: [...guards(demand, config)], 'x-access': demand }),
  );

/** A route as the registry keeps it. */
export interface DeclaredRoute {
  readonly method: string;
  readonly path: string;
  readonly access: Access | undefined;
}

const pattern = (path: string): RegExp => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);

/** Whether a call goes to a route that anybody may use. HEAD counts as GET. */
export function openTo(
  routes: readonly DeclaredRoute[],
): (method: string, path: string) => boolean {
  const open = routes
    .filter((one) => one.access?.may === 'anyone')
    .map(({ method, path }) => ({ method: method.toUpperCase(), path: pattern(path) }));
  return (method, path) =>
    open.some((one) => one.method === (method === 'HEAD' ? 'GET' : method) && one.path.test(path));
}

/** The methods that an address of the API answers; none: there is nothing there. */
export function methodsAt(routes: readonly DeclaredRoute[], path: string): string[] {
  const found = routes
    .filter((one) => pattern(one.path).test(path))
    .map(({ method }) => method.toUpperCase());
  return [...new Set(found.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))];
}

/** Routes served that nobody declared a demand for: there must be none. */
export function undeclared(
  served: readonly { readonly method: string; readonly path: string }[],
  declared: readonly DeclaredRoute[],
): string[] {
  const known = new Set(
    declared
      .filter((one) => one.access !== undefined)
      .map(({ method, path }) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  );
  const names = served
    .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
    .map(({ method, path }) => `${method} ${path.replace(/(:\w+)\{[^}]*\}/g, '$1')}`);
  return [...new Set(names)].filter((name) => !known.has(name));
}
