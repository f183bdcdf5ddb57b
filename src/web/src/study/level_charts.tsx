// One outcome against the levels of the factors: main effects, paired differences, shares of variance, and a map of
// any two factors.
import { useState } from 'preact/hooks';
import { Choice } from '../components/choice';
import { HeatMap } from '../components/heat_map';
import { IntervalBars } from '../components/interval_bars';
import { LevelLines } from '../components/level_lines';
import { list, number, percent } from '../lib/format';
import { extent } from '../lib/scale';
import type { Response, StudyData } from './types';
import { interval, levelsOf, levelText, responseText, unclear } from './words';

interface Props {
  data: StudyData;
  response: Response;
}

function MainEffects({ data, response }: Props) {
  const levels = response.levels ?? [];
  const range = extent(levels.flatMap((l) => l.mean));
  const used = data.factors.map((_, k) => levels.filter((l) => l.factor === k)).filter((rows) => rows.length > 1);
  return (
    <div class="grid">
      {used.map((rows) => {
        const factor = data.factors[rows[0].factor];
        const [first, last] = [rows[0], rows[rows.length - 1]];
        const summary = factor.words
          ? `Mean by ${factor.name}: ${rows.map((r) => `${levelText(factor, r.level)} ${number(r.mean[0])}`).join(', ')}.`
          : `Mean from ${number(first.mean[0])} at ${factor.name} = ${levelText(factor, first.level)} to ${number(last.mean[0])} at ${levelText(factor, last.level)}.`;
        return (
          <LevelLines
            key={factor.name} title={factor.name} summary={summary} range={range} names={factor.words !== null} log={factor.log}
            levels={rows.map((r) => ({ at: r.level, label: levelText(factor, r.level), value: r.mean[0], low: r.mean[1], high: r.mean[2] }))}
          />
        );
      })}
    </div>
  );
}

function Differences({ data, response }: Props) {
  const all = response.differences ?? [];
  const rows = all.map((d) => {
    const factor = data.factors[d.factor];
    return {
      label: `${factor.name} → ${levelText(factor, d.to)}`,
      bars: [{ value: d.difference[0], low: d.difference[1], high: d.difference[2] }],
    };
  });
  if (!rows.length) return null;
  const clear = all.filter((d) => !unclear(d.difference));
  const largest = [...all].sort((a, b) => Math.abs(b.difference[0] ?? 0) - Math.abs(a.difference[0] ?? 0))[0];
  const factor = data.factors[largest.factor];
  const firsts = [...new Set(all.map((d) => `${data.factors[d.factor].name} ${levelText(data.factors[d.factor], d.from)}`))];
  const summary = `${clear.length} of ${all.length} differences can be told from noise. The largest: ${factor.name} from ${levelText(factor, largest.from)} to ${levelText(factor, largest.to)}, ${interval(largest.difference)}.`;
  return (
    <IntervalBars
      title={`Difference to the first level, ${responseText(response)}`} summary={summary} kinds={['difference']} rows={rows} most={40}
      note={`First levels: ${list(firsts)}. All else alike, replicate by replicate: under common random numbers the shared noise drops out. A whisker that crosses zero cannot be told from noise.`}
    />
  );
}

function Shares({ data, response }: Props) {
  const main = response.main ?? [];
  if (!main.length) return null;
  const rows = [
    ...main.map((share, k) => ({ label: data.factors[k].name, bars: [{ value: share, low: null, high: null }] })),
    ...(response.pairs ?? []).map((p) => ({ label: `${data.factors[p.a].name} × ${data.factors[p.b].name}`, bars: [{ value: p.share, low: null, high: null }] })),
  ].sort((a, b) => (b.bars[0].value ?? 0) - (a.bars[0].value ?? 0));
  return (
    <IntervalBars
      title="Share of the variance between points" kinds={['share']} rows={rows}
      summary={`${rows.slice(0, 3).map((r) => `${r.label} ${percent(r.bars[0].value)}`).join(', ')} of the variance between the points' means.`}
      note="Main effects of single factors, and what pairs add beyond them (×). Exact for the grid; it says nothing outside its levels."
    />
  );
}

function Map({ data, response }: Props) {
  const wide = data.factors.map((_, k) => k).filter((k) => levelsOf(data, k).length > 1);
  const [across, setAcross] = useState(wide[0]);
  const [up, setUp] = useState(wide[1]);
  if (wide.length < 2 || data.design.drawn < data.design.points) return null;
  const [a, b] = [data.factors[across], data.factors[up]];
  const [columns, rows] = [levelsOf(data, across), levelsOf(data, up)];
  const cells = rows.map((y) => columns.map((x) => {
    const here = data.points.flatMap((p, i) => (p[across] === x && p[up] === y && response.points[i][0] !== null ? [response.points[i][0] as number] : []));
    return here.length ? here.reduce((s, v) => s + v, 0) / here.length : null;
  }));
  const known = cells.flatMap((row, r) => row.flatMap((v, c) => (v === null ? [] : [{ v, r, c }])));
  if (known.length < 4) return null;
  const most = known.reduce((x, y) => (y.v > x.v ? y : x));
  const least = known.reduce((x, y) => (y.v < x.v ? y : x));
  const place = (p: { r: number; c: number }) => `${a.name} ${levelText(a, columns[p.c])} and ${b.name} ${levelText(b, rows[p.r])}`;
  const options = wide.map((k) => ({ value: String(k), label: data.factors[k].name }));
  const pick = (set: (k: number) => void, other: number, setOther: (k: number) => void, now: number) => (value: string) => {
    if (Number(value) === other) setOther(now);
    set(Number(value));
  };
  return (
    <>
      {wide.length > 2 && (
        <div class="pickers">
          <Choice label="Across" value={String(across)} options={options} onChange={pick(setAcross, up, setUp, across)} />
          <Choice label="Up" value={String(up)} options={options} onChange={pick(setUp, across, setAcross, up)} />
        </div>
      )}
      <HeatMap
        title={`${responseText(response)} by ${a.name} and ${b.name}`} columnsName={a.name} rowsName={b.name} cells={cells}
        columnLabels={columns.map((v) => levelText(a, v))} rowLabels={rows.map((v) => levelText(b, v))}
        summary={`Highest, ${number(most.v)}, at ${place(most)}; lowest, ${number(least.v)}, at ${place(least)}.`}
        note={wide.length > 2 ? 'Means over the levels of the other factors.' : undefined}
      />
    </>
  );
}

export function LevelCharts(props: Props) {
  return (
    <>
      <MainEffects {...props} />
      <Differences {...props} />
      <Map {...props} key={props.response.name} />
      <Shares {...props} />
    </>
  );
}
