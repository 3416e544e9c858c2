/** /api/imports */
import { access, guards, route } from '../http/access.ts';
import { audit } from '../audit/queries.ts';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from '@hono/zod-openapi';
import { IdParam } from '../contract/common.ts';
import { FORMAT_NAMES, FormatName, Mapping } from '../contract/intake.ts';
import { Import, ImportForm, ImportSummary } from '../contract/imports.ts';
import type { ImportServices } from './services.ts';
import type { Context } from 'hono';
import { parseJson } from '../http/json_limits.ts';
import { body, json, router } from '../http/router.ts';
import { agencyBySlug } from '../agencies/queries.ts';
import { callerIn } from '../auth/sessions/recent.ts';
import { Problem } from '../http/problem.ts';
import { asViewer, ownAgency } from '../http/transaction.ts';
import { listImports, listRejects, readImport } from './import_view_queries.ts';
import { receiveUpload } from './receive_upload.ts';
import { assertRoom, leastNeed } from './room_for_file.ts';
import { shownTo } from './shown_to.ts';
import { rejectsHeader, rejectsLines } from './rejects_csv.ts';

/** To upload, and to read rejected rows. */
const UPLOADS = access('imports.manage', 'own_agency');

const upload = route(UPLOADS, {
  method: 'post',
  path: '/imports',
  operationId: 'createImport',
  tags: ['intake'],
  request: {
    body: {
      content: {
        'multipart/form-data': {
          schema: ImportForm.extend({ file: z.string().meta({ format: 'binary' }) }),
        },
      },
      required: true,
    },
  },
  responses: {
    202: json(z.object({ id: z.number().int() }), 'Taken; ask for the import by its id'),
  },
});
const list = route(access('imports.read', 'own_agency'), {
  method: 'get',
  path: '/imports',
  operationId: 'listImports',
  tags: ['intake'],
  responses: { 200: json(z.object({ imports: z.array(ImportSummary) }), 'Latest first') },
});
const read = route(access('imports.read', 'own_agency'), {
  method: 'get',
  path: '/imports/{id}',
  operationId: 'getImport',
  tags: ['intake'],
  request: { params: IdParam },
  responses: { 200: json(Import, 'One import: progress, counts, first problems, preview') },
});
const remap = route(access('imports.manage', 'own_agency'), {
  method: 'put',
  path: '/imports/{id}/mapping',
  operationId: 'changeImportMapping',
  tags: ['intake'],
  request: { params: IdParam, body: body(Mapping) },
  responses: { 202: json(z.object({ id: z.number().int() }), 'The dry run is done again') },
});
const commit = route(access('imports.manage', 'own_agency'), {
  method: 'post',
  path: '/imports/{id}/commit',
  operationId: 'commitImport',
  tags: ['intake'],
  request: { params: IdParam },
  responses: { 202: json(z.object({ id: z.number().int() }), 'Coming in') },
});
const rejects = route(UPLOADS, {
  method: 'get',
  path: '/imports/{id}/rejects',
  operationId: 'getImportRejects',
  tags: ['intake'],
  request: { params: IdParam },
  responses: {
    200: {
      content: { 'text/csv': { schema: z.string() } },
      description: 'Rows that stayed out: file (in an archive), line, column, value, reason',
    },
  },
});
const undo = route(access('imports.manage', 'own_agency'), {
  method: 'delete',
  path: '/imports/{id}',
  operationId: 'undoImport',
  tags: ['intake'],
  request: { params: IdParam },
  responses: { 200: json(Import, 'Undone; a dry run dropped, or one being read called off') },
});

const REJECTS_PAGE = 20_000;

const invalid = (path: string, message: string): Problem =>
  new Problem('invalid_input', { fields: [{ path, message }] });

/** The form's fields. Throws Problem `invalid_input`. */
function readForm(fields: Readonly<Record<string, string>>) {
  const form = ImportForm.safeParse(fields);
  if (!form.success)
    throw new Problem('invalid_input', {
      fields: form.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
    });
  const { format, mapping } = form.data;
  if (format && !FormatName.safeParse(format).success)
    throw invalid('format', `Write one of ${FORMAT_NAMES.join(', ')}, or leave it out.`);
  return { ...form.data, format: format || undefined, mapping: readMappingField(mapping) };
}

