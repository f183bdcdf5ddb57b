// One number, the students, gives worlds and teams; the instructor sees what comes of it before it is set up.
import { useState } from 'preact/hooks';
import { useReader } from '../i18n/reader';

export interface Arrangement { worlds: number; low: number; high: number; team: number }

/** Worlds for teams of two or three; one more place at each seat for those who come late. */
export function arrangement(students: number, seats: number): Arrangement {
  const worlds = Math.min(200, Math.max(1, Math.floor(students / (2 * seats))));
  const teams = worlds * seats;
  const high = Math.ceil(students / teams);
  return { worlds, low: Math.floor(students / teams), high, team: Math.min(40, high + 1) };
}

export function SeatCalculator({ seats, set }: { seats: number; set: (worlds: number, team: number) => void }) {
  const { t, n } = useReader();
  const [students, setStudents] = useState(20);
  const a = arrangement(students, seats);
  return (
    <section class="card" aria-label={t('setup.title')}>
      <h2>{t('setup.title')}</h2>
      <div class="row">
        <label class="field"><span>{t('setup.students')}</span>
          <input type="number" class="students" inputMode="numeric" min={1} max={400} value={students} onInput={(e) => setStudents(Math.min(400, Math.max(1, Math.round(e.currentTarget.valueAsNumber) || 1)))} />
        </label>
        <output>{n('setup.worlds', a.worlds, { seats, low: a.low, high: a.high })}</output>
        <button type="button" class="quiet" onClick={() => set(a.worlds, a.team)}>{t('setup.set')}</button>
      </div>
    </section>
  );
}
