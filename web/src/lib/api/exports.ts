/** Calls of the Export screen. */
import type { ExportPreview } from '#api/contract/exports.ts';
import { call, send } from '#web/lib/api.ts';
import type { FileKind, Format } from '#web/screens/export/words.ts';

/** @param query the filters as the API takes them */
export const getExportPreview = (query: URLSearchParams, signal?: AbortSignal) =>
  call<ExportPreview>('GET', `/api/exports/preview?${query}`, { signal });

const PATHS: Readonly<Record<FileKind, string>> = {
  incidents: '/api/exports/incidents',
  hexagons: '/api/hexes',
  actions: '/api/exports/actions',
};

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
  const query = new URLSearchParams(kind === 'actions' ? {} : filters);
  query.set('format', format);
  const answer = await send('GET', `${PATHS[kind]}?${query}`, { signal });
  return { blob: await answer.blob(), name: nameOf(answer) ?? `${kind}.${format}` };
}

/** RFC 8187's form, which the server always sends. */
function nameOf(answer: Response): string | undefined {
  const header = answer.headers.get('content-disposition') ?? '';
  const name = /filename\*=UTF-8''([^;\s]+)/.exec(header)?.[1];
  return name && decodeURIComponent(name);
}
