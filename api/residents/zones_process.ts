/** Census zones from a body, in a process of its own (jobs/read_json.ts). */
import { NewResidents } from '../contract/residents.ts';
import { serveJson } from '../jobs/serve_json.ts';
import type { ZoneToPut } from './queries.ts';
import { zonesFrom } from './zones_from_geojson.ts';

serveJson<NewResidents, null, string, ZoneToPut>(NewResidents, (body) => ({
  head: body.source,
  pieces: zonesFrom(body).map(({ outline, ...zone }) => {
    const text = JSON.stringify(outline);
    return [{ ...zone, outline: text }, text.length] as const;
  }),
}));
