/** The app from its parts: the API under /api, what has been published, and the built web app. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { OpenAPIHono } from '@hono/zod-openapi';
import { compress } from 'hono/compress';
import { COMPRESSIBLE_CONTENT_TYPE_REGEX } from 'hono/utils/compress';
import { methodsAt, openTo, undeclared, type DeclaredRoute } from '../http/access.ts';
import { proposalRoutes } from '../actions/proposal_routes.ts';
import { actionRoutes } from '../actions/routes.ts';
import { alertRoutes } from '../alerts/routes.ts';
import { answerUnchanged } from '../http/etag.ts';
import { auditDenied } from '../auth/audit_denied.ts';
import { auditRoutes } from '../audit/routes.ts';
import { backupRoutes } from '../backups/routes.ts';
import { authenticate } from '../auth/sessions/principal.ts';
import { authRoutes } from '../auth/routes.ts';
import { releaseRoutes } from '../releases/routes.ts';
import { serveReleases } from '../releases/serve_releases.ts';
import { STATE_HEADER, type ServerTrouble } from '../contract/server_state.ts';
import { COMPACT_MEDIA_TYPE } from '../contract/compact_hexes.ts';
import { exportRoutes } from '../exports/routes.ts';
import { findRoutes } from '../finds/routes.ts';
import { healthRoutes } from './health.ts';
import { hexRoutes } from '../hexes/routes.ts';
import { takeTurns } from '../jobs/turns.ts';
import { changeRoutes } from '../analysis/change/routes.ts';
import { historyRoutes } from '../history/routes.ts';
import { hotspotRoutes } from '../hotspots/routes.ts';
import { densityRoutes } from '../analysis/density/routes.ts';
import { nearRepeatRoutes } from '../analysis/near_repeats/routes.ts';
import { predictionRoutes } from '../analysis/prediction/routes.ts';
import { persistenceRoutes } from '../analysis/persistence/routes.ts';
import { evidenceSourcesRoutes } from '../analysis/sources/routes.ts';
import { sourcesRoutes } from '../sources/routes.ts';
import { significanceRoutes } from '../analysis/significance/routes.ts';
import { SECURITY_TXT_PATH, securityTxt } from './security_txt.ts';
import { serveWeb } from './serve_web.ts';
import type { Services } from './services.ts';
import { IMPORT_DOCUMENTS, importRoutes } from '../intake/routes.ts';
import { openApiDocument, undescribed, type DescribedRoute } from '../http/openapi_document.ts';
import { deliveryRoutes } from '../deliveries/routes.ts';
import { noticeRoutes } from '../notices/routes.ts';
import { agencyRoutes } from '../agencies/routes.ts';
import { AREA_DOCUMENTS, areaRoutes } from '../areas/routes.ts';
import { datasetRoutes } from '../intake/dataset_routes.ts';
import { PMTILES_PATH, overviewRoutes } from '../overview/routes.ts';
import { NEARBY_DOCUMENTS, nearbyRoutes } from '../nearby/routes.ts';
import { RESIDENTS_DOCUMENTS, residentsRoutes } from '../residents/routes.ts';
import { logRequests, routeOf } from '../http/log_requests.ts';
import { guardParameters } from '../http/query_parameters.ts';
import { Problem } from '../http/problem.ts';
import { problemOf } from '../http/problem_of.ts';
import { guardRoom } from '../http/guard_room.ts';
import { guardBody, guardOrigin, guardRequestLine, headers, METHODS } from '../http/security.ts';
import { retentionRoutes } from '../retention/routes.ts';
import { reportRoutes } from '../reports/routes.ts';
import { agreementRoutes } from '../sharing/routes.ts';
import { viewRoutes } from '../views/routes.ts';

export interface AppOptions {
  /** Where uploads wait; null: the API takes none. */
  readonly uploads: string;
  /** The built web app; null: the API alone. */
  readonly web: string | null;
  /** Names this server may be called by, beside localhost and plain addresses; null: any. */
  readonly hosts: readonly string[] | null;
  /** Whether browsers reach it over https only. */
  readonly tls?: boolean;
  /** For /.well-known/security.txt, as a URI; null: there is none. */
  readonly securityContact?: string | null;
}

/** The map's compact form too: 100 kB become 36. */
const isWorthCompressing = (type: string): boolean =>
  COMPRESSIBLE_CONTENT_TYPE_REGEX.test(type) || type === COMPACT_MEDIA_TYPE;

