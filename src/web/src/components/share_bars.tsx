// Shares of categories as stacked bars, one row a level: how often each posture came out.
// Segments carry their name or number where there is room, and keep one order everywhere.
import { number, percent } from '../lib/format';
import type { Look } from '../lib/palette';
import { usePageMode } from '../lib/theme';
import { ChartFrame } from './chart_frame';

interface ShareBarsProps {
  title: string;
  summary: string;
  note?: string;
  categories: { name: string; look: Look }[];
  rows: { label: string; shares: number[] }[];
}

export function ShareBars({ title, summary, note, categories, rows }: ShareBarsProps) {
  const { theme } = usePageMode();
  return (
    <ChartFrame
      title={title} summary={summary} note={note} rows={rows.length}
      columns={[
        { label: 'Level', words: true, text: (i) => rows[i].label },
        ...categories.map((c, k) => ({ label: c.name, text: (i: number) => percent(rows[i].shares[k]), raw: (i: number) => rows[i].shares[k] })),
      ]}
      legend={(
        <ul class="bar-key">
          {categories.map((c) => (
            <li key={c.name}><svg width="14" height="12" aria-hidden="true"><rect width="14" height="12" rx="2" fill={c.look.colour[theme]} /></svg>{c.name}</li>
          ))}
        </ul>
      )}
    >
      <div class="share-rows" role="img" aria-label={summary}>
        {rows.map((row) => (
          <div class="share-row" key={row.label}>
            <span class="share-label">{row.label}</span>
            <svg class="share-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
              {row.shares.map((share, k) => (
                <rect key={categories[k].name} x={100 * sum(row.shares.slice(0, k))} width={Math.max(0, 100 * share - 0.25)} height="10" fill={categories[k].look.colour[theme]} />
              ))}
            </svg>
            <span class="share-text">{row.shares.map((s, k) => ({ s, k })).sort((a, b) => b.s - a.s).slice(0, 1).map(({ s, k }) => `${categories[k].name} ${number(100 * s, { fixed: 0 })} %`)}</span>
          </div>
        ))}
      </div>
    </ChartFrame>
  );
}

const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
