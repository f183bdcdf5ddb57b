// A map of coastlines with circles at capitals and tapered arcs whose width is the flow of one channel.
// No border is drawn. The projection is fitted to the places shown, so any set of states fills the frame.
import { geoConicEqualArea, geoEqualEarth, geoPath, type GeoProjection } from 'd3-geo';
import type { FeatureCollection, Geometry } from 'geojson';
import { useMemo, useRef, useState } from 'preact/hooks';
import { arcPath, flowWidth, type Point, type Stroke } from '../lib/arcs';
import { useWidth } from '../lib/hooks';
import type { Look } from '../lib/palette';
import { usePageMode } from '../lib/theme';

export interface Place {
  code: string;
  name: string;
  /** Latitude and longitude. */
  at: [number, number];
  /** Any non-negative amount; the circle's area is proportional to it. */
  size: number;
  look: Look;
}

export interface Flow {
  from: string;
  to: string;
  value: number;
  text: string;
}

interface MapProps {
  places: Place[];
  flows: Flow[];
  /** The amount drawn with the widest arc; keep it fixed while months play. */
  most: number;
  mostText: string;
  stroke: Stroke;
  land: FeatureCollection<Geometry>;
  label: string;
  selected?: string;
  /** How to read the arcs, for pages in other languages. */
  keyText?: string;
  /** Greatest height in pixels. */
  tallest?: number;
}

const WIDEST = 15;

/** A projection that shows all places: conic for one hemisphere's middle latitudes, otherwise the whole globe's. */
export function fitProjection(places: [number, number][], width: number, height: number, margin: number): GeoProjection {
  const lons = places.map((p) => p[1]);
  const lats = places.map((p) => p[0]);
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const conic = east - west < 170 && (south > 5 || north < -5);
  const projection = conic
    ? geoConicEqualArea().parallels([south + (north - south) / 6 || south + 5, north - (north - south) / 6 || north - 5])
    : geoEqualEarth();
  projection.rotate([-(west + east) / 2, 0]);
  const points = { type: 'MultiPoint' as const, coordinates: places.map((p) => [p[1], p[0]]) };
  const side = Math.min(margin, width * 0.2);
  projection.fitExtent([[side, margin], [width - side, height - margin]], places.length > 1 ? points : { type: 'Sphere' });
  return projection;
}

interface Label {
  x: number;
  y: number;
  anchor: 'start' | 'end' | 'middle';
}

/** Places each label on the side of its circle where it meets the fewest circles and earlier labels. */
export function placeLabels(circles: { x: number; y: number; r: number; text: string }[], size: number, width: number): Label[] {
  const taken = circles.map((c) => ({ x0: c.x - c.r, x1: c.x + c.r, y0: c.y - c.r, y1: c.y + c.r }));
  return circles.map((c, own) => {
    const w = c.text.length * size * 0.58;
    const gap = c.r + 4;
    const tries: { label: Label; x0: number }[] = [
      { label: { x: c.x + gap, y: c.y + size * 0.35, anchor: 'start' }, x0: c.x + gap },
      { label: { x: c.x - gap, y: c.y + size * 0.35, anchor: 'end' }, x0: c.x - gap - w },
      { label: { x: c.x, y: c.y + gap + size * 0.8, anchor: 'middle' }, x0: c.x - w / 2 },
      { label: { x: c.x, y: c.y - gap, anchor: 'middle' }, x0: c.x - w / 2 },
    ];
    const cost = ({ label, x0 }: (typeof tries)[number]) => {
      const box = { x0, x1: x0 + w, y0: label.y - size * 0.8, y1: label.y + size * 0.25 };
      const meets = taken.filter((t, i) => i !== own && t.x0 < box.x1 && t.x1 > box.x0 && t.y0 < box.y1 && t.y1 > box.y0).length;
      return meets + (box.x0 < 2 || box.x1 > width - 2 ? 5 : 0);
    };
    const best = tries.reduce((a, b) => (cost(b) < cost(a) ? b : a));
    taken.push({ x0: best.x0, x1: best.x0 + w, y0: best.label.y - size * 0.8, y1: best.label.y + size * 0.25 });
    return best.label;
  });
}

/** The map. Pointing at an arc shows its amount; the same amounts belong in a table beside the map. */
export function FlowMap({ places, flows, most, mostText, stroke, land, label, selected, keyText, tallest = 480 }: MapProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const { theme } = usePageMode();
  const [pointed, setPointed] = useState<string | null>(null);
  const height = Math.round(Math.max(240, Math.min(tallest, width * 0.52)));
  const wide = width > 560;
  const drawn = useMemo(() => {
    if (width < 40 || !places.length) return null;
    const projection = fitProjection(places.map((p) => p.at), width, height, wide ? 80 : 46);
    const path = geoPath(projection.clipExtent([[-2, -2], [width + 2, height + 2]])).digits(1);
    const coast = path(land) ?? '';
    const largest = Math.max(...places.map((p) => p.size), 1e-9);
    const circles = places.map((p) => {
      const [x, y] = projection([p.at[1], p.at[0]]) as Point;
      return { place: p, x, y, r: 4 + (wide ? 16 : 10) * Math.sqrt(p.size / largest), text: wide ? p.name : p.code };
    });
    return { coast, circles, labels: placeLabels(circles, wide ? 13 : 11, width) };
  }, [places, width, height, land]);
  const widest = wide ? WIDEST : WIDEST * 0.66;
  const where = new Map(drawn?.circles.map((c) => [c.place.code, c]));
  const shown = [...flows].filter((f) => f.value > 0).sort((a, b) => b.value - a.value);
  const told = shown.find((f) => `${f.from}>${f.to}` === pointed);
  const name = (code: string) => where.get(code)?.place.name ?? code;
  return (
    <div class="map" ref={box}>
      <svg width={width || undefined} height={height} viewBox={`0 0 ${width || 1} ${height}`} role="img" aria-label={label}>
        {drawn && (
          <>
            <path class="coast" d={drawn.coast} />
            <g class="arcs">
              {shown.map((f) => {
                const a = where.get(f.from);
                const b = where.get(f.to);
                if (!a || !b) return null;
                const key = `${f.from}>${f.to}`;
                const d = arcPath([a.x, a.y], [b.x, b.y], flowWidth(f.value, most, widest), stroke, [a.r * 0.7, b.r + 2]);
                return (
                  <path
                    key={key} d={d} fill={a.place.look.colour[theme]} class={pointed && pointed !== key ? 'dim' : ''}
                    onPointerEnter={() => setPointed(key)} onPointerLeave={() => setPointed(null)}
                  />
                );
              })}
            </g>
            {drawn.circles.map((c, i) => (
              <g key={c.place.code}>
                <circle
                  cx={c.x} cy={c.y} r={c.r} fill={c.place.look.colour[theme]}
                  class={c.place.code === selected ? 'capital selected' : 'capital'}
                />
                <text class="place" x={drawn.labels[i].x} y={drawn.labels[i].y} text-anchor={drawn.labels[i].anchor}>{c.text}</text>
              </g>
            ))}
          </>
        )}
      </svg>
      <p class="map-key">
        <svg width="66" height="16" aria-hidden="true">
          <path d={arcPath([0, 8], [66, 8], widest, stroke, [0, 0], 0)} class="key-arc" />
        </svg>
        <span>{told ? <strong>{name(told.from)} → {name(told.to)}: {told.text}</strong> : keyText ?? <>wide end = source; widest = {mostText}</>}</span>
      </p>
    </div>
  );
}
