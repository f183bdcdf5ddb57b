// What you changed, and what changed: controls in which A and B differ, and outcomes at the horizon with paired differences.
// Differences are those of the server, replicate by replicate; nothing is subtracted here.
import { stop } from '../draft';
import { useReader } from '../i18n/reader';
import { differencesOf, digitsOf, type Difference, type Side } from '../lab';
import type { Names } from '../names';
import type { LabText, Signal } from '../net/protocol';

export function outcomeName(t: (key: string, values?: Record<string, string>) => string, names: Names, what: string, partner: string | null): string {
  return t(`quantity.${what}`, { partner: partner ? names.of(partner) : '' });
}

export function LabChanges({ names, a, b }: { names: Names; a: Side; b: Side }) {
  const { t, num } = useReader();
  const rows = differencesOf(a, b);
  const label = (d: Difference) => (d.kind === 'stance' ? t('act.stance') : d.kind === 'lever' ? t(`lever.${d.name}`, { state: names.of(d.to) }) : t(`parameter.${d.name}`));
  const value = (d: Difference, v: Difference['a']) => {
    if (d.kind === 'stance') return t(v ? `stance.${v}` : 'stance.own');
    if (v === null) return t(d.kind === 'lever' ? 'lab.follows' : 'lab.original');
    if (d.kind === 'parameter' || d.name === 'offer') return num(Number(v), { digits: 4 });
    return `${num(Number(v), { fixed: 2 })} · ${t(`stop.${d.name}.${stop(d.name as Signal, Number(v))}`)}`;
  };
  if (!rows.length) return <p id="lab-same">{t('lab.same')}</p>;
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={t('lab.changed')}>
      <table id="lab-changed">
        <caption class="hidden">{t('lab.changed')}</caption>
        <thead><tr><th scope="col">{t('lab.control')}</th><th scope="col">A</th><th scope="col">B</th></tr></thead>
        <tbody>{rows.map((d) => <tr key={d.kind + d.name + d.to}><th scope="row">{label(d)}</th><td>{value(d, d.a)}</td><td>{value(d, d.b)}</td></tr>)}</tbody>
      </table>
    </div>
  );
}

export function LabOutcomes({ names, answer }: { names: Names; answer: LabText }) {
  const { t, num, pct } = useReader();
  const caption = t('lab.changes', { month: names.when(answer.month + answer.months) });
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={caption}>
      <table id="lab-outcomes">
        <caption class="hidden">{caption}</caption>
        <thead><tr><th scope="col">{t('lab.outcome')}</th><th scope="col">A</th><th scope="col">B</th><th scope="col">B − A</th><th scope="col">{t('lab.band')}</th><th scope="col">{t('lab.higher')}</th></tr></thead>
        <tbody>
          {answer.rows.map((r) => {
            const digits = digitsOf(r.what);
            const show = (v: number | null) => num(v, { fixed: digits });
            const signed = (v: number | null) => num(v, { digits: 2, signed: true });
            return (
              <tr key={r.what + (r.partner ?? '')} data-difference={r.difference.join(' ')}>
                <th scope="row">{outcomeName(t, names, r.what, r.partner)}</th><td>{show(r.a[0])}</td><td>{show(r.b[0])}</td>
                <td><bdi>{signed(r.difference[0])}</bdi></td><td><bdi>{signed(r.difference[1])} … {signed(r.difference[2])}</bdi></td><td>{pct(r.higher)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
