/** Requests to addresses that a caller has named: limited in size and time, without redirects, and to the public internet
 *  alone. The address that is checked is the one that is connected to: a name may be resolved to another the next time. */
import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './public_address.ts';

/** A provider's keys and documents have some kilobytes. */
const MOST_BYTES = 2 ** 20;
/** All of a request, its answer too. */
const MOST_MS = 15_000;

export type RefusedBecause = 'PRIVATE_ADDRESS' | 'TOO_LARGE' | 'ENCODED' | 'TOO_SLOW';

export class OutgoingRefused extends Error {
  override readonly name = 'OutgoingRefused';
  readonly code: RefusedBecause;
  constructor(code: RefusedBecause) {
    super(`The request was not made, or its answer not read: ${code}`);
    this.code = code;
  }
}

export interface OutgoingOptions {
  /** Whether this machine and its network may be called: the operator's setting. */
  readonly privateAddresses: boolean;
  /** Every address of a name; the system's own unless a test says otherwise. */
  readonly resolve?: (hostname: string) => Promise<readonly LookupAddress[]>;
  readonly mostBytes?: number;
  readonly mostMs?: number;
}

export interface OutgoingRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

export type OutgoingFetch = (url: string, request: OutgoingRequest) => Promise<Response>;

const systemResolve = (hostname: string) => lookup(hostname, { all: true });

/** Throws OutgoingRefused, and Node's own errors. */
export const outgoingFetch =
  ({
    privateAddresses,
    resolve = systemResolve,
    mostBytes = MOST_BYTES,
    mostMs = MOST_MS,
  }: OutgoingOptions): OutgoingFetch =>
  async (address, { method, headers, body, signal }) => {
    const url = new URL(address);
    const mayConnect = (to: string): boolean => privateAddresses || isPublicAddress(to);
    // Node resolves no address in digits, and so asks nobody
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && !mayConnect(host)) throw new OutgoingRefused('PRIVATE_ADDRESS');
    const late = AbortSignal.timeout(mostMs);
    /** Node says of both that it was aborted. */
    const explained = (error: unknown): never => {
      if (late.aborted) throw new OutgoingRefused('TOO_SLOW');
      throw signal?.aborted ? signal.reason : error;
    };
    const answer = await connect(url, body === undefined || body === null ? '' : String(body), {
      method,
      // one that is packed could be small outside and large inside
      headers: { ...headers, 'accept-encoding': 'identity' },
      lookup: checkedLookup(resolve, mayConnect),
      // a connection of its own: a kept one goes where an earlier check let it
      agent: false,
      signal: AbortSignal.any([late, ...(signal ? [signal] : [])]),
    }).catch(explained);
    const { status, headers: given, chunks } = answer;
    const bytes = await collect(chunks, mostBytes).catch(explained);
    // a Response of these must have no body
    return new Response([204, 205, 304].includes(status) ? null : bytes, {
      status,
      headers: given,
    });
  };

/** Throws OutgoingRefused where any address of a name may not be connected to. */
const checkedLookup =
  (
    resolve: NonNullable<OutgoingOptions['resolve']>,
    mayConnect: (address: string) => boolean,
  ): LookupFunction =>
  (hostname, { all }, done) => {
    resolve(hostname).then(
      (found) => {
        const [first] = found;
        if (!first || !found.every(({ address }) => mayConnect(address)))
          done(new OutgoingRefused('PRIVATE_ADDRESS'), '');
        else if (all) done(null, [...found]);
        else done(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => done(error, ''),
    );
  };

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly chunks: IncomingMessage;
}

function connect(url: URL, body: string, options: RequestOptions): Promise<Answer> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (chunks) => {
      const headers = new Headers();
      for (const [name, value] of Object.entries(chunks.headers))
        for (const one of [value ?? []].flat()) headers.append(name, one);
      const encoding = headers.get('content-encoding') ?? 'identity';
      if (encoding === 'identity') resolve({ status: chunks.statusCode ?? 0, headers, chunks });
      else {
        chunks.destroy();
        reject(new OutgoingRefused('ENCODED'));
      }
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function collect(
  chunks: IncomingMessage,
  mostBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks as AsyncIterable<Buffer> /* no encoding is set on it */) {
    bytes += chunk.length;
    if (bytes > mostBytes) {
      chunks.destroy();
      throw new OutgoingRefused('TOO_LARGE');
    }
    parts.push(chunk);
  }
  return new Uint8Array(Buffer.concat(parts));
}
