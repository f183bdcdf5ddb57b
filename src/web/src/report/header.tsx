// The top of the report: what was run, what came out in a few sentences, and the posture of every state over time.
// The caption that this is a model and no forecast stands here and in the footer.
import { Brand, CAPTION, Fact } from '../components/page';
import { PostureStrip, postureWords } from '../components/posture_strip';
import { Prose } from '../components/prose';
import { list } from '../lib/format';
import { monthName } from '../lib/time';
import type { ReportModel } from './model';

/** Sentences shown at once; the rest folds away, so that the charts stay near. */
const KEY_SENTENCES = 4;

export function Header({ model }: { model: ReportModel }) {
  const { data, axis, active, names } = model;
  const rows = active
    .filter((s) => data.posture[s.code])
    .map((s) => ({ code: s.code, name: s.name, posture: data.posture[s.code], towards: data.lean_towards[s.code] ?? [] }));
  const atEnd = rows.map((r) => `${r.name} ${postureWords(r.posture[axis.months] ?? null, r.towards[axis.months] ?? null, names)}`);
  const changed = rows.filter((r) => new Set(r.posture).size > 1).map((r) => r.name);
  const summary = `Posture in ${monthName(axis, axis.months)}: ${list(atEnd)}. ${changed.length ? `${list(changed)} changed posture on the way.` : 'No state changed its posture.'}`;
  return (
    <header class="top" id="overview">
      <Brand kind="run report" />
      <h1>{data.title}</h1>
      <div class="lead">
        <div>
          {data.about && <p class="about"><Prose text={data.about} /></p>}
          {data.summary.length > 0 && (
            <>
              <h2 class="small-head">In short</h2>
              <ul class="key-sentences">{data.summary.slice(0, KEY_SENTENCES).map((sentence, i) => <li key={i}>{sentence}</li>)}</ul>
              {data.summary.length > KEY_SENTENCES && (
                <details class="more">
                  <summary>{data.summary.length - KEY_SENTENCES} more</summary>
                  <ul>{data.summary.slice(KEY_SENTENCES).map((sentence, i) => <li key={i}>{sentence}</li>)}</ul>
                </details>
              )}
            </>
          )}
        </div>
        <dl class="facts">
          <Fact name="Period" value={`${monthName(axis, 0)} – ${monthName(axis, axis.months)}`} />
          <Fact name="Steps" value={`${axis.months} months`} />
          <Fact name="Replicates" value={String(data.replicates)} />
          <Fact name="States" value={list(active.map((s) => s.name))} />
          <Fact name="Seed" value={String(data.seed)} />
          <Fact name="Events" value={String(data.events.length)} />
        </dl>
      </div>
      <p class="caption">{CAPTION}</p>
      <PostureStrip
        title="Posture of each state" rows={rows} axis={axis} looks={model.looks} names={names} summary={summary} events={model.marks}
      />
    </header>
  );
}
