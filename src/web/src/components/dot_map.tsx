// A map of coastlines with a circle at each place: its area is an amount, full for above and hollow for below zero.
// No border is drawn.
import { geoPath } from 'd3-geo';
import { useMemo, useRef } from 'preact/hooks';
import { number } from '../lib/format';
import { useWidth } from '../lib/hooks';
import { land } from '../lib/land';
import { ChartFrame } from './chart_frame';
import { fitProjection } from './flow_map';

export interface DotPlace {
  code: string;
  name: string;
  at: [latitude: number, longitude: number];
  value: number;
}

interface DotMapProps {
  title: string;
  unit?: string;
  summary: string;
  note?: string;
  places: DotPlace[];
  /** Named on the map. */
  named: Set<string>;
}

const LARGEST = 17;

export function DotMap({ title, unit, summary, note, places, named }: DotMapProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const height = Math.min(560, width * 0.52);
  const most = Math.max(...places.map((p) => Math.abs(p.value)), 1e-9);
  const drawing = useMemo(() => {
    if (!width) return null;
    const projection = fitProjection(places.map((p) => p.at), width, height, 26);
    const dots = places.map((p) => ({ p, xy: projection([p.at[1], p.at[0]]) ?? [0, 0], r: Math.max(1.5, LARGEST * Math.sqrt(Math.abs(p.value) / most)) }));
    return { coast: geoPath(projection)(land()) ?? '', dots: dots.sort((a, b) => b.r - a.r) };
  }, [places, width, height, most]);
  return (
    <ChartFrame
      title={title} unit={unit} summary={summary} note={note} rows={places.length} wide
      columns={[{ label: 'State', words: true, text: (i) => places[i].name }, { label: title, text: (i) => number(places[i].value, { signed: true }), raw: (i) => places[i].value }]}
    >
      <div class="map" ref={box}>
        {drawing && (
          <svg width={width} height={height} role="img" aria-label={summary}>
            <path class="coast" d={drawing.coast} />
            {drawing.dots.map(({ p, xy, r }) => <circle key={p.code} class={p.value >= 0 ? 'error above' : 'error below'} cx={xy[0]} cy={xy[1]} r={r} />)}
            {drawing.dots.filter(({ p }) => named.has(p.code)).map(({ p, xy, r }) => (
              <text key={p.code} class="place" x={xy[0] > width - 100 ? xy[0] - r - 3 : xy[0] + r + 3} y={xy[1] + 4} text-anchor={xy[0] > width - 100 ? 'end' : 'start'}>{p.name}</text>
            ))}
          </svg>
        )}
      </div>
    </ChartFrame>
  );
}
