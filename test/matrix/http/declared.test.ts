/** A route that does not say who may call it keeps the app from starting at all. */
import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { withTestApp } from '#test/support/test_app.ts';

/** What somebody adds to the views' routes, one after the other. */
const added: ((router: OpenAPIHono) => unknown)[] = [];
const VIEWS = '#api/views/routes.ts';
beforeAll(async () => {
  const real = await import('#api/views/routes.ts');
  // the app is loaded anew, with these views; other files of the worker get it without them
  vi.resetModules();
  vi.doMock(VIEWS, () => ({
    viewRoutes: (testApp: never) => {
      const router = real.viewRoutes(testApp);
      for (const add of added) add(router as unknown as OpenAPIHono); // as: one router is like another
      return router;
    },
  }));
});
afterAll(() => {
  vi.doUnmock(VIEWS);
  vi.resetModules();
});

const testApp = await withTestApp();
const start = async () => {
  const { createApp } = await import('#api/main/app.ts');
  return createApp(testApp, { uploads: testApp.uploads, web: null, hosts: null });
};
const described = createRoute({
  method: 'get',
  path: '/secrets',
  responses: { 200: { description: 'Described, and yet open to anybody' } },
});

it('starts with the routes there are', async () => {
  await expect(start()).resolves.toBeDefined();
});

it('does not start with a route that nobody described, nor with one that makes no demand', async () => {
  for (const add of [
    (router: OpenAPIHono) => router.get('/secrets', (c) => c.text('secret')),
    (router: OpenAPIHono) => router.delete('/views/:id/:part', (c) => c.text('secret')),
    (router: OpenAPIHono) => router.openapi(described, (c) => c.text('secret')),
  ]) {
    added.splice(0, added.length, add);
    await expect(start()).rejects.toThrow(/do not say who may call them: (GET|DELETE) \/api\//);
  }
});

it('does not start with a route that the document cannot name', async () => {
  const open = { ...described, 'x-access': { may: 'anyone', scope: 'none' } };
  for (const route of [
    createRoute({ ...open, tags: ['views'] }),
    createRoute({ ...open, operationId: 'getSecrets' }),
    createRoute({ ...open, operationId: 'getSecrets', tags: ['secrets'] }),
    createRoute({ ...open, operationId: 'listViews', tags: ['views'] }),
  ]) {
    added.splice(0, added.length, (router: OpenAPIHono) =>
      router.openapi(route, (c) => c.text('secret')),
    );
    await expect(start()).rejects.toThrow(/need an operationId of their own.*GET \/api\/secrets/);
  }
});
