// Coastlines of the world (Natural Earth 1:110m through world-atlas), without any border.
// Decoded once, on first use.
import { feature } from 'topojson-client';
import type { FeatureCollection, Geometry } from 'geojson';
import type { GeometryCollection, Topology } from 'topojson-specification';
import topology from 'world-atlas/land-110m.json';

let decoded: FeatureCollection<Geometry> | null = null;

/** The land areas as GeoJSON in longitude and latitude. */
export function land(): FeatureCollection<Geometry> {
  if (!decoded) {
    const world = topology as unknown as Topology<{ land: GeometryCollection }>;
    decoded = feature(world, world.objects.land) as FeatureCollection<Geometry>;
  }
  return decoded;
}
