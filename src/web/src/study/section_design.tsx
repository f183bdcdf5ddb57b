// The design itself: where the points lie, what each factor is in the scenario, and the file that made it all.
import { useState } from 'preact/hooks';
import { Choice } from '../components/choice';
import { Table } from '../components/data_table';
import { Scales, CAPTION, Fact } from '../components/page';
import { Scatter } from '../components/scatter';
import { Section } from '../components/section';
import { number } from '../lib/format';
import type { StudyData } from './types';
import { designText, levelText, pointText } from './words';

function rangeText(data: StudyData, k: number): string {
  const factor = data.factors[k];
  if (factor.levels) return factor.levels.map((v) => levelText(factor, v)).join(', ');
  return `${number(factor.low, { digits: 4 })} to ${number(factor.high, { digits: 4 })}${factor.log ? ', logarithmic' : ''}${factor.whole ? ', whole numbers' : ''}`;
}

export function DesignSection({ data }: { data: StudyData }) {
  const { factors, points, design } = data;
  const [across, setAcross] = useState(0);
  const [up, setUp] = useState(factors.length > 1 ? 1 : 0);
  const options = factors.map((f, k) => ({ value: String(k), label: f.name }));
  const [a, b] = [factors[across], factors[up]];
  const thinned = design.drawn < design.points ? `${number(design.drawn, { digits: 6 })} of ${number(design.points, { digits: 9 })} points are drawn.` : undefined;
  return (
    <Section id="design" title="The design" intro={`${designText(data)} Replicate r of every point has the same random numbers.`}>
      {factors.length > 1 && (
        <>
          {factors.length > 2 && (
            <div class="pickers">
              <Choice label="Across" value={String(across)} options={options} onChange={(v) => setAcross(Number(v))} />
              <Choice label="Up" value={String(up)} options={options} onChange={(v) => setUp(Number(v))} />
            </div>
          )}
          <Scatter
            title={`Points over ${a.name} and ${b.name}`} xName={a.name} yName={b.name} xWords={a.words} yWords={b.words} xLog={a.log} yLog={b.log}
            dots={points.map((p) => ({ x: p[across], y: p[up], label: pointText(data, p) }))}
            summary={`${number(points.length, { digits: 9 })} points of the design, seen from ${a.name} and ${b.name}.`} note={thinned}
          />
        </>
      )}
      <Table
        caption="Factors" rows={factors.length}
        columns={[
          { label: 'Factor', words: true, text: (i) => factors[i].name },
          { label: 'Levels or range', words: true, text: (i) => rangeText(data, i) },
          { label: 'Path in the scenario', words: true, text: (i) => factors[i].paths.join(', ') },
        ]}
      />
      {data.constraints.length > 0 && <p>Points that break one of these are left out: {data.constraints.join('; ')}.</p>}
      <details class="fold"><summary>The study file</summary><pre class="study-file" tabIndex={0}>{data.study}</pre></details>
    </Section>
  );
}

export function Footer({ data }: { data: StudyData }) {
  return (
    <footer>
      <p class="caption"><Scales />{CAPTION}</p>
      <dl class="facts">
        <Fact name="Program" value={`${data.program.name} ${data.program.version}`} />
        <Fact name="Scenario" value={data.scenario.file} />
        <Fact name="Seed" value={String(data.scenario.seed)} />
        <Fact name="Study hash" value={data.hash} />
        <Fact name="Scenario hash" value={data.scenario.hash} />
      </dl>
      <p class="note">The same study with the same version gives the same rows on every machine, with any number of threads, ranks or parts. This file works without a network and sends nothing.</p>
    </footer>
  );
}
