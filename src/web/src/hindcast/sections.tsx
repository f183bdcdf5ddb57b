// The sections of the hindcast page: skill over the years, regions, the ensemble's reliability, the map of errors, states.
// Every number is the program's; nothing is computed here but differences of two columns.
import { useState } from 'preact/hooks';
import { Choice } from '../components/choice';
import { Table } from '../components/data_table';
import { DotMap } from '../components/dot_map';
import { IntervalBars } from '../components/interval_bars';
import { LevelLines } from '../components/level_lines';
import { Section } from '../components/section';
import { list, number, percent } from '../lib/format';
import { extent } from '../lib/scale';
import { StatePath } from './state_path';
import type { Estimate, HindcastData, Score } from './types';

const REFERENCES: { key: 'skill_persistence' | 'skill_reversion' | 'skill_regression'; name: string }[] = [
  { key: 'skill_persistence', name: 'persistence' }, { key: 'skill_reversion', name: 'reversion to the own mean' }, { key: 'skill_regression', name: 'a regression' },
];

export const scoresOf = (data: HindcastData, region: string) => data.scores.filter((s) => s.region === region);

/** "beats", "is worse than" or "cannot be told from". */
export function verdict(e: Estimate): string {
  if (e[1] > 0) return 'beats';
  return e[2] < 0 ? 'is worse than' : 'cannot be told from';
}

export function SkillSection({ data }: { data: HindcastData }) {
  const scores = scoresOf(data, 'All');
  const range = extent(scores.flatMap((s) => REFERENCES.flatMap((r) => s[r.key])), 0.06, true);
  const seen = scores.some((s) => s.in_sample);
  return (
    <Section id="skill" title="Skill" intro="1 − mean squared error of the ensemble mean over that of a forecast that needs no model. Above zero the model is better; whiskers are 95 % intervals from a bootstrap over states.">
      <div class="grid three">
        {REFERENCES.map((r) => (
          <LevelLines
            key={r.key} title={`Against ${r.name}`} range={range} names={false}
            levels={scores.map((s) => ({ at: s.horizon, label: `${s.horizon} years`, value: s[r.key][0], low: s[r.key][1], high: s[r.key][2] }))}
            summary={`Skill against ${r.name}, by years ahead: ${scores.filter((s) => s[r.key][1] > 0).length} of ${scores.length} horizons clearly above zero, ${scores.filter((s) => s[r.key][2] < 0).length} clearly below; ${number(scores[scores.length - 1][r.key][0], { signed: true, digits: 2 })} at the last.`}
          />
        ))}
      </div>
      {seen && <p class="note">The fit has seen {data.fit?.from} to {data.fit?.to}; years up to {data.fit?.to} are no test.</p>}
      <Table
        caption="Errors by years ahead" rows={scores.length}
        columns={[
          { label: 'Years ahead', text: (i) => `${scores[i].horizon}${scores[i].in_sample ? ' (seen by the fit)' : ''}` },
          { label: 'States', text: (i) => String(scores[i].states) },
          { label: 'RMSE', text: (i) => number(scores[i].rmse) },
          { label: 'persistence', text: (i) => number(scores[i].rmse_persistence) },
          { label: 'reversion', text: (i) => number(scores[i].rmse_reversion) },
          { label: 'regression', text: (i) => number(scores[i].rmse_regression) },
          { label: 'CRPS', text: (i) => number(scores[i].crps) },
          { label: 'absolute error of persistence', text: (i) => number(scores[i].mae_persistence) },
        ]}
      />
    </Section>
  );
}

