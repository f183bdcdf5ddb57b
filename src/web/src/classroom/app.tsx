// Which screen: the start, a seat, the board or the console. A token is kept in the tab and never stays in the address.
import { useEffect, useState } from 'preact/hooks';
import { useReader } from './i18n/reader';
import { keep, kept } from './net/kept';
import { useSession } from './net/session';
import { Board } from './screens/board';
import { Console } from './screens/console';
import { Seat } from './screens/seat';
import { Start } from './screens/start';
import { Frame } from './ui/frame';

type Place = { at: 'start' } | { at: 'seat' | 'board' | 'console'; token: string };

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
  if (place.at === 'console') return <Console line={line} lesson={session.lesson} />;
  return <Seat line={line} lesson={session.lesson} leave={leave} />;
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
  const seated = (token: string) => {
    keep('seat', token);
    history.replaceState(null, '', '#seat');
    setPlace({ at: 'seat', token });
  };
  if (place.at === 'start') return <Start seated={seated} />;
  return <Connected key={`${place.at} ${place.token}`} place={place} leave={leave} />;
}
