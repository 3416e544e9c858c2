/** What of an error gets into the log: where it happened and of what sort it is; nobody's words. */
import { describe, expect, it } from 'vitest';
import { errorForLog, makeLog } from '#api/main/log.ts';

const SECRET = 'Mrs Owen, 4 Foundry Walk';
const said = (error: unknown): string => JSON.stringify(errorForLog(error));

describe('Of an error the log keeps', () => {
  it('its sort and its place, not its words', () => {
    const logged = errorForLog(new RangeError(`not ${SECRET}`));
    expect(logged.type).toBe('RangeError');
    expect(logged.at?.[0]).toMatch(/^at .*log\.test\.ts:\d+:\d+\)?$/);
    expect(JSON.stringify(logged)).not.toContain(SECRET);
  });

  it('of PostgreSQL the code and the names, not the row', () => {
    const failing = Object.assign(new Error(`invalid input syntax: "${SECRET}"`), {
      code: '23514',
      detail: `Failing row contains (${SECRET}).`,
      where: SECRET,
      query: `select '${SECRET}'`,
      parameters: [SECRET],
      constraint_name: 'find_note_check',
      table_name: 'find',
      column_name: `not a name: ${SECRET}`,
    });
    expect(errorForLog(failing)).toMatchObject({
      code: '23514',
      constraint: 'find_note_check',
      table: 'find',
    });
    expect(said(failing)).not.toContain(SECRET);
    expect(said(Object.assign(new Error(SECRET), { code: 'P0001' }))).not.toContain(SECRET);
    expect(said(Object.assign(new Error(SECRET), { code: SECRET }))).not.toContain(SECRET);
  });

  it('of a body that is no JSON nothing of the body', () => {
    try {
      JSON.parse(`{"note": ${SECRET}`);
    } catch (error) {
      expect(String(error)).toContain('Mrs');
      expect(said(error)).not.toContain('Mrs');
    }
  });

  it('the words where they are the system’s or the database’s about itself', () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
      syscall: 'write',
    });
    expect(errorForLog(full)).toMatchObject({ code: 'ENOSPC', message: full.message });
    const denied = Object.assign(new Error('permission denied for table find'), { code: '42501' });
    expect(errorForLog(denied).message).toBe(denied.message);
  });

  it('its cause by the same rule; lines of a message are no stack; what is no error is only named', () => {
    const lines = new Error(`${SECRET}\n    at ${SECRET}:1:2`, { cause: new TypeError(SECRET) });
    expect(errorForLog(lines)).toMatchObject({ type: 'Error', cause: { type: 'TypeError' } });
    expect(said(lines)).not.toContain(SECRET);
    expect(errorForLog(SECRET)).toEqual({ type: 'string' });
    expect(errorForLog(new Error('')).at?.length).toBeGreaterThan(0);
  });
});

describe('A line of the log', () => {
  it('is one JSON object, with the time in UTC and the level as a word', () => {
    const lines: string[] = [];
    const log = makeLog('info', { write: (line: string) => void lines.push(line) });
    log.info({ status: 408 }, 'cut off\nand more');
    log.error({ err: new Error(SECRET) });
    log.error(new Error(SECRET));
    log.debug('not at this level');
    expect(lines).toHaveLength(3);
    const [first, second] = lines.map((line) => JSON.parse(line) as Record<string, unknown>); // as: pino's lines are objects
    expect(lines.every((line) => /^[^\n]*\n$/.test(line))).toBe(true);
    expect(first).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as unknown,
      status: 408,
      msg: 'cut off\nand more',
    });
    expect(second).toMatchObject({ level: 'error', err: { type: 'Error' } });
    expect(lines.join('')).not.toContain(SECRET);
  });
});
