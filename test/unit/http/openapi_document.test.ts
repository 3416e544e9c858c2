/** Routes that the document can name, and those that it cannot. */
import { expect, test } from 'vitest';
import { undescribed } from '#api/http/openapi_document.ts';

const known = { method: 'get', path: '/a', operationId: 'getA', tags: ['health'] };

test('a route with a name of its own and one declared tag is described', () => {
  expect(undescribed([known, { ...known, path: '/b', operationId: 'getB' }])).toEqual([]);
});

test.each([
  ['no name', { operationId: undefined }],
  ['a name that is no camelCase word', { operationId: 'get-b' }],
  ['another’s name', { operationId: 'getA' }],
  ['no tag', { tags: undefined }],
  ['an unknown tag', { tags: ['nothing'] }],
  ['two tags', { tags: ['health', 'me'] }],
])('a route with %s is not', (_, change) => {
  const other = { method: 'put', path: '/b', operationId: 'putB', tags: ['health'], ...change };
  expect(undescribed([known, other])).toContain('PUT /b');
});
