/** Opens a PMTiles archive that our own server serves, in ranges, and says what is inside. */
import { PMTiles, Protocol, TileType } from 'pmtiles';
import type { Archive } from './style.ts';

let protocol: Protocol | undefined;

/** @throws Error when the archive cannot be read */
export async function openArchive(
  maplibre: Pick<typeof import('maplibre-gl'), 'addProtocol'>,
  path: string,
): Promise<Archive> {
  if (!protocol) {
    protocol = new Protocol();
    maplibre.addProtocol('pmtiles', protocol.tile);
  }
  const url = new URL(path, location.href).href;
  const archive = new PMTiles(url);
  protocol.add(archive);
  const header = await archive.getHeader();
  if (header.tileType !== TileType.Mvt) return { kind: 'raster', url };
  const metadata: unknown = await archive.getMetadata();
  return { kind: 'vector', url, layers: layerNames(metadata) };
}

function layerNames(metadata: unknown): string[] {
  if (typeof metadata !== 'object' || metadata === null || !('vector_layers' in metadata))
    return [];
  const layers = metadata.vector_layers;
  if (!Array.isArray(layers)) return [];
  return layers.flatMap((layer: unknown) =>
    typeof layer === 'object' && layer !== null && 'id' in layer ? [String(layer.id)] : [],
  );
}
