// The terms of a move as stacked bars around zero: one row per cause, one texture per mechanism.
// Values stand beside every bar, and the last row shows that they add up.
import { decimalsFor, number } from '../lib/format';
import { MECHANISMS, type Mechanism } from '../lib/palette';
import type { WhyRow, WhySum } from '../lib/why';

const MECHANISM_NAMES: Record<Mechanism, string> = {
  anchor: 'own anchor', influence: 'influence', coercion: 'coercion', resentment: 'resentment', noise: 'chance', box: 'edge of scale',
};

interface WhyBarsProps {
  why: WhySum;
  names: Record<string, string>;
  /** Half width of the axis; keep it fixed while months change, so that bars can be compared. */
  limit: number;
  label: string;
  locale?: string;
}

const ROW_NAMES: Record<string, string> = { anchor: 'Own anchor', noise: 'Chance', box: 'Edge of scale' };

function Bar({ row, limit }: { row: WhyRow; limit: number }) {
  let right = 0;
  let left = 0;
  return (
    <div class="why-track" aria-hidden="true">
      {row.parts.map((p) => {
        const size = (Math.abs(p.value) / limit) * 50;
        if (size <= 0) return null;
        const start = p.value > 0 ? 50 + right : 50 - left - size;
        if (p.value > 0) right += size;
        else left += size;
        return <span key={p.mechanism} class={`why-part ${p.mechanism}`} style={{ left: `${start}%`, width: `${size}%` }} />;
      })}
      {row.parts.length > 1 && row.total !== 0 && (
        <span class="why-total" style={{ left: `${50 + Math.max(-50, Math.min(50, (row.total / limit) * 50))}%` }} />
      )}
    </div>
  );
}

/** Bars of one explanation. Rows without any effect stay, so that an absent cause can be seen to be absent. */
export function WhyBars({ why, names, limit, label, locale = 'en' }: WhyBarsProps) {
  // One number of decimals for all rows, fine enough for a thousandth of the axis.
  const decimals = Math.min(9, decimalsFor(limit) + 3);
  const show = (v: number) => number(v, { fixed: decimals, signed: true }, locale);
  const visible = (row: WhyRow) => row.parts.filter((p) => Math.abs(p.value) >= 0.5 * 10 ** -decimals);
  const used = MECHANISMS.filter((m) => m !== 'box' || why.rows.some((r) => r.key === 'box' && r.total !== 0));
  const rows = why.rows.filter((r) => r.partner || r.key === 'anchor' || r.total !== 0);
  return (
    <div class="why">
      <ul class="why-key" aria-label="Mechanisms">
        {used.map((m) => <li key={m}><span class={`why-part sample ${m}`} aria-hidden="true" />{MECHANISM_NAMES[m]}</li>)}
      </ul>
      <table class="why-table">
        <caption class="hidden">{label}</caption>
        <thead class="hidden">
          <tr><th scope="col">Cause</th><th scope="col">Bar</th><th scope="col">Effect on position</th></tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} data-row={row.key} data-total={row.total}>
              <th scope="row">{row.partner ? names[row.key] ?? row.key : ROW_NAMES[row.key]}</th>
              <td class="why-cell"><Bar row={row} limit={limit} /></td>
              <td class="why-value">
                {show(row.total)}
                {visible(row).length > 1 && (
                  <small>{visible(row).map((p) => `${MECHANISM_NAMES[p.mechanism]} ${show(p.value)}`).join(', ')}</small>
                )}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr data-sum={why.sum} data-move={why.move}>
            <th scope="row">Sum of the terms</th>
            <td class="why-cell"><Bar row={{ key: 'sum', partner: false, parts: [{ mechanism: 'box', value: why.sum }], total: why.sum }} limit={limit} /></td>
            <td class="why-value">{show(why.sum)}<small>move of the state {show(why.move)}</small></td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
