/** /api/hotspots/sources */
import { EvidenceSources, EvidenceSourcesQuery } from '../../contract/sources.ts';
import type { HexServices } from '../../hexes/services.ts';
import { access, mayOf, route } from '../../http/access.ts';
import { json, router } from '../../http/router.ts';
import { asViewer } from '../../http/transaction.ts';
import { readCorrections } from '../../sources/queries.ts';
import { datesOf, refusedOf } from '../significance/significance_response.ts';
import { readStudy } from '../study/read_study.ts';
import { evidenceSources } from './evidence_sources.ts';

const sources = route(access('counts.read', 'granted'), {
  method: 'get',
  path: '/hotspots/sources',
  operationId: 'getEvidenceSources',
  tags: ['hotspots'],
  request: { query: EvidenceSourcesQuery },
  responses: {
    200: json(
      EvidenceSources,
      'Of each hot place: who reported it, and whether it is hot on the public’s reports alone',
    ),
  },
});

export const evidenceSourcesRoutes = (services: HexServices) =>
  router().openapi(sources, async (c) => {
    const request = c.req.valid('query');
    const over = await readStudy(services, c, request, false);
    const corrected = await asViewer(services, c, readCorrections);
    const { all, onPublic, cells } = evidenceSources(over, corrected, request);
    const manages = mayOf(c, 'partnership.manage');
    return c.json(
      {
        ...datesOf(all.window),
        resolution: request.resolution,
        k: request.k,
        area: over.query.areaName,
        refused: refusedOf(all.verdict, manages),
        refused_public: refusedOf(onPublic.verdict, manages),
        cells,
      },
      200,
    );
  });
