/** /api/datasets */
import { z } from '@hono/zod-openapi';
import { Slug } from '../contract/common.ts';
import { Mapping } from '../contract/intake.ts';
import { listDatasets } from '../deliveries/queries.ts';
import { access, route } from '../http/access.ts';
import { json, router } from '../http/router.ts';
import { asViewer } from '../http/transaction.ts';
import type { ImportServices } from './services.ts';

const datasets = route(access('imports.read', 'own_agency'), {
  method: 'get',
  path: '/datasets',
  operationId: 'listDatasets',
  tags: ['intake'],
  responses: {
    200: json(
      z.object({
        datasets: z.array(
          z.object({ agency: Slug, slug: Slug, name: z.string(), mapping: Mapping.nullable() }),
        ),
      }),
      'Feeds, with the column mapping remembered for each',
    ),
  },
});

export const datasetRoutes = (services: ImportServices) =>
  router().openapi(datasets, async (c) => {
    const all = await asViewer(services, c, (tx) => listDatasets(tx));
    return c.json(
      {
        datasets: all.map(({ agency, slug, name, mapping }) => ({
          agency,
          slug,
          name,
          mapping: Mapping.nullable().catch(null).parse(mapping),
        })),
      },
      200,
    );
  });
