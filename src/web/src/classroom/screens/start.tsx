// The first page: play alone with one press, or join a class with its code.
// The server says which of the two it offers.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { useReader } from '../i18n/reader';
import { namesOf } from '../names';
import type { LessonInfo } from '../net/protocol';
import { Frame } from '../ui/frame';

interface Joined { token?: string; error?: string }

export function Start({ seated }: { seated: (token: string, lab?: boolean) => void }) {
  const reader = useReader();
  const { t, n } = reader;
  const [lesson, setLesson] = useState<LessonInfo | null>(null);
  const [failed, setFailed] = useState('');
  const [busy, setBusy] = useState(false);
  const [code, setCode] = useState(() => /^join=([A-Z2-9]{6})$/.exec(location.hash.slice(1))?.[1] ?? '');
  const [name, setName] = useState('');
  const [seat, setSeat] = useState('');
  useEffect(() => {
    fetch('/api/v1/lesson').then((answer) => answer.json()).then(setLesson, () => setFailed('no_answer'));
  }, []);
  const names = useMemo(() => lesson && namesOf(lesson, reader), [lesson, reader.language]);
  const join = async (room: string, wanted: string, lab = false) => {
    setBusy(true);
    setFailed('');
    try {
      const body = JSON.stringify({ ...(wanted ? { seat: wanted } : {}), ...(name.trim() ? { name: name.trim() } : {}) });
      const answer = await fetch(`/api/v1/rooms/${encodeURIComponent(room.trim().toUpperCase())}/join`, { method: 'POST', body });
      const joined = (await answer.json()) as Joined;
      if (joined.token) return seated(joined.token, lab);
      setFailed(joined.error ?? 'no_answer');
    } catch {
      setFailed('no_answer');
    }
    setBusy(false);
    return undefined;
  };
  const error = failed && <p class="error" role="alert">{t(`error.${failed}`)}</p>;
  if (!lesson || !names) return <Frame title={t('start.title')}>{error || <p class="empty-page" aria-busy="true">{t('start.connecting')}</p>}</Frame>;
  const others = lesson.seats.filter((s) => s.state !== lesson.alone);
  if (lesson.code) {
    const open = lesson.code;
    return (
      <Frame title={t('start.title')}>
        <div class="hero">
          <h1>{names.lesson('title')}</h1>
          <p class="lead">{names.lesson('about')}</p>
          {error}
          <p><button type="button" class="primary large" disabled={busy} onClick={() => join(open, lesson.alone)}>{t('start.play', { state: names.of(lesson.alone) })}</button></p>
          <p><button type="button" class="quiet" disabled={busy} onClick={() => join(open, lesson.alone, true)}>{t('lab.study')}</button></p>
          <p class="fineprint centre">{n('start.length', lesson.rounds, { months: lesson.months })}</p>
          {others.length > 0 && (
            <div class="others">
              <p>{t('start.others')}</p>
              <div class="row centre">
                {others.map((s) => <button key={s.state} type="button" class="quiet" disabled={busy} onClick={() => join(open, s.state)}>{names.of(s.state)}</button>)}
              </div>
            </div>
          )}
          <p class="fineprint centre">{t('start.model')}</p>
        </div>
      </Frame>
    );
  }
  return (
    <Frame title={t('start.title')}>
      <h1>{names.lesson('title')}</h1>
      <form class="card join" onSubmit={(e) => { e.preventDefault(); void join(code, seat); }}>
        <label class="field"><span>{t('start.code')}</span>
          <input class="code-field" value={code} maxLength={6} autoComplete="off" autoCapitalize="characters" spellcheck={false} required dir="ltr" onInput={(e) => setCode(e.currentTarget.value)} />
        </label>
        <label class="field"><span>{t('start.seat')}</span>
          <select value={seat} onChange={(e) => setSeat(e.currentTarget.value)}>
            <option value="">{t('start.any')}</option>
            {lesson.seats.map((s) => <option key={s.state} value={s.state}>{names.of(s.state)}</option>)}
          </select>
        </label>
        <label class="field"><span>{t('start.name')}</span>
          <input value={name} maxLength={24} autoComplete="off" onInput={(e) => setName(e.currentTarget.value)} />
        </label>
        {error}
        <button type="submit" class="primary" disabled={busy}>{t('start.join')}</button>
      </form>
      <p class="fineprint">{t('start.privacy')}</p>
    </Frame>
  );
}
