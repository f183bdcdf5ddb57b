// The debrief of a class, section by section; with several worlds one is chosen for the details.
import { useMemo, useState } from 'preact/hooks';
import { Choice } from '../components/choice';
import { look, neutralLook } from '../lib/palette';
import { useReader } from '../classroom/i18n/reader';
import { namesOf } from '../classroom/names';
import { FanChart, type FanLine } from '../classroom/ui/fan_chart';
import { Frame } from '../classroom/ui/frame';
import { rangeOf } from '../classroom/ui/forecast';
import { Predictions } from './predictions';
import type { DebriefData } from './types';
import { WorldSections } from './world';

export function App({ data }: { data: DebriefData }) {
  const reader = useReader();
  const { t, num } = reader;
  const { lesson, worlds } = data;
  const names = useMemo(() => namesOf(lesson, reader), [lesson, reader.language, reader.locale]);
  const [chosen, setChosen] = useState('0');
  const world = worlds[Number(chosen)];
  const alone = lesson.alone;
  const months = (values: number[]) => values.map((_, i) => i);
  const lines: FanLine[] = [
    { key: 'control', label: t('report.control'), short: t('report.engine'), look: neutralLook, months: months(data.control), values: data.control },
    ...worlds.map((w, k): FanLine => {
      const values = (w.series.position[alone] ?? []).map((v) => v ?? 0);
      return { key: String(k), label: t('board.world', { world: k + 1 }), short: num(k + 1), look: look(k), months: months(values), values };
    }),
    ...worlds.flatMap((w, k) => w.branches.map((b, j): FanLine => ({ key: `${k}-${j}`, label: t('report.branch', { world: k + 1 }), short: '', look: neutralLook, months: months(b.line), values: b.line, faint: true }))),
  ];
  const ends = worlds.map((w) => (w.series.position[alone] ?? []).slice(-1)[0] ?? 0);
  const theory = ['reciprocity', 'dilemma', 'interdependence', 'hedging'];
  return (
    <Frame title={names.lesson('title')} wide>
      <h1>{t('report.title', { lesson: names.lesson('title') })}</h1>
      <p class="lead">{names.lesson('about')}</p>
      <p class="fineprint">{t('start.model')}</p>
      <h2>{t('report.worlds', { state: names.of(alone) })}</h2>
      <FanChart
        title={t('see.positions')} lines={lines} axis={names.axis} from={0} to={lesson.rounds * lesson.months} height={260} range={rangeOf(lines.flatMap((l) => l.values), 0.15)}
        marks={Array.from({ length: lesson.rounds - 1 }, (_, r) => (r + 1) * lesson.months)}
        summary={t('report.spread', { state: names.of(alone), low: num(Math.min(...ends), { fixed: 2 }), high: num(Math.max(...ends), { fixed: 2 }), control: num(data.control[data.control.length - 1], { fixed: 2 }) })}
      />
      {worlds.length > 1 && <Choice label={t('report.choose')} options={worlds.map((_, k) => ({ value: String(k), label: t('board.world', { world: k + 1 }) }))} value={chosen} onChange={setChosen} />}
      {world && <WorldSections key={chosen} world={world} lesson={lesson} names={names} />}
      <Predictions data={data} names={names} />
      <h2>{t('debrief.discuss')}</h2>
      <ol>
        {['feel', 'decide'].map((q) => <li key={q}>{t(`debrief.${q}`)}</li>)}
        {theory.map((q) => <li key={q}>{t(`report.${q}`)}</li>)}
        <li>{t('debrief.limits')}</li>
      </ol>
      <h2>{t('report.sources')}</h2>
      <p class="fineprint">Tarazi {data.program} · {t('report.seed', { seed: String(data.seed) })} · <code>{data.scenario}</code></p>
      {lesson.fictional && <p>{t('brief.fictional')}</p>}
      {data.sources.length > 0 && <details><summary>{t('chart.numbers')}</summary>
        <div class="table-scroll" tabIndex={0} role="region" aria-label={t('report.sources')}>
          <table>
            <caption class="hidden">{t('report.sources')}</caption>
            <thead><tr><th scope="col">{t('report.path')}</th><th scope="col">{t('report.value')}</th><th scope="col" class="words">{t('report.origin')}</th></tr></thead>
            <tbody>{data.sources.map(([path, value, kind, text]) => <tr key={path}><th scope="row"><code>{path}</code></th><td>{num(value, { digits: 4 })}</td><td class="words">{t(`report.${kind}`)}: <bdi>{text}</bdi></td></tr>)}</tbody>
          </table>
        </div>
      </details>}
    </Frame>
  );
}
