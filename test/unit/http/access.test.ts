/** Routes that say who may call them, and those that do not. */
import { describe, expect, test } from 'vitest';
import { access, methodsAt, openTo, undeclared, type DeclaredRoute } from '#api/http/access.ts';

const declared: DeclaredRoute[] = [
  { method: 'get', path: '/api/health', access: access('anyone', 'none') },
  { method: 'get', path: '/api/releases/{month}/{file}', access: access('anyone', 'none') },
  { method: 'get', path: '/api/hexes/{cell}', access: access('counts.read', 'granted') },
  { method: 'post', path: '/api/hexes/{cell}', access: access('signed_in', 'self') },
];

describe('A route that says nothing of who may call it', () => {
  test('is named, and one that does is not', () => {
    const served = [
      { method: 'GET', path: '/api/health' },
      { method: 'GET', path: '/api/hexes/:cell' },
      { method: 'PUT', path: '/api/hexes/:cell' },
      { method: 'GET', path: '/api/secrets' },
    ];
    expect(undeclared(served, declared)).toEqual(['PUT /api/hexes/:cell', 'GET /api/secrets']);
  });

  test('is named once, however many handlers it has', () => {
    const twice = [1, 2].map(() => ({ method: 'GET', path: '/api/secrets' }));
    expect(undeclared(twice, declared)).toEqual(['GET /api/secrets']);
  });

  test('is named also where it is described but makes no demand', () => {
    const silent = [{ method: 'get', path: '/api/secrets', access: undefined }];
    expect(undeclared([{ method: 'GET', path: '/api/secrets' }], silent)).toEqual([
      'GET /api/secrets',
    ]);
  });

  test('is found behind a parameter with a pattern too', () => {
    expect(undeclared([{ method: 'GET', path: '/api/hexes/:cell{[0-9a-f]+}' }], declared)).toEqual(
      [],
    );
  });

  test('is not looked for among middleware, nor outside the API', () => {
    const served = [
      { method: 'ALL', path: '/api/*' },
      { method: 'GET', path: '/basemap.pmtiles' },
      { method: 'GET', path: '/*' },
    ];
    expect(undeclared(served, declared)).toEqual([]);
  });
});

describe('The methods of an address', () => {
  test('are those of its routes; HEAD goes with GET', () => {
    expect(methodsAt(declared, '/api/hexes/89')).toEqual(['GET', 'HEAD', 'POST']);
    expect(methodsAt(declared, '/api/health')).toEqual(['GET', 'HEAD']);
  });

  test('are none where there is nothing', () => {
    expect(methodsAt(declared, '/api/hexes')).toEqual([]);
    expect(methodsAt(declared, '/api/hexes/89/more')).toEqual([]);
  });
});

describe('A call that anybody may make', () => {
  const isOpen = openTo(declared);

  test('is one to a route that declares it, by its own method; HEAD counts as GET', () => {
    for (const method of ['GET', 'HEAD']) {
      expect([method, isOpen(method, '/api/health')]).toEqual([method, true]);
      expect([method, isOpen(method, '/api/hexes/89')]).toEqual([method, false]);
    }
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'get'])
      expect([method, isOpen(method, '/api/health')]).toEqual([method, false]);
  });

  test('is one to that address alone: none longer, shorter, or that only looks like it', () => {
    for (const path of [
      '/api/health/',
      '/api/health/1',
      '/api/healthy',
      '/api/healt',
      '/x/api/health',
      '//api/health',
      '/api/HEALTH',
      '/api/health\n',
      '/api/health%2f..%2fhexes',
      '/api/hexes/../health',
    ])
      expect([path, isOpen('GET', path)]).toEqual([path, false]);
  });

  test('has one part of the address for each parameter', () => {
    expect(isOpen('GET', '/api/releases/2025-10/counts.csv')).toBe(true);
    for (const path of [
      '/api/releases/2025-10',
      '/api/releases/2025-10/a/b',
      '/api/releases//counts.csv',
    ])
      expect([path, isOpen('GET', path)]).toEqual([path, false]);
  });

  test('is not one whose route only requires a signed-in caller, or declares nothing', () => {
    expect(isOpen('POST', '/api/hexes/89')).toBe(false);
    expect(openTo([{ method: 'get', path: '/a', access: undefined }])('GET', '/a')).toBe(false);
  });
});
