// Which screen: the start, a seat, the board or the console. A token is kept in the tab and never stays in the address.
import { useEffect, useState } from 'preact/hooks';
import { useReader } from './i18n/reader';
import { keep, kept } from './net/kept';
import { useSession } from './net/session';
import { Board } from './screens/board';
import { Console } from './screens/console';
import { Lab } from './screens/lab';
import { Seat } from './screens/seat';
import { Start } from './screens/start';
import { Frame } from './ui/frame';

/** `lab`: the Lab is open over a seat or the console; the text names a parameter to begin with, or is empty. */
type Place = { at: 'start' } | { at: 'seat' | 'board' | 'console'; token: string; lab?: string };

/** Reads the fragment; a console's token moves from the address into the tab. */
function placeOf(): Place {
  const fragment = location.hash.slice(1);
  const console = /^console=([\w-]+)$/.exec(fragment);
  if (console) {
    keep('instructor', console[1]);
    history.replaceState(null, '', '#console');
    return { at: 'console', token: console[1] };
  }
  const instructor = kept('instructor');
  if ((fragment === 'console' || fragment === 'board') && instructor) return { at: fragment, token: instructor };
  const seat = kept('seat');
  const lab = /^lab(?:=([a-z_]+))?$/.exec(fragment);
  if (lab && (seat || instructor)) return { at: seat ? 'seat' : 'console', token: (seat ?? instructor)!, lab: lab[1] ?? '' };
  return seat && fragment !== 'start' ? { at: 'seat', token: seat } : { at: 'start' };
}

function Connected({ place, leave }: { place: Exclude<Place, { at: 'start' }>; leave: () => void }) {
  const { t } = useReader();
  const line = useSession(place.token, place.at === 'seat' ? undefined : place.at);
  const { session } = line;
  if (session.status === 'refused') {
    return (
      <Frame title={t('start.title')}>
        <div class="card"><p>{t('start.ended')}</p><button type="button" class="primary" onClick={leave}>{t('start.again')}</button></div>
      </Frame>
    );
  }
  if (!session.lesson) return <Frame title={t('start.title')}><p class="empty-page" aria-busy="true">{t('start.connecting')}</p></Frame>;
  if (place.at === 'board') return <Board line={line} lesson={session.lesson} />;
  if (place.at === 'console') return place.lab === undefined ? <Console line={line} lesson={session.lesson} /> : <Lab line={line} lesson={session.lesson} chosen={place.lab || undefined} />;
  return <Seat line={line} lesson={session.lesson} leave={leave} lab={place.lab} />;
}

export function App() {
  const [place, setPlace] = useState<Place>(placeOf);
  useEffect(() => {
    const follow = () => setPlace(placeOf());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const leave = () => {
    keep('seat', null);
    history.replaceState(null, '', '#start');
    setPlace({ at: 'start' });
  };
  const seated = (token: string, lab = false) => {
    keep('seat', token);
    history.replaceState(null, '', lab ? '#lab' : '#seat');
    setPlace({ at: 'seat', token, ...(lab ? { lab: '' } : {}) });
  };
  if (place.at === 'start') return <Start seated={seated} />;
  return <Connected key={`${place.at} ${place.token}`} place={place} leave={leave} />;
}
