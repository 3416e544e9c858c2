/** Every request that the API describes, made with words of the caller's own in every field that takes words.
 *  A new route or field joins by itself; one whose other fields cannot be guessed says so, and is taught below. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { HIDDEN, KNOWN_FIELDS, KNOWN_REQUESTS, NOT_TOLD } from '#test/support/every_field_known.ts';

export type Schema = Readonly<Record<string, unknown>>;
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
  };
}
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** What is written into a field, at most so long and without what the field does not keep. The field is named by its
 *  place in the address and the body: a thing changed has the names of the thing made. */
export type Write = (field: string, longest: number, without?: RegExp) => string;

export interface Teller {
  ask(path: string, init: RequestInit): Promise<Response>;
  readonly write: Write;
  /** For whom: an agency's slug. */
  readonly agency: string;
}

/** What a known request or field may be made of. */
export interface About extends Teller {
  /** The id of what was made last at an address such as /api/hotspots. */
  idOf(address: string): number;
  /** A name that nothing else has, as addresses have them. */
  slug(): string;
}

const BODIES = ['application/json', 'multipart/form-data'] as const;

/** Makes every request once, in the order of the document, and gives the calls it made. Throws, with the answer in
 *  its message, when one is refused. */
export async function tellEverything(document: OpenApi, teller: Teller): Promise<string[]> {
  const ids = new Map<string, number>();
  const about: About = {
    ...teller,
    idOf(address) {
      const id = ids.get(address);
      if (id === undefined) throw new Error(`Nothing was made at ${address} yet.`);
      return id;
    },
    slug: () => `s-${randomUUID()}`,
  };
  const calls: string[] = [];
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, { requestBody }] of Object.entries(methods)) {
      const call = `${method.toUpperCase()} ${path}`;
      const schema = BODIES.map((type) => requestBody?.content[type]?.schema).find(Boolean);
      if (!schema || NOT_TOLD.has(call)) continue;
      const address = path.replaceAll(/\{\w+\}/g, (name, at: number) =>
        String(about.idOf(path.slice(0, at - 1).replaceAll(/\/\{\w+\}/g, ''))),
      );
      const plain = path.replaceAll(/\/\{\w+\}/g, '');
      const made = KNOWN_REQUESTS.get(call)?.(about) ?? filled(document, schema, plain, about);
      const answer = await teller.ask(address, await initOf(method, made, address, teller));
      const text = await answer.text();
      if (!answer.ok)
        throw new Error(
          `${call} was refused (${answer.status}): ${text}\nTeach test/support/every_field_known.ts what fits.`,
        );
      calls.push(call);
      if (method === 'post') ids.set(plain, idIn(text, plain));
      if (plain === '/api/imports') await settled(about.idOf(plain), teller);
    }
  return calls;
}

async function initOf(
  method: string,
  made: unknown,
  address: string,
  { ask }: Teller,
): Promise<RequestInit> {
  if (made instanceof FormData) return { method: method.toUpperCase(), body: made };
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  // what two people may edit names its version; of what has none nothing is asked
  const [thing] = /^\/api\/\w+\/\d+/.exec(address) ?? [];
  const now = thing === undefined ? null : await (await ask(thing, {})).json().catch(() => null);
  const { version } = (now ?? {}) as { version?: number }; // as: looked at for one number
  if (version !== undefined) headers['if-match'] = `"${version}"`;
  return { method: method.toUpperCase(), headers, body: JSON.stringify(made) };
}

/** The id of what was made: the answer's own, or of the last among the parts that the address names. */
function idIn(text: string, plain: string): number {
  const answer = JSON.parse(text) as Record<string, unknown>; // as: every 201 and 202 is an object
  const parts = answer[plain.split('/').at(-1) ?? ''];
  const thing: unknown = Array.isArray(parts) ? parts.at(-1) : answer;
  return Number((thing as { id?: unknown }).id); // as: not a number where it has none
}

async function settled(id: number, { ask }: Teller): Promise<void> {
  for (let wait = 0; wait < 600; wait++) {
    const { state } = (await (await ask(`/api/imports/${id}`, {})).json()) as { state: string }; // as: the contract
    if (!['received', 'reading', 'committing'].includes(state)) return;
    await pause(20);
  }
  throw new Error(`Import ${id} does not come to an end.`);
}

/** Something that fits the schema, with the teller's words wherever words fit. `field`: its place so far. */
function filled(document: OpenApi, given: Schema, field: string, about: About): unknown {
  const name = field.split(/[ .]/).at(-1) ?? '';
  const known = KNOWN_FIELDS.get(field) ?? KNOWN_FIELDS.get(name);
  if (known) return known(about);
  const schema = followed(document, given);
  const next = (part: unknown, step: string) =>
    filled(document, part as Schema, `${field}${field.includes(' ') ? '.' : ' '}${step}`, about); // as: parts of schemas are schemas
  const { enum: choices, anyOf, properties, items, additionalProperties: others } = schema;
  if (Array.isArray(anyOf)) return filled(document, anyOf[0] as Schema, field, about); // as: a schema
  if (Array.isArray(choices)) return choices[0] as unknown;
  const type = Array.isArray(schema['type']) ? (schema['type'][0] as unknown) : schema['type'];
  if (type === 'object') {
    const own = Object.entries(properties ?? {}).map(([key, part]) => [key, next(part, key)]);
    const more =
      own.length === 0 && typeof others === 'object'
        ? [[about.write(`${field}.key`, 100), next(others, 'value')]]
        : [];
    return Object.fromEntries([...own, ...more]) as unknown;
  }
  if (type === 'array') return [next(items, '0')];
  if (type === 'boolean') return true;
  if (type === 'integer' || type === 'number')
    return Math.max(1, Number(schema['minimum'] ?? 1), Number(schema['exclusiveMinimum'] ?? 0) + 1);
  if (type !== undefined && type !== 'string')
    throw new Error(`${field}: what is a ${String(type)}?`);
  const format = FORMATS[String(schema['format'])];
  if (format) return format();
  if (schema['pattern'] !== undefined || schema['format'] !== undefined)
    throw new Error(
      `${field}: teach test/support/every_field_known.ts what fits ${JSON.stringify(schema)}.`,
    );
  const longest = Number(schema['maxLength'] ?? 1000);
  return schema['x-text'] === undefined
    ? about.write(field, longest)
    : about.write(field, longest, HIDDEN);
}

const FORMATS: Readonly<Record<string, () => string>> = {
  uuid: () => randomUUID(),
  date: () => '2025-11-20',
  'date-time': () => '2025-11-20T12:00:00Z',
};

function followed({ components }: OpenApi, schema: Schema): Schema {
  const name = /^#\/components\/schemas\/(\w+)$/.exec(String(schema['$ref']))?.[1];
  return name === undefined ? schema : (components.schemas[name] ?? {});
}