function readMappingField(text: string | undefined): Mapping | undefined {
  if (!text) return undefined;
  try {
    return Mapping.parse(parseJson(text));
  } catch {
    throw invalid('mapping', 'The mapping is not valid JSON of its schema.');
  }
}

export const importRoutes = (services: ImportServices, uploads: string) => {
  /** The service works as the owner of the tables: the caller's own transaction checks whose import it is.
   *  Throws Problem `not_found`. */
  const mustBeOwn = (c: Context, id: number) => asViewer(services, c, (tx) => readImport(tx, id));

  return (
    router()
      .openapi(list, async (c) =>
        c.json({ imports: await asViewer(services, c, (tx) => listImports(tx)) }, 200),
      )
      .openapi(read, async (c) => {
        const { id } = c.req.valid('param');
        return c.json(shownTo(c, await asViewer(services, c, (tx) => readImport(tx, id))), 200);
      })
      .openapi(remap, async (c) => {
        const { id } = c.req.valid('param');
        await mustBeOwn(c, id);
        await services.imports.remap(id, c.req.valid('json'), callerIn(c));
        return c.json({ id }, 202);
      })
      .openapi(commit, async (c) => {
        const { id } = c.req.valid('param');
        await mustBeOwn(c, id);
        await services.imports.commit(id, callerIn(c));
        return c.json({ id }, 202);
      })
      .openapi(undo, async (c) => {
        const { id } = c.req.valid('param');
        await mustBeOwn(c, id);
        await services.imports.undo(id, callerIn(c));
        return c.json(shownTo(c, await asViewer(services, c, (tx) => readImport(tx, id))), 200);
      })
      .get('/imports/:id/rejects', ...guards(UPLOADS, rejects), async (c) => {
        const id = IdParam.shape.id.safeParse(c.req.param('id'));
        if (!id.success) throw new Problem('not_found');
        const text = await asViewer(services, c, async (tx) => {
          const { file_name } = await readImport(tx, id.data);
          await audit(tx, {
            event: 'points.read',
            outcome: 'done',
            about: { what: 'rejected rows', import: id.data, file: file_name },
          });
          const pages: string[] = [];
          let after = 0;
          let withPart = false;
          for (;;) {
            const page = await listRejects(tx, id.data, after, REJECTS_PAGE);
            if (after === 0) withPart = new Set(page.map(({ part }) => part)).size > 1;
            if (page.length === 0) return rejectsHeader(withPart) + pages.join('');
            pages.push(rejectsLines([...page], withPart));
            after = page.at(-1)?.seq ?? after;
          }
        });
        c.header('content-disposition', `attachment; filename="import-${id.data}-rejects.csv"`);
        return c.body(text, 200, { 'content-type': 'text/csv; charset=utf-8' });
      })
      // streamed to disk, so the form is checked here and not by the router, which would hold it in memory
      .post('/imports', ...guards(UPLOADS, upload), async (c) => {
        const { engine, storage } = services.database;
        await services.storage.lookNow();
        const declared = Number(c.req.header('content-length') ?? 0);
        assertRoom(storage, leastNeed(declared, engine === 'embedded'));
        const upload = await receiveUpload(c.req.raw, join(uploads, 'incoming'), {
          most: services.config.maxUploadBytes,
          room: storage,
        });
        try {
          const { agency, dataset_name, dry_run, sensitivity, ...form } = readForm(upload.fields);
          const file = {
            ...upload,
            ...form,
            accountId: c.get('principal')?.accountId,
            agencyId: ownAgency(c, {
              slug: agency,
              id: await agencyBySlug(services.database, agency),
            }),
            datasetName: dataset_name,
            dryRun: dry_run === 'true',
            sensitivity: sensitivity === '' ? undefined : Number(sensitivity),
          };
          const id = await services.imports.receive(file, c.req.raw.signal);
          return c.json({ id }, 202);
        } catch (error) {
          rmSync(upload.path, { force: true });
          throw error;
        }
      })
  );
};

/** Routes that the router serves itself, for the OpenAPI document. */
export const IMPORT_DOCUMENTS = [upload, rejects];
