// Outcomes that are categories: how often each came out along a factor, and where the most frequent one changes.
import { useState } from 'preact/hooks';
import { Choice } from '../components/choice';
import { Section } from '../components/section';
import { ShareBars } from '../components/share_bars';
import { number, percent } from '../lib/format';
import { look } from '../lib/palette';
import type { StudyData } from './types';
import { levelText, pointText } from './words';

const MOST_TIPS = 12;

function Shares({ data, outcome }: { data: StudyData; outcome: string }) {
  const responses = data.responses.filter((r) => r.outcome === outcome);
  const factors = data.factors.map((_, k) => k).filter((k) => responses.some((r) => (r.levels ?? []).filter((l) => l.factor === k).length > 1));
  const [chosen, setChosen] = useState(factors[0]);
  if (!factors.length) {
    const always = responses.find((r) => r.flat);
    return always ? <p>{outcome}: {always.name.slice(outcome.length + 1)} at every point and in every run.</p> : null;
  }
  const factor = data.factors[chosen];
  const levels = [...new Set(responses.flatMap((r) => (r.levels ?? []).filter((l) => l.factor === chosen).map((l) => l.level)))].sort((a, b) => a - b);
  const share = (name: string, level: number) => {
    const r = responses.find((x) => x.name === name);
    return r?.levels?.find((l) => l.factor === chosen && l.level === level)?.mean[0] ?? (r?.flat ? r.points[0][0] : 0) ?? 0;
  };
  const categories = responses.map((r, k) => ({ name: r.name.slice(outcome.length + 1), look: look(k) }));
  const rows = levels.map((level) => ({ label: levelText(factor, level), shares: responses.map((r) => share(r.name, level)) }));
  const most = (shares: number[]) => categories[shares.indexOf(Math.max(...shares))].name;
  const [first, last] = [rows[0], rows[rows.length - 1]];
  const summary = `Most frequent ${outcome}: ${most(first.shares)} (${percent(Math.max(...first.shares))}) at ${factor.name} = ${first.label}, ${most(last.shares)} (${percent(Math.max(...last.shares))}) at ${last.label}.`;
  return (
    <>
      {factors.length > 1 && (
        <div class="pickers"><Choice label="Along" value={String(chosen)} onChange={(v) => setChosen(Number(v))} options={factors.map((k) => ({ value: String(k), label: data.factors[k].name }))} /></div>
      )}
      <ShareBars title={`${outcome} by ${factor.name}`} summary={summary} categories={categories} rows={rows} note={data.factors.length > 1 ? 'Shares of runs, over the levels of the other factors.' : 'Shares of runs.'} />
    </>
  );
}

function Tipping({ data }: { data: StudyData }) {
  const { tipping } = data;
  if (!tipping.length) return <p>Between the points of this design the most frequent category changes nowhere.</p>;
  return (
    <>
      <h3>Where it tips</h3>
      <ul class="tips">
        {tipping.slice(0, MOST_TIPS).map((t, i) => {
          const factor = data.factors[t.factor];
          const others = data.factors.length > 1 ? ` (${pointText(data, t.point, t.factor)})` : '';
          return <li key={i}>{t.outcome}: {t.before} becomes {t.after} between {factor.name} = {number(t.below, { digits: 4 })} and {number(t.above, { digits: 4 })}{others}</li>;
        })}
      </ul>
      {tipping.length > MOST_TIPS && <p class="note">{tipping.length - MOST_TIPS} more are in the text of `tarazi analyse`.</p>}
    </>
  );
}

export function CategorySection({ data }: { data: StudyData }) {
  const comparing = data.responses.some((r) => r.levels) || data.tipping.length > 0;
  return (
    <Section id="categories" title="Categories and tipping" intro="The share of runs that end in each category, and where the most frequent one changes along a factor.">
      {data.categories.map((c) => <Shares key={c.outcome} data={data} outcome={c.outcome} />)}
      {comparing && <Tipping data={data} />}
    </Section>
  );
}
