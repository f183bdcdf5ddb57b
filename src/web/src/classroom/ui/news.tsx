// Headlines of a round, made from what the server says changed most.
import { useReader } from '../i18n/reader';
import type { Names } from '../names';
import type { News } from '../net/protocol';

export function Headlines({ news, names, most = 8 }: { news: News[]; names: Names; most?: number }) {
  const { t, num, pct } = useReader();
  if (!news.length) return <p class="fan-summary">{t('news.quiet')}</p>;
  return (
    <ul class="headlines">
      {news.slice(0, most).map((n) => {
        const change = n.kind.startsWith('exports') ? pct(Math.abs(n.change ?? 0)) : num(Math.abs(n.change ?? 0), { fixed: 2 });
        return <li key={`${n.kind} ${n.from} ${n.to}`}>{t(`news.${n.kind}`, { from: names.of(n.from), to: n.to ? names.of(n.to) : '', change, posture: n.posture ? t(`posture.${n.posture}`) : '' })}</li>;
      })}
    </ul>
  );
}
