// How well a state's own goals are met: a meter each, with what it was a round ago.
import { useReader } from '../i18n/reader';

export function Goals({ goals }: { goals: { goal: string; values: number[] }[] }) {
  const { t, num } = useReader();
  return (
    <ul class="goals">
      {goals.map(({ goal, values }) => {
        const now = values[values.length - 1];
        const change = values.length > 1 ? now - values[values.length - 2] : 0;
        const trend = Math.abs(change) < 0.005 ? 'same' : change > 0 ? 'up' : 'down';
        return (
          <li key={goal}>
            <span class="goal-head">
              <b id={`goal-${goal}`}>{t(`goal.${goal}`)}</b>
              <span>{num(now * 100, { fixed: 0 })}{values.length > 1 && <small class={`trend ${trend}`}> {trend === 'up' ? '▲' : trend === 'down' ? '▼' : '='} {t(`goal.${trend}`, { change: num(Math.abs(change) * 100, { fixed: 0 }) })}</small>}</span>
            </span>
            <meter min={0} max={1} value={now} aria-labelledby={`goal-${goal}`} />
            <small>{t(`goal.${goal}.about`)}</small>
          </li>
        );
      })}
    </ul>
  );
}
