// Seats of a world: who is there, who is missing, who is ready, where the engine plays.
import { useReader } from '../i18n/reader';
import type { Names } from '../names';
import type { SeatInfo } from '../net/protocol';

export function SeatList({ seats, names, head }: { seats: SeatInfo[]; names: Names; head?: string }) {
  const { t, n } = useReader();
  return (
    <>
      {head && <h3>{head}</h3>}
      <ul class="seats">
        {seats.map((s) => (
          <li key={s.state} class={s.ready ? 'seat ready' : s.people ? 'seat' : 'seat empty'}>
            <b>{names.of(s.state)}</b>
            <span>{s.people ? n('board.people', s.people) : t('seats.engine')}</span>
            {s.people > 0 && s.here < s.people && <span class="badge">{t('seats.away', { count: s.people - s.here })}</span>}
            {s.people > 0 && s.engine && <span class="badge">{t('seats.engine')}</span>}
            {s.ready && <span class="badge">{t('seats.ready')}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
