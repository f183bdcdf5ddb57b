// What the team suggests: orders of those without the pen; whoever holds it takes one as the draft with one press.
import { useReader } from '../i18n/reader';
import type { Names } from '../names';
import type { OrderText, You } from '../net/protocol';

/** `take` is missing for those who may not take one. */
export function Suggestions({ you, names, take }: { you: You; names: Names; take?: (order: OrderText) => void }) {
  const { t, num } = useReader();
  if (you.suggestions.length === 0) return null;
  return (
    <section class="card" aria-live="polite" aria-label={t('act.suggestions')}>
      <h3>{t('act.suggestions')}</h3>
      <ul class="suggestions">
        {you.suggestions.map((s) => (
          <li key={s.member} class="row">
            <span><b>{s.name || t('act.teammate')}</b>: {t(s.order.stance ? `stance.${s.order.stance}` : 'stance.own')}{s.order.levers.map(([to, signal, value]) => ` · ${t(`lever.${signal}`, { state: names.of(to) })} ${num(value, { digits: 2 })}`)}</span>
            {take && <button type="button" class="quiet" onClick={() => take(s.order)}>{t('act.take')}</button>}
          </li>
        ))}
      </ul>
    </section>
  );
}
