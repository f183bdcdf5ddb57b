// The evidence page: which patterns hold in the scenario, how often elsewhere, and a section for each.
// Every number is the program's.
import { IntervalBars } from '../components/interval_bars';
import { Brand, CAPTION, Contents, Fact, Scales } from '../components/page';
import { Section } from '../components/section';
import { list, percent } from '../lib/format';
import { PatternSection } from './pattern_section';
import type { EvidenceData, Pattern } from './types';

/** A pattern that holds in this share of a sample is called safe there, one below its rest of one rare. */
const SAFE = 0.95;

const ids = (patterns: Pattern[]) => (patterns.length ? list(patterns.map((p) => p.id)) : 'none');

function sentence(data: EvidenceData, k: number): string {
  const safe = data.patterns.filter((p) => p.shares[k].share >= SAFE);
  const rare = data.patterns.filter((p) => p.shares[k].share <= 1 - SAFE);
  const rest = data.patterns.filter((p) => !safe.includes(p) && !rare.includes(p)).map((p) => `${p.id} in ${percent(p.shares[k].share)}`);
  return `Of ${data.samples[k].what}: ${ids(safe)} hold in 95\u202f% or more${rare.length ? `, ${ids(rare)} in 5\u202f% or less` : ''}${rest.length ? `; ${list(rest)}` : ''}.`;
}

function Header({ data }: { data: EvidenceData }) {
  const held = data.patterns.filter((p) => p.holds);
  return (
    <header class="top" id="overview">
      <Brand kind="evidence" />
      <h1>What the model shows, and under which numbers</h1>
      <div class="lead">
        <div>
          <p class="about">Nine patterns, twelve experiments. Each is run again here: with the numbers of the scenario, and where those numbers are not known, over what could be true.</p>
          <ul class="key-sentences">
            <li>In the scenario {held.length} of {data.patterns.length} patterns hold{held.length < data.patterns.length ? `; not ${ids(data.patterns.filter((p) => !p.holds))}` : ''}.</li>
            {data.samples.map((s, k) => <li key={s.name}>{sentence(data, k)}</li>)}
          </ul>
        </div>
        <dl class="facts">
          <Fact name="Scenario" value={data.scenario.title} />
          {data.samples.map((s) => <Fact key={s.name} name={s.name} value={`${s.points.length} points, ${s.parameters.length} parameters`} />)}
          <Fact name="Noise" value="none" />
        </dl>
      </div>
      <p class="caption">{CAPTION}</p>
    </header>
  );
}

function Shares({ data }: { data: EvidenceData }) {
  const rows = data.patterns.map((p) => ({ label: `${p.id} ${p.name}`, bars: p.shares.map((s) => ({ value: s.share, low: s.low, high: s.high })) }));
  return (
    <Section id="shares" title="How often each holds" intro="A pattern holds at a point when all its claims do. Shares are of the points at which it could be computed; whiskers are 95 % intervals.">
      <IntervalBars
        title="Share of points at which the pattern holds" kinds={data.samples.map((s) => s.name)} rows={rows}
        summary={data.samples.map((s, k) => `${s.name}: ${data.patterns.map((p) => `${p.id} ${percent(p.shares[k].share)}`).join(', ')}.`).join(' ')}
        note={data.samples.map((s) => `${s.name}: ${s.what}.`).join(' ')}
      />
    </Section>
  );
}

export function App({ data }: { data: EvidenceData }) {
  const sections: [string, string][] = [['overview', 'Overview'], ...(data.samples.length ? [['shares', 'Shares']] as [string, string][] : []),
    ...data.patterns.map((p): [string, string] => [p.id, p.id])];
  return (
    <>
      <Contents sections={sections} />
      <main id="main" tabIndex={-1}>
        <Header data={data} />
        {data.samples.length > 0 && <Shares data={data} />}
        {data.patterns.map((p) => <PatternSection key={p.id} pattern={p} samples={data.samples} />)}
      </main>
      <footer>
        <p class="caption"><Scales />{CAPTION}</p>
        <p class="note">
          {data.program.name} {data.program.version}, seed {data.seed}, scenario {data.scenario.file} ({data.scenario.hash}). Patterns: src/evidence/patterns.md.
          Made by: <code>{data.command}</code>. This file works without a network and sends nothing.
        </p>
      </footer>
    </>
  );
}
