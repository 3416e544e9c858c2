/** The log: one JSON object a line, times in UTC. Notes, coordinates and tokens are never passed to it; errors are the
 *  one thing that could carry them in, because an error quotes what it fell over. */
import { writeSync } from 'node:fs';
import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';

const TRIES = 10;
const BETWEEN_TRIES_MS = 10;
const nobody = new Int32Array(new SharedArrayBuffer(4));

/** A log on a full disk loses lines, and nothing else may depend on it: pino's own stream (sonic-boom 4) ended the server at
 *  the first and hung at the next. A pipe that is full for a moment is waited for. */
const standardError: DestinationStream = {
  write(line) {
    let rest = Buffer.from(line);
    for (let tries = 0; rest.length > 0 && tries < TRIES;)
      try {
        rest = rest.subarray(writeSync(2, rest));
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) return;
        tries += 1;
        Atomics.wait(nobody, 0, 0, BETWEEN_TRIES_MS);
      }
  },
};

/** @param into standard error, unless a test reads along */
export const makeLog = (level: string, into: DestinationStream = standardError): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: errorForLog },
      hooks: {
        // without a message of ours, pino takes the error's
        logMethod([what, ...words], write) {
          write.apply(
            this,
            words.length > 0 || typeof what === 'string' ? [what, ...words] : [what, 'failed'],
          );
        },
      },
    },
    into,
  );

interface LoggedError {
  readonly type: string;
  readonly code?: string;
  readonly message?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly column?: string;
  readonly at?: readonly string[];
  readonly cause?: LoggedError;
}

/** Where it happened and of what sort it is. Its words only where they can be nobody's: PostgreSQL puts whole rows into
 *  `detail`, JSON.parse a piece of the body into its message. */
export function errorForLog(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error };
  const nameIn = (...keys: string[]): string | undefined => {
    for (const key of keys) {
      const value: unknown = Reflect.get(error, key);
      if (typeof value === 'string' && NAME.test(value)) return value;
    }
    return undefined;
  };
  const code = nameIn('code');
  const facts = {
    code,
    message: isHarmless(error, code) ? error.message : undefined,
    // postgres.js | PGlite
    constraint: nameIn('constraint_name', 'constraint'),
    table: nameIn('table_name', 'table'),
    column: nameIn('column_name', 'column'),
    at: framesOf(error),
    cause: error.cause === undefined ? undefined : errorForLog(error.cause),
  };
  return { type: error.constructor.name, ...withoutUndefined(facts) };
}

/** A code, or what a migration calls something. */
const NAME = /^\w{1,80}$/;

/** Of the system (“no space left on device”), and of PostgreSQL about its own state: connections, privileges and
 *  syntax, resources, an operator's doing. Not about the values it was given (22, 23), nor what a function raised (P0). */
const isHarmless = (error: Error, code: string | undefined): boolean =>
  'syscall' in error || /^(08|25|28|40|42|53|54|55|57|58|XX)\w{3}$/.test(code ?? '');

/** The stack without the message on top of it, which may have lines of its own. */
const framesOf = ({ stack = '', message }: Error): string[] => {
  const top = stack.indexOf(message);
  return stack
    .slice(top < 0 ? 0 : top + message.length)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at .*(:\d+:\d+\)?|<anonymous>\)?|\(native\))$/.test(line))
    .slice(0, 12);
};

const withoutUndefined = <T extends object>(all: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as never; // as: the keys that are left
