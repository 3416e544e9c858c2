/** Areas from a body, in a process of its own (jobs/read_json.ts). */
import { serveJson } from '../jobs/serve_json.ts';
import { areasFrom, NewAreas } from './areas_from_geojson.ts';
import type { AreaToPut, KnownArea } from './queries.ts';

serveJson<NewAreas, readonly KnownArea[], null, AreaToPut>(NewAreas, (body, there) => ({
  head: null,
  pieces: areasFrom(body, there).map(({ outline, ...area }) => {
    const text = JSON.stringify(outline);
    return [{ ...area, outline: text }, text.length] as const;
  }),
}));
