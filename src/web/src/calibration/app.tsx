// The calibration page: what was learned and what was not, the fit to the targets, whether the uncertainty is right.
// Every number is the program's.
import { Table } from '../components/data_table';
import { Brand, CAPTION, Contents, Fact, Scales } from '../components/page';
import { Section } from '../components/section';
import { list, number, percent } from '../lib/format';
import { PairsSection, ParametersSection } from './section_parameters';
import { CoverageSection, TargetsSection, WavesSection } from './section_targets';
import type { CalibrationData, Posterior } from './types';

function learned(p: Posterior): string {
  const of = (verdict: string) => p.parameters.filter((x) => x.verdict === verdict).map((x) => x.name);
  const parts = [['identified', 'Identified'], ['partly', 'partly'], ['not identified', 'not at all']].flatMap(([verdict, word]) => (of(verdict).length ? [`${word}: ${list(of(verdict))}`] : []));
  const text = parts.join('; ');
  return `${text[0].toUpperCase()}${text.slice(1)}.`;
}

function sentences(data: CalibrationData): string[] {
  const all: string[] = [];
  if (data.posterior) all.push(learned(data.posterior));
  if (data.targets) {
    const missed = data.targets.filter((t) => t.miss !== null && Math.abs(t.miss) > 2);
    all.push(missed.length ? `${data.targets.length - missed.length} of ${data.targets.length} targets are met; not ${list(missed.map((t) => t.name))}.` : `${data.targets.length === 1 ? 'The target is' : `All ${data.targets.length} targets are`} met within two standard deviations.`);
  }
  if (data.abc && data.abc.tolerance > 1) all.push(`The tolerance is ${number(data.abc.tolerance, { digits: 2 })}: the sample is wider than the posterior, which would have 1.`);
  const left = data.history?.waves[data.history.waves.length - 1]?.left;
  if (left !== undefined) all.push(left ? `History matching leaves ${percent(left)} of the prior.` : 'History matching rules everything out.');
  return all;
}

function Header({ data }: { data: CalibrationData }) {
  return (
    <header class="top" id="overview">
      <Brand kind="calibration" />
      <h1>{data.title || 'Calibration'}</h1>
      <div class="lead">
        <div>
          {data.about && <p class="about">{data.about}</p>}
          <ul class="key-sentences">{sentences(data).map((s) => <li key={s}>{s}</li>)}</ul>
        </div>
        <dl class="facts">
          {data.worlds.map((w) => <Fact key={w.name} name={w.name} value={`${w.title}, ${w.states} states, ${w.months} months`} />)}
          {data.abc && <Fact name="Runs" value={`${data.abc.runs} in ${data.abc.generations.length} generations`} />}
          {data.abc && <Fact name="Effective" value={number(data.abc.ess)} />}
        </dl>
      </div>
      <p class="caption">{CAPTION}</p>
    </header>
  );
}

function PointSection({ data }: { data: CalibrationData }) {
  const point = data.point;
  if (!point) return null;
  return (
    <Section id="point" title="Nearest point" intro={`The nearest point to ${point.targets} targets after ${point.evaluations} runs; squared distance ${number(point.squared_distance)} in errors. It has no uncertainty.`}>
      <Table caption="Nearest point" rows={point.values.length} columns={[{ label: 'Parameter', words: true, text: (i) => point.parameters[i] }, { label: 'Value', text: (i) => number(point.values[i]), raw: (i) => point.values[i] }]} />
    </Section>
  );
}

export function App({ data }: { data: CalibrationData }) {
  const { posterior, targets, check, history } = data;
  const region = history?.region;
  const several = (posterior?.parameters.length ?? 0) > 1;
  const sections = ([['overview', 'Overview'], posterior && ['parameters', 'Parameters'], posterior && several && ['pairs', 'Pairs'], targets && ['targets', 'Targets'],
    check && ['coverage', 'Coverage'], history && ['waves', 'Waves'], region && ['region', 'Region'], data.point && ['point', 'Point']] as ([string, string] | undefined | false)[]).filter((s): s is [string, string] => Boolean(s));
  return (
    <>
      <Contents sections={sections} />
      <main id="main" tabIndex={-1}>
        <Header data={data} />
        {posterior && <ParametersSection id="parameters" title="Parameters" kind="posterior" posterior={posterior} intro="Bars are draws of the posterior, the dashed outline is the prior; both have the same area. Marks under the axis: 5 %, 50 %, 95 %." />}
        {posterior && several && <PairsSection posterior={posterior} />}
        {targets && <TargetsSection targets={targets} />}
        {check && <CoverageSection check={check} />}
        {history && <WavesSection history={history} />}
        {region && <ParametersSection id="region" title="The region left" kind="region" posterior={region} intro="Points that no wave ruled out, equally weighted. A region is not a posterior: its shape says where to look, not how likely." />}
        <PointSection data={data} />
      </main>
      <footer>
        <p class="caption"><Scales />{CAPTION}</p>
        <p class="note">
          tarazi {data.version}, seed {data.seed}; {data.worlds.map((w) => `${w.file} (${w.hash})`).join(', ')}. Methods: src/evidence/calibrate.md. Made by: <code>{data.command}</code>.
          This file works without a network and sends nothing.
        </p>
      </footer>
    </>
  );
}
