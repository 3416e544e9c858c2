/** PostGIS as an extension of PGlite, from the slim bundle. */
import type { Extension } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';
import { postgisBundle } from './postgis_bundle.ts';

export const slimPostgis: Extension = {
  name: 'postgis',
  // the package's own set-up knows which settings PostGIS needs; only the file is another
  setup: async (database, options) => ({
    ...(await postgis.setup(database, options)),
    bundlePath: postgisBundle(),
  }),
};
