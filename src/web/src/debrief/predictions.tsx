// Predictions against outcomes: how often what was called 70 % happened, and each seat's score beside the class.
import { useReader } from '../classroom/i18n/reader';
import type { Names } from '../classroom/names';
import { usePageMode } from '../lib/theme';
import { SERIES_COLOURS } from '../lib/palette';
import type { DebriefData } from './types';

const BINS = [0, 0.2, 0.4, 0.6, 0.8];

export function Predictions({ data, names }: { data: DebriefData; names: Names }) {
  const { t, num, pct } = useReader();
  const { theme } = usePageMode();
  const rows = data.worlds.flatMap((w, k) => w.teams.flatMap((team) => team.predictions.map((p) => ({ ...p, world: k, state: team.state, brier: (p.p - (p.higher ? 1 : 0)) ** 2 }))));
  if (!rows.length) return null;
  const mean = (values: number[]) => values.reduce((a, v) => a + v, 0) / values.length;
  const bins = BINS.map((low) => rows.filter((r) => r.p >= low && (r.p < low + 0.2 || (low === 0.8 && r.p <= 1)))).filter((b) => b.length > 0)
    .map((b) => ({ said: mean(b.map((r) => r.p)), came: mean(b.map((r) => (r.higher ? 1 : 0))), count: b.length }));
  const states = data.lesson.seats.map((s) => s.state).map((state) => ({ state, of: rows.filter((r) => r.state === state) })).filter((s) => s.of.length > 0);
  const at = (v: number) => 30 + v * 200;
  const summary = t('report.calibration', { score: num(mean(rows.map((r) => r.brier)), { fixed: 2 }), count: rows.length });
  return (
    <>
      <h2>{t('debrief.predictions')}</h2>
      <div class="columns">
        <figure class="fan">
          <svg width="250" height="260" viewBox="0 0 250 260" role="img" aria-label={summary}>
            <line class="fan-grid" x1={at(0)} y1={240 - 200 * 0} x2={at(1)} y2={240 - 200} stroke-dasharray="4 3" />
            <line class="fan-grid" x1={at(0)} y1="240" x2={at(1)} y2="240" /><line class="fan-grid" x1={at(0)} y1="40" x2={at(0)} y2="240" />
            {[0, 0.5, 1].map((v) => <g key={v}><text class="fan-text" x={at(v)} y="255" text-anchor="middle">{pct(v)}</text><text class="fan-text" x="26" y={244 - 200 * v} text-anchor="end">{num(v, { digits: 1 })}</text></g>)}
            {bins.map((b) => <circle key={b.said} cx={at(b.said)} cy={240 - 200 * b.came} r={4 + Math.sqrt(b.count)} fill={SERIES_COLOURS[theme][0]} opacity="0.8" />)}
          </svg>
          <p class="fan-summary">{summary} {t('report.diagonal')}</p>
        </figure>
        <div class="table-scroll" tabIndex={0} role="region" aria-label={t('debrief.predictions')}>
          <table>
            <caption class="hidden">{t('debrief.predictions')}</caption>
            <thead><tr><th scope="col">{t('report.team')}</th><th scope="col">{t('report.answers')}</th><th scope="col">Brier</th></tr></thead>
            <tbody>
              {states.map((s) => <tr key={s.state}><th scope="row">{names.of(s.state)}</th><td>{num(s.of.length)}</td><td>{num(mean(s.of.map((r) => r.brier)), { fixed: 2 })}</td></tr>)}
              <tr><th scope="row">{t('report.class')}</th><td>{num(rows.length)}</td><td>{num(mean(rows.map((r) => r.brier)), { fixed: 2 })}</td></tr>
            </tbody>
          </table>
        </div>
      </div>
    </>
  );
}
