/** Errors as callers meet them: a code from the list, never the error's own words. */
import { HTTPException } from 'hono/http-exception';
import { describe, expect, it } from 'vitest';
import { isNamed } from '#api/http/etag.ts';
import { Problem, PROBLEMS } from '#api/http/problem.ts';
import { problemOf } from '#api/http/problem_of.ts';

const failing = (code: string, about: object = {}) =>
  Object.assign(new Error('select secret from incident at /srv/app'), { code, ...about });
const codeOf = (error: Error) => problemOf(error, () => 'ref').code;

describe('An error becomes', () => {
  it('database_away when nobody is at the other end', () => {
    for (const code of [
      '57P01',
      '57P03',
      '53300',
      '08006',
      'CONNECTION_CLOSED',
      'CONNECT_TIMEOUT',
      'ECONNREFUSED',
      'ENOTFOUND',
    ])
      expect([code, codeOf(failing(code))]).toEqual([code, 'database_away']);
    expect(codeOf(failing('ENOENT', { syscall: 'connect', address: '/tmp/s' }))).toBe(
      'database_away',
    );
  });

  it('internal when it is a file that is not there: trying again would not help', () => {
    expect(codeOf(failing('ENOENT', { syscall: 'open', path: '/srv/x' }))).toBe('internal');
  });

  it('bad_request for text that no database keeps, and for a body that is no JSON', () => {
    for (const code of ['22021', '22P05']) expect(codeOf(failing(code))).toBe('bad_request');
    expect(codeOf(new HTTPException(400, { message: 'Malformed JSON' }))).toBe('bad_request');
    expect(codeOf(new HTTPException(415))).toBe('wrong_media_type');
  });

  it('internal with a reference to quote, and nothing else', () => {
    for (const error of [failing('42601'), new Error('x'), new Problem('internal')])
      expect(problemOf(error, () => 'ref').body()).toEqual({
        type: 'about:blank#internal',
        title: PROBLEMS.internal[1],
        status: 500,
        code: 'internal',
        reference: 'ref',
      });
  });

  it('itself when it is a problem already', () => {
    const problem = new Problem('bad_cell', { detail: 'x' });
    expect(problemOf(problem, () => 'ref')).toBe(problem);
  });
});

describe('Every problem', () => {
  for (const [code, [status, sentence]] of Object.entries(PROBLEMS))
    it(`${code} has an error’s status and a sentence`, () => {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(sentence).toMatch(/^[A-Z].*\.$/);
    });
});

describe('If-None-Match', () => {
  it('names a tag whether weak or strong, alone or among others', () => {
    for (const header of ['"a"', 'W/"a"', '"b", W/"a"', '*']) {
      expect(isNamed(header, '"a"')).toBe(true);
      expect(isNamed(header, 'W/"a"')).toBe(true);
    }
    for (const header of [undefined, '', '"b"', 'a', '"A"'])
      expect(isNamed(header, '"a"')).toBe(false);
  });
});
