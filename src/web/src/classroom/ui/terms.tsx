// Why? A move as the sum of the model's own terms: bars around zero, values beside them, and the sum that proves it.
// Terms come from the server by partner and mechanism; nothing is computed here but their order.
import type { Mechanism } from '../../lib/palette';
import { useReader } from '../i18n/reader';
import type { ParameterInfo } from '../net/protocol';
import { Mechanics } from './mechanics';

export interface Term {
  /** Who: a state's code, or empty for the own anchor, chance and the edge of the scale. */
  partner: string;
  mechanism: Mechanism;
  value: number;
}

/** Terms of one partner (or of none) as one row, largest first. */
export interface TermRow {
  key: string;
  partner: string;
  parts: Term[];
  total: number;
}

/** Groups terms by partner, largest effect first; rows without any visible effect go last. */
export function termRows(terms: Term[]): TermRow[] {
  const rows = new Map<string, TermRow>();
  for (const term of terms) {
    const key = term.partner || term.mechanism;
    const row = rows.get(key) ?? { key, partner: term.partner, parts: [], total: 0 };
    row.parts.push(term);
    row.total += term.value;
    rows.set(key, row);
  }
  const weight = (r: TermRow) => r.parts.reduce((a, p) => a + Math.abs(p.value), 0);
  return [...rows.values()].sort((a, b) => weight(b) - weight(a));
}

function Bar({ parts, limit }: { parts: Term[]; limit: number }) {
  let right = 0;
  let left = 0;
  return (
    <div class="why-track" aria-hidden="true">
      {parts.map((p) => {
        const size = Math.min(50, (Math.abs(p.value) / limit) * 50);
        if (size <= 0) return null;
        const start = p.value > 0 ? 50 + right : 50 - left - size;
        if (p.value > 0) right += size;
        else left += size;
        return <span key={p.mechanism} class={`why-part ${p.mechanism}`} style={{ left: `${start}%`, width: `${size}%` }} />;
      })}
    </div>
  );
}

/** The table of terms; `move` is what the simulator reports, shown beside the sum. */
export function Terms({ terms, move, names, caption, parameters, lab }: { terms: Term[]; move: number; names: Record<string, string>; caption: string; parameters?: ParameterInfo[]; lab?: boolean }) {
  const { t, num, list } = useReader();
  const rows = termRows(terms).filter((r) => r.partner || r.parts.some((p) => p.value !== 0));
  const sides = rows.flatMap((r) => [1, -1].map((s) => r.parts.reduce((a, p) => a + Math.max(0, s * p.value), 0)));
  const limit = Math.max(1e-9, ...sides);
  const show = (v: number) => num(v, { fixed: 4, signed: true });
  const visible = (r: TermRow) => r.parts.filter((p) => Math.abs(p.value) >= 0.00005);
  const used = [...new Set(rows.flatMap((r) => visible(r).map((p) => p.mechanism)))];
  const sum = terms.reduce((a, p) => a + p.value, 0);
  return (
    <div class="why">
      <ul class="why-key" aria-label={t('why.mechanisms')}>
        {used.map((m) => (
          <li key={m}><span class={`why-part sample ${m}`} aria-hidden="true" /><span><b>{t(`why.${m}`)}</b> {t(`why.${m}.about`)}</span></li>
        ))}
      </ul>
      {parameters && <Mechanics mechanisms={used} parameters={parameters} lab={lab} />}
      <table class="why-table">
        <caption class="hidden">{caption}</caption>
        <thead class="hidden">
          <tr><th scope="col">{t('why.cause')}</th><th scope="col">{t('why.bar')}</th><th scope="col">{t('why.effect')}</th></tr>
        </thead>
        <tbody>
          {rows.map((r) => (
            <tr key={r.key} data-total={r.total}>
              <th scope="row">{r.partner ? names[r.partner] ?? r.partner : t(`why.${r.key}`)}</th>
              <td class="why-cell"><Bar parts={r.parts} limit={limit} /></td>
              <td class="why-value">
                <bdi>{show(r.total)}</bdi>
                {visible(r).length > 1 && <small>{list(visible(r).map((p) => `${t(`why.${p.mechanism}`)} ${show(p.value)}`))}</small>}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr data-sum={sum} data-move={move}>
            <th scope="row">{t('why.sum')}</th>
            <td class="why-cell" />
            <td class="why-value"><bdi>{show(sum)}</bdi><small>{t('why.move', { move: show(move) })}</small></td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