export function RegionSection({ data }: { data: HindcastData }) {
  const horizons = [...new Set(data.scores.map((s) => s.horizon))];
  const [horizon, setHorizon] = useState(String(horizons[horizons.length - 1]));
  const rows = data.scores.filter((s) => s.region !== 'All' && s.horizon === Number(horizon)).sort((a, b) => b.skill_persistence[0] - a.skill_persistence[0]);
  if (!rows.length) return null;
  const floor = -2;  // a region that hardly moved has a skill far below; its number is in the table
  const shown = (v: number) => Math.max(floor, v);
  return (
    <Section
      id="regions" title="Regions"
      control={<Choice label="Years ahead" value={horizon} onChange={setHorizon} options={horizons.map((h) => ({ value: String(h), label: String(h) }))} />}
    >
      <IntervalBars
        title="Skill against persistence by region" kinds={['skill']}
        rows={rows.map((s: Score) => ({ label: `${s.region} (${s.states})`, bars: [{ value: shown(s.skill_persistence[0]), low: shown(s.skill_persistence[1]), high: shown(s.skill_persistence[2]) }] }))}
        summary={`After ${horizon} years: highest in ${rows[0].region} (${number(rows[0].skill_persistence[0], { signed: true, digits: 2 })}), lowest in ${rows[rows.length - 1].region} (${number(rows[rows.length - 1].skill_persistence[0], { signed: true, digits: 2 })}).`}
        note="Regions are political geography after the groups of the United Nations. Few states make wide intervals; bars end at −2."
      />
    </Section>
  );
}

export function EnsembleSection({ data }: { data: HindcastData }) {
  const scores = scoresOf(data, 'All');
  const last = scores[scores.length - 1];
  const total = last.ranks.reduce((a, b) => a + b, 0);
  const outer = (last.ranks[0] + last.ranks[last.ranks.length - 1]) / total;
  return (
    <Section id="ensemble" title="The ensemble" intro={`${data.replicates} replicates with the calibrated noise of the model. If they were right about uncertainty, what happened would fall into every tenth of the ensemble equally often.`}>
      <IntervalBars
        title={`Where what happened lies in the ensemble, after ${last.horizon} years`} kinds={['share of states']}
        rows={last.ranks.map((n, k) => ({ label: k === 0 ? 'lowest tenth' : k === 9 ? 'highest tenth' : `tenth ${k + 1}`, bars: [{ value: n / total, low: null, high: null }] }))}
        summary={`${percent(outer)} of the states lie in the two outer tenths, where 20 % would be expected; ${percent(last.covered)} lie within 5 % to 95 %, where 90 % would be expected.`}
        note={outer > 0.25 ? 'More than expected lie outside: the ensemble is too narrow.' : outer < 0.15 ? 'Fewer than expected lie outside: the ensemble is too wide.' : 'The ensemble is about as wide as it should be.'}
      />
      <Table
        caption="Agreement of pairs in votes" rows={data.agreement.length}
        columns={[
          { label: 'Years ahead', text: (i) => String(data.agreement[i].horizon) },
          { label: 'Pairs', text: (i) => number(data.agreement[i].pairs, { digits: 9 }) },
          { label: 'RMSE of predicted agreement', text: (i) => number(data.agreement[i].rmse) },
          { label: 'of keeping that of the start', text: (i) => number(data.agreement[i].rmse_persistence) },
        ]}
      />
    </Section>
  );
}

export function MapSection({ data }: { data: HindcastData }) {
  const last = Math.max(...data.cases.map((c) => c.horizon));
  const cases = data.cases.filter((c) => c.horizon === last && data.places[c.state]);
  if (!cases.length) return null;
  const misses = data.misses.slice(0, 6);
  const names = misses.map((code) => data.cases.find((c) => c.state === code)?.name ?? code);
  return (
    <Section id="map" title="Where it missed">
      <DotMap
        title={`What happened minus what was expected, ${data.from + last}`} unit="ideal-point units" named={new Set([...misses, 'AZE'])}
        places={cases.map((c) => ({ code: c.state, name: c.name, at: data.places[c.state], value: c.observed - c.mean }))}
        summary={`Largest misses after ${last} years: ${list(names)}.`}
        note="Full circles: nearer to the US-led position than expected; hollow: farther. Area is the size of the miss. Coastlines only."
      />
    </Section>
  );
}

export function StateSection({ data }: { data: HindcastData }) {
  const codes = [...new Map(data.cases.map((c) => [c.state, c.name])).entries()].sort((a, b) => a[1].localeCompare(b[1]));
  const [state, setState] = useState(codes.some(([c]) => c === 'AZE') ? 'AZE' : codes[0][0]);
  const cases = data.cases.filter((c) => c.state === state);
  return (
    <Section
      id="states" title="State by state"
      control={<Choice label="State" value={state} onChange={setState} strip={0} options={codes.map(([value, label]) => ({ value, label }))} />}
    >
      <StatePath key={state} cases={cases} from={data.from} />
    </Section>
  );
}
