// Geometry of the flow arcs on the map: tapered ribbons in solid, dashed or zigzag form.
// Pure functions on screen coordinates, so they can be tested and used by any map.

export type Point = [number, number];
export type Stroke = 'solid' | 'dashed' | 'zigzag';

/**
 * The centre line of an arc from a to b: a quadratic curve bent to the left of its direction, so that the
 * flows a -> b and b -> a lie on different sides. `gap` leaves room for the circles at both ends (pixels).
 */
export function centreLine(a: Point, b: Point, gap: [number, number], bend = 0.22, steps = 48): Point[] {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const length = Math.hypot(dx, dy);
  if (length <= gap[0] + gap[1] + 2) return [];
  // Upwards on the screen is negative y; the left of the direction of travel is (dy, -dx).
  const control: Point = [a[0] + dx / 2 + dy * bend, a[1] + dy / 2 - dx * bend];
  const points: Point[] = [];
  for (let i = 0; i <= steps; i++) {
    const t = i / steps;
    const u = 1 - t;
    points.push([u * u * a[0] + 2 * u * t * control[0] + t * t * b[0], u * u * a[1] + 2 * u * t * control[1] + t * t * b[1]]);
  }
  return points.filter((p) => Math.hypot(p[0] - a[0], p[1] - a[1]) >= gap[0] && Math.hypot(p[0] - b[0], p[1] - b[1]) >= gap[1]);
}

/** Unit normals along a line (pointing left). */
function normals(line: Point[]): Point[] {
  return line.map((_, i) => {
    const p = line[Math.max(0, i - 1)];
    const q = line[Math.min(line.length - 1, i + 1)];
    const length = Math.hypot(q[0] - p[0], q[1] - p[1]) || 1;
    return [(q[1] - p[1]) / length, -(q[0] - p[0]) / length];
  });
}

/** Moves every second point of a resampled line sideways: the stroke of pressure. */
export function zigzag(line: Point[], amplitude: number, wave: number): Point[] {
  if (line.length < 3) return line;
  const even = resample(line, wave / 2);
  const n = normals(even);
  return even.map((p, i) => {
    const side = i === 0 || i === even.length - 1 ? 0 : i % 2 ? 1 : -1;
    return [p[0] + n[i][0] * amplitude * side, p[1] + n[i][1] * amplitude * side];
  });
}

/** Points at equal distances along a line, both ends kept. */
export function resample(line: Point[], step: number): Point[] {
  const total = line.slice(1).reduce((sum, p, i) => sum + Math.hypot(p[0] - line[i][0], p[1] - line[i][1]), 0);
  const pieces = Math.max(1, Math.round(total / Math.max(step, 0.5)));
  const out: Point[] = [line[0]];
  let walked = 0;
  let next = total / pieces;
  for (let i = 1; i < line.length && out.length < pieces; i++) {
    const [p, q] = [line[i - 1], line[i]];
    const d = Math.hypot(q[0] - p[0], q[1] - p[1]);
    while (walked + d >= next && out.length < pieces) {
      const t = (next - walked) / d;
      out.push([p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t]);
      next += total / pieces;
    }
    walked += d;
  }
  out.push(line[line.length - 1]);
  return out;
}

const fixed = (v: number) => v.toFixed(1);
const polygon = (points: Point[]) => `M${points.map((p) => `${fixed(p[0])},${fixed(p[1])}`).join('L')}Z`;

/** Outline of a ribbon whose width runs from `from` to `to` pixels between the fractions t0 and t1 of the line. */
function ribbon(line: Point[], from: number, to: number, t0 = 0, t1 = 1): string {
  const n = normals(line);
  const last = line.length - 1;
  const left: Point[] = [];
  const right: Point[] = [];
  for (let i = Math.round(t0 * last); i <= Math.round(t1 * last); i++) {
    const half = (from + (to - from) * (i / last)) / 2;
    left.push([line[i][0] + n[i][0] * half, line[i][1] + n[i][1] * half]);
    right.push([line[i][0] - n[i][0] * half, line[i][1] - n[i][1] * half]);
  }
  return left.length < 2 ? '' : polygon([...left, ...right.reverse()]);
}

/** SVG path of an arc: wide at its source, narrow at its target; the stroke tells the channel apart without colour. */
export function arcPath(
  a: Point, b: Point, width: number, stroke: Stroke, gap: [number, number], bend = 0.22,
): string {
  const line = centreLine(a, b, gap, bend);
  if (line.length < 4) return '';
  const end = Math.max(0.6, width * 0.22);
  if (stroke === 'zigzag') return ribbon(zigzag(line, 2.2 + width * 0.35, 9 + width), width * 0.75, end);
  if (stroke === 'solid') return ribbon(line, width, end);
  const even = resample(line, 2);
  const dash = Math.max(6, width) / (2 * even.length);
  const space = 5 / (2 * even.length);
  let path = '';
  for (let t = 0; t < 1; t += dash + space) path += ribbon(even, width, end, t, Math.min(1, t + dash));
  return path;
}

/** Width in pixels of an amount: proportional, with a hairline as the least so that a small flow stays visible. */
export function flowWidth(value: number, most: number, widest: number): number {
  return value > 0 && most > 0 ? Math.max(0.9, widest * Math.min(1, value / most)) : 0;
}
