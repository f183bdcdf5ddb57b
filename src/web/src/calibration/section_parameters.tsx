// What was learned of each parameter: the sample beside the prior, and pairs that trade off against each other.
// Used for the posterior of ABC and for the region that history matching leaves.
import { useState } from 'preact/hooks';
import { Choice } from '../components/choice';
import { Table } from '../components/data_table';
import { Density } from '../components/density';
import { HeatMap } from '../components/heat_map';
import { Scatter } from '../components/scatter';
import { Section } from '../components/section';
import { list, number } from '../lib/format';
import type { Learned, Posterior } from './types';

const isLog = (p: Learned) => p.prior.startsWith('log-uniform');

function told(p: Learned): string {
  const numbers = `median ${number(p.median)}, 5 % to 95 %: ${number(p.low)} to ${number(p.high)}`;
  const learned = p.verdict === 'identified' ? 'identified' : p.verdict === 'partly' ? 'partly identified' : 'not identified: the data say little about it';
  return `${p.name} is ${learned}; ${numbers}; variance ${number(p.ratio, { digits: 2 })} of the prior's.`;
}

export function ParametersSection({ id, title, intro, posterior, kind }: { id: string; title: string; intro: string; posterior: Posterior; kind: string }) {
  const all = posterior.parameters;
  return (
    <Section id={id} title={title} intro={intro}>
      <div class="grid three">
        {all.map((p, k) => (
          <Density
            key={p.name} title={p.name} draws={posterior.draws.map((d) => d[k])} prior={posterior.priors[k]} log={isLog(p)} marks={[p.low, p.median, p.high]}
            kinds={[kind, 'prior']} summary={told(p)} note={`Prior ${p.prior}${p.source ? `; ${p.source}` : ''}.`}
          />
        ))}
      </div>
      <Table
        caption={`Parameters, prior and ${kind}`} rows={all.length}
        columns={[
          { label: 'Parameter', words: true, text: (i) => all[i].name }, { label: 'Prior', words: true, text: (i) => all[i].prior },
          { label: 'Median', text: (i) => number(all[i].median), raw: (i) => all[i].median }, { label: '5 %', text: (i) => number(all[i].low), raw: (i) => all[i].low },
          { label: '95 %', text: (i) => number(all[i].high), raw: (i) => all[i].high }, { label: 'Variance over prior', text: (i) => number(all[i].ratio), raw: (i) => all[i].ratio },
          { label: 'Learned', words: true, text: (i) => all[i].verdict },
        ]}
      />
    </Section>
  );
}

/** The pair with the strongest correlation. */
function strongest(rows: (number | null)[][]): [number, number] {
  let best: [number, number] = [0, 1];
  const size = ([i, j]: [number, number]) => Math.abs(rows[i]?.[j] ?? 0);
  for (let i = 0; i < rows.length; i++) for (let j = i + 1; j < rows.length; j++) if (size([i, j]) > size(best)) best = [i, j];
  return best;
}

export function PairsSection({ posterior }: { posterior: Posterior }) {
  const names = posterior.parameters.map((p) => p.name);
  const start = strongest(posterior.correlations);
  const [first, setFirst] = useState(String(start[0]));
  const [second, setSecond] = useState(String(start[1]));
  const [i, j] = [Number(first), Number(second)];
  const options = names.map((label, k) => ({ value: String(k), label }));
  const ridges = posterior.ridges.length ? `Trade off against each other: ${list(posterior.ridges)}. Only a combination of such a pair was learned.` : 'No pair has a correlation of .5 or more.';
  const drawn = posterior.correlations.map((row, a) => row.map((v, b) => (a === b || v === null ? null : Math.round(Math.abs(v) * 100) / 100)));
  return (
    <Section
      id="pairs" title="Pairs"
      control={(
        <>
          <Choice label="Across" value={first} onChange={setFirst} strip={0} options={options} />
          <Choice label="Up" value={second} onChange={setSecond} strip={0} options={options} />
        </>
      )}
    >
      <div class="grid">
        <Scatter
          key={`${first}-${second}`} title={`${names[i]} and ${names[j]}`} xName={names[i]} yName={names[j]} xLog={isLog(posterior.parameters[i])} yLog={isLog(posterior.parameters[j])}
          dots={posterior.draws.map((d, k) => ({ x: d[i], y: d[j], label: `${k + 1}` }))}
          summary={`${posterior.draws.length} draws; correlation ${number(posterior.correlations[i][j], { signed: true, digits: 2 })} on the prior's scale of quantiles.`}
        />
        <HeatMap title="Strength of correlation" columnsName="parameter" rowsName="parameter" columnLabels={names} rowLabels={names} cells={drawn} summary={ridges} note="Without sign, on the prior's scale of quantiles; the sign shows beside." />
      </div>
    </Section>
  );
}