export function createApp(services: Services, options: AppOptions): OpenAPIHono {
  const app = new OpenAPIHono();

  app.onError(async (error, c) => {
    const reference = c.get('reference');
    const broken = c.req.raw.signal.aborted;
    const problem = broken ? new Problem('too_slow') : problemOf(error, () => reference);
    if (problem.status >= 500) services.log.error({ err: error, reference, route: routeOf(c) });
    await auditDenied(services, c, problem);
    return c.body(JSON.stringify(problem.body()), problem.status, problemHeaders(problem));
  });
  app.use(logRequests(services.log, randomUUID));
  app.use(headers(services.config.basemap, { tls: options.tls ?? false }));
  app.use('/api/*', async (c, next) => {
    await next();
    c.res.headers.set('cache-control', 'no-store');
    if (services.storage.room !== 'enough' && !c.res.headers.has(STATE_HEADER))
      c.res.headers.set(STATE_HEADER, 'read-only' satisfies ServerTrouble);
  });
  app.use(guardOrigin(options.hosts));
  app.use(guardRequestLine);
  let isOpen: (method: string, path: string) => boolean = () => false;
  // before anything else of the call is read
  app.use(
    '/api/*',
    authenticate(services, (method, path) => isOpen(method, path)),
  );
  app.use('/api/*', guardRoom(services.storage));
  app.use('/api/*', compress({ contentTypeFilter: isWorthCompressing }));
  app.use('/api/*', answerUnchanged);
  app.use('/api/*', takeTurns());
  app.use('/api/*', guardBody);

  app.route('/api', healthRoutes(services));
  app.route('/api', authRoutes(services));
  app.route('/api', overviewRoutes(services));
  app.route('/api', agencyRoutes(services));
  app.route('/api', areaRoutes(services));
  app.route('/api', datasetRoutes(services));
  app.route('/api', deliveryRoutes(services));
  app.route('/api', residentsRoutes(services));
  app.route('/api', nearbyRoutes(services));
  app.route('/api', importRoutes(services, options.uploads));
  app.route('/api', hexRoutes(services));
  app.route('/api', significanceRoutes(services));
  app.route('/api', evidenceSourcesRoutes(services));
  app.route('/api', sourcesRoutes(services));
  app.route('/api', predictionRoutes(services));
  app.route('/api', nearRepeatRoutes(services));
  app.route('/api', densityRoutes(services));
  app.route('/api', persistenceRoutes(services));
  app.route('/api', changeRoutes(services));
  app.route('/api', hotspotRoutes(services));
  app.route('/api', alertRoutes(services));
  app.route('/api', actionRoutes(services));
  app.route('/api', proposalRoutes(services));
  app.route('/api', findRoutes(services));
  app.route('/api', viewRoutes(services));
  app.route('/api', noticeRoutes(services));
  app.route('/api', exportRoutes(services, join(options.uploads, 'outgoing')));
  app.route('/api', agreementRoutes(services));
  app.route('/api', historyRoutes(services));
  app.route('/api', auditRoutes(services));
  app.route('/api', releaseRoutes(services));
  app.route('/api', reportRoutes(services));
  app.route('/api', retentionRoutes(services));
  app.route('/api', backupRoutes(services));

  const served = [IMPORT_DOCUMENTS, AREA_DOCUMENTS, RESIDENTS_DOCUMENTS, NEARBY_DOCUMENTS];
  for (const route of served.flat())
    app.openAPIRegistry.registerPath({ ...route, path: `/api${route.path}` });
  const declared = declaredRoutes(app);
  const silent = undeclared(app.routes, declared);
  if (silent.length > 0)
    throw new Error(`These routes do not say who may call them: ${silent.join(', ')}`);
  const nameless = undescribed(declared);
  if (nameless.length > 0)
    throw new Error(
      `These routes need an operationId of their own and one tag of openapi_tags.ts: ${nameless.join(', ')}`,
    );
  isOpen = openTo([...declared, { method: 'get', path: DOCUMENT_PATH, access: ANYONE }]);
  app.get(DOCUMENT_PATH, guardParameters([]), (c) => c.json(openApiDocument(app)));
  app.all('/api/*', (c) => {
    const allow = methodsAt(declared, c.req.path);
    throw allow.length > 0 ? new Problem('wrong_method', { allow }) : new Problem('not_found');
  });
  app.notFound(() => {
    throw new Problem('not_found');
  });

  serveReleases(app, services.releases.folder);
  const { basemap, publicUrl } = services.config;
  const { securityContact: contact } = options;
  if (contact)
    app.get(SECURITY_TXT_PATH, (c) =>
      c.text(securityTxt({ contact, publicUrl, now: services.now() })),
    );
  if (basemap.form === 'pmtiles')
    // range requests: MapLibre reads the archive piece by piece
    app.get(PMTILES_PATH, serveStatic({ path: basemap.file, root: '/' }));
  if (options.web !== null) serveWeb(app, options.web);
  return app;
}

/** The description of the API names nobody's rows. */
const DOCUMENT_PATH = '/api/openapi.json';
const ANYONE = { may: 'anyone', scope: 'none' } as const;

const declaredRoutes = (app: OpenAPIHono): (DeclaredRoute & DescribedRoute)[] =>
  app.openAPIRegistry.definitions.flatMap((definition) =>
    definition.type === 'route'
      ? [
          {
            method: definition.route.method,
            path: definition.route.path,
            operationId: definition.route.operationId,
            tags: definition.route.tags,
            access: definition.route['x-access'] as DeclaredRoute['access'], // as: access.ts put it there
          },
        ]
      : [],
  );

const problemHeaders = ({ code, extra, allow }: Problem): Record<string, string> => ({
  'content-type': 'application/problem+json',
  'cache-control': 'no-store',
  ...(code === 'database_away' && {
    'retry-after': '5',
    [STATE_HEADER]: 'database-away' satisfies ServerTrouble,
  }),
  ...(code === 'read_only' && { 'retry-after': '60' }),
  ...(extra.retry_after !== undefined && { 'retry-after': String(extra.retry_after) }),
  ...(code === 'wrong_method' && { allow: (allow ?? METHODS).join(', ') }),
});
