/** Every route that the API describes, with parameters that it does not have, or twice what it has. */
import { describe, expect, it } from 'vitest';
import { faultOfParameters } from '#api/http/query_parameters.ts';
import { ROLES } from '#api/contract/permissions.ts';
import { refusal } from '#test/api/http/calls.ts';
import { pathWith } from '#test/matrix/http/routes.ts';
import type { OpenApi } from '#test/support/every_field.ts';
import { alice } from '#test/support/people.ts';
import { withTestApp } from '#test/support/test_app.ts';

const testApp = await withTestApp();
const all = { ...alice, name: 'Every role', roles: ROLES };
await testApp.addPerson(all);
const document = await testApp.json<OpenApi>('/api/openapi.json');

interface Described {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly string[];
}
const UUID = '0b5c1f8e-8f3a-4a39-9c3e-0f6f3a6f0001';
const routes: Described[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { parameters = [] }]) => ({
    method: method.toUpperCase(),
    path: pathWith(path, { id: /people|sessions/.test(path) ? UUID : '1' }),
    parameters: parameters.filter((one) => one.in === 'query').map(({ name }) => name),
  })),
);
const ask = ({ method, path }: Described, query: string) =>
  testApp.request(`${path}?${query}`, { method }, all);

/** A provider answers there, with parameters of its own. */
const OPEN = /^\/api\/sign-in\/openid\/.*\/callback$/;
const guarded = routes.filter(({ path }) => !OPEN.test(path));

describe('A parameter that a route does not have', () => {
  it('is refused by every route, in words that name it', async () => {
    expect(guarded.length).toBeGreaterThan(80);
    for (const route of guarded) {
      const told = await refusal(ask(route, 'unheard_of=1'));
      expect([route.method, route.path, told.status, told.code, told.fields?.[0]?.path]).toEqual([
        ...[route.method, route.path, 400, 'unknown_parameter', 'unheard_of'],
      ]);
      expect(told.detail).toContain('“unheard_of”');
    }
  });

  it('is refused beside the right ones, and the nearest of them is named', async () => {
    const parameters = guarded.flatMap((route) =>
      route.parameters.map((name) => ({ route, name })),
    );
    expect(parameters.length).toBeGreaterThan(80);
    for (const { route, name } of parameters) {
      const other = `${name}x`;
      const told = await refusal(ask(route, `${other}=1`));
      expect([route.path, told.status, told.fields?.[0]?.path]).toEqual([route.path, 400, other]);
      expect(told.detail).toContain(`“${name}”`);
      // one that there is, twice
      const twice = await refusal(ask(route, `${name}=1&${name}=1`));
      expect([route.path, name, twice.status, twice.fields?.[0]?.path]).toEqual([
        ...[route.path, name, 422, name],
      ]);
    }
  });

  it('is refused in the document’s own address, too', async () => {
    expect((await testApp.request('/api/openapi.json?form=yaml')).status).toBe(400);
  });

  it('is not looked at before who calls', async () => {
    expect((await testApp.call('/api/hexes?unheard_of=1')).status).toBe(401);
  });
});

describe('The words', () => {
  it('show what cannot be seen, and no more of a name than is needed', () => {
    expect(faultOfParameters(['a\u202Eb'], [])?.message).toBe(
      'There is no parameter “a‹U+202E›b”. This address takes none.',
    );
    expect(faultOfParameters(['x'.repeat(9000)], ['from'])?.path).toHaveLength(60);
    expect(faultOfParameters(['form'], ['from', 'to', 'kind'])?.message).toBe(
      'There is no parameter “form”. The nearest one here is “from”; this address takes from, to, kind.',
    );
    expect(faultOfParameters([''], ['from'])?.message).toContain('“”');
    expect(faultOfParameters(['__proto__'], ['from'])).not.toBeNull();
    expect(faultOfParameters(['from', 'to'], ['from', 'to'])).toBeNull();
  });
});
