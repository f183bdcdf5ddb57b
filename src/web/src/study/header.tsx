// The top of a study report: the question, what came out in a few sentences, and how much was run.
// The sentences are those of the program's own analysis.
import { Brand, CAPTION, Fact } from '../components/page';
import { Prose } from '../components/prose';
import { number } from '../lib/format';
import type { StudyData } from './types';
import { designText } from './words';

/** Sentences shown at once; the rest folds away, so that the charts stay near. */
const KEY_SENTENCES = 4;

export function Header({ data }: { data: StudyData }) {
  const findings = data.findings.map((sentence) => sentence.replace(/`/g, ''));
  const whole = (n: number) => number(n, { digits: 12 });
  return (
    <header class="top" id="overview">
      <Brand kind="study report" />
      <h1>{data.title}</h1>
      <div class="lead">
        <div>
          {data.about && <p class="about"><Prose text={data.about} /></p>}
          <h2 class="small-head">In short</h2>
          <ul class="key-sentences">{findings.slice(0, KEY_SENTENCES).map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
          {findings.length > KEY_SENTENCES && (
            <details class="more">
              <summary>{findings.length - KEY_SENTENCES} more</summary>
              <ul>{findings.slice(KEY_SENTENCES).map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
            </details>
          )}
          {data.findings.length === 0 && <p>No run is in the file yet.</p>}
        </div>
        <dl class="facts">
          <Fact name="Scenario" value={data.scenario.title} />
          <Fact name="Factors" value={String(data.factors.length)} />
          <Fact name="Points" value={whole(data.design.points)} />
          <Fact name="Replicates" value={data.until ? `${data.replicates} to ${whole(data.until.max)}` : whole(data.replicates)} />
          <Fact name="Runs" value={data.runs < data.expected ? `${whole(data.runs)} of ${whole(data.expected)}` : whole(data.runs)} />
          <Fact name="Months" value={String(data.scenario.months)} />
        </dl>
      </div>
      <p class="caption">{CAPTION} Square brackets and whiskers are 95 % intervals. {designText(data)}</p>
      {data.runs < data.expected && <p class="note">The study is not complete: every number is of what is there.</p>}
      {data.failed > 0 && <p class="note">{whole(data.failed)} runs left the bounds of the model and are left out.</p>}
      {data.until && <p class="note">Replicates of a point stopped when the interval of {data.until.outcome} was narrower than ±{data.until.half_width}; intervals of stopped points cover a little less than 95 %.</p>}
    </header>
  );
}
