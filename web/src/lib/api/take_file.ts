/** Files to take away: no JSON, and named by a header. */
import { api } from '#web/lib/api.ts';
import { paramsOf } from '#web/screens/export/address.ts';
import type { FileKind, Format } from '#web/screens/export/words.ts';

export interface TakenFile {
  readonly blob: Blob;
  readonly name: string;
}

/** The file whole: a link would save a refusal as if it were one. */
export async function takeFile(
  kind: FileKind,
  format: Format,
  filters: URLSearchParams,
  signal?: AbortSignal,
): Promise<TakenFile> {
  const answer = await request(kind, format, filters, signal);
  return { blob: await answer.blob(), name: nameOf(answer) ?? `${kind}.${format}` };
}

function request(
  kind: FileKind,
  format: Format,
  filters: URLSearchParams,
  signal: AbortSignal | undefined,
): Promise<Response> {
  switch (kind) {
    case 'incidents':
      return api.download('/api/exports/incidents', {
        query: { ...paramsOf(filters), format },
        signal,
      });
    case 'hexagons':
      return api.download('/api/hexes', { query: { ...paramsOf(filters), format }, signal });
    case 'actions':
      if (format === 'geojson') throw new Error('Actions have no form on a map.');
      return api.download('/api/exports/actions', { query: { format }, signal });
  }
}

/** RFC 8187's form, which the server always sends. */
function nameOf(answer: Response): string | undefined {
  const header = answer.headers.get('content-disposition') ?? '';
  const name = /filename\*=UTF-8''([^;\s]+)/.exec(header)?.[1];
  return name && decodeURIComponent(name);
}
