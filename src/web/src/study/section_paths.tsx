// Time series of a study that kept them: an outcome's measure month by month, at some points spread through the design.
import { useMemo } from 'preact/hooks';
import { LineChart } from '../components/line_chart';
import { Section } from '../components/section';
import { look } from '../lib/palette';
import { timeAxis } from '../lib/time';
import type { Fan, StudyData } from './types';
import { pointText } from './words';

/** Numbers of every kept month on the axis of all months; straight lines between kept months. */
export function spread(values: (number | null)[], every: number, months: number): (number | null)[] {
  return Array.from({ length: months + 1 }, (_, m) => {
    const [before, part] = [Math.floor(m / every), (m % every) / every];
    const [a, b] = [values[before] ?? null, values[before + 1] ?? null];
    if (part === 0) return a;
    return a === null || b === null ? null : a + part * (b - a);
  });
}

function FanChart({ data, fan }: { data: StudyData; fan: Fan }) {
  const axis = useMemo(() => timeAxis(data.scenario.start, data.scenario.months), [data]);
  const lines = useMemo(() => fan.points.map((p, k) => ({
    key: String(k), label: pointText(data, p.values), short: String.fromCharCode(65 + k), look: look(k),
    series: {
      mean: spread(p.mean, fan.every, axis.months), low: spread(p.low, fan.every, axis.months), high: spread(p.high, fan.every, axis.months),
    },
  })), [fan, axis]);
  return (
    <LineChart
      title={fan.outcome} unit={fan.about} lines={lines.map((l) => ({ ...l, label: `${l.short}: ${l.label}` }))} axis={axis}
      note={fan.every > 1 ? `Kept every ${fan.every} months, joined by straight lines.` : undefined}
    />
  );
}

export function PathsSection({ data }: { data: StudyData }) {
  return (
    <Section id="paths" title="Paths" intro="The means of some points of the design month by month, with the range of their replicates.">
      {data.fans.map((fan) => <FanChart key={fan.outcome} data={data} fan={fan} />)}
    </Section>
  );
}
