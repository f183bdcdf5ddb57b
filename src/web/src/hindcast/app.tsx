// The hindcast as a page: the verdict first, then skill, regions, the ensemble, the map of misses, any state's path.
import { Table } from '../components/data_table';
import { Brand, CAPTION, Contents, Fact, Scales } from '../components/page';
import { list, number } from '../lib/format';
import { EnsembleSection, MapSection, RegionSection, scoresOf, SkillSection, StateSection, verdict } from './sections';
import type { HindcastData } from './types';

function Header({ data }: { data: HindcastData }) {
  const scores = scoresOf(data, 'All');
  const last = scores[scores.length - 1];
  const n = data.numbers;
  const told = [data.feed_output && 'outputs', data.feed_pressure && 'pressure'].filter((t): t is string => Boolean(t));
  return (
    <header class="top" id="overview">
      <Brand kind="hindcast" />
      <h1>{data.from} to {data.to}, as the model would have had it</h1>
      <div class="lead">
        <div>
          <p class="about">
            A world of {data.states} states built from the data of {data.from}, run forward{told.length ? ` with the ${list(told)} that followed and nothing else of what followed` : ' with nothing of what followed'},
            and held against positions in the UN General Assembly.
          </p>
          {last && (
            <ul class="key-sentences">
              <li>After {last.horizon} years the model {verdict(last.skill_persistence)} assuming that nothing changes: skill {number(last.skill_persistence[0], { signed: true, digits: 2 })} [{number(last.skill_persistence[1], { signed: true, digits: 2 })}, {number(last.skill_persistence[2], { signed: true, digits: 2 })}].</li>
              <li>It {verdict(last.skill_reversion)} assuming that states return to their own mean: {number(last.skill_reversion[0], { signed: true, digits: 2 })} [{number(last.skill_reversion[1], { signed: true, digits: 2 })}, {number(last.skill_reversion[2], { signed: true, digits: 2 })}].</li>
            </ul>
          )}
        </div>
        <dl class="facts">
          <Fact name="States" value={String(data.states)} />
          <Fact name="Replicates" value={String(data.replicates)} />
          <Fact name="Strategy" value={data.strategy} />
          <Fact name="Fit" value={data.fit ? `${data.fit.from} to ${data.fit.to}` : 'none'} />
          <Fact name="Anchoring" value={`${number(n.anchoring)} a month`} />
          <Fact name="Influence" value={`${number(n.influence)} a month`} />
          <Fact name="Latest votes" value={number(n.latest)} />
        </dl>
      </div>
      <p class="caption">{CAPTION}</p>
    </header>
  );
}

export function App({ data }: { data: HindcastData }) {
  const scored = data.scores.length > 0;
  const sections: [string, string][] = [['overview', 'Overview'], ...(scored ? [['skill', 'Skill'], ['regions', 'Regions'], ['ensemble', 'Ensemble']] as [string, string][] : []),
    ['map', 'Map'], ['states', 'States'], ['missing', 'Gaps']];
  return (
    <>
      <Contents sections={sections} />
      <main id="main" tabIndex={-1}>
        <Header data={data} />
        {scored && <SkillSection data={data} />}
        {scored && <RegionSection data={data} />}
        {scored && <EnsembleSection data={data} />}
        <MapSection data={data} />
        <StateSection data={data} />
        <section id="missing">
          <h2>Gaps in the data</h2>
          <Table
            caption="Gaps in the data" rows={data.missing.length}
            columns={[
              { label: 'Who', words: true, text: (i) => data.missing[i].state }, { label: 'What is missing', words: true, text: (i) => data.missing[i].what },
              { label: 'What was done', words: true, text: (i) => data.missing[i].done },
            ]}
          />
        </section>
      </main>
      <footer>
        <p class="caption"><Scales />{CAPTION}</p>
        <p class="note">{data.program.name} {data.program.version}, seed {data.seed}. Formulas and scores: src/evidence/hindcast.md. Coastlines: Natural Earth, 1:110 million. This file works without a network and sends nothing.</p>
      </footer>
    </>
  );
}
