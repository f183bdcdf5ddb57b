// Time that is left in a round, counted on this machine; the last twenty seconds are said aloud once.
import { useEffect, useState } from 'preact/hooks';
import { useReader } from '../i18n/reader';

export function Clock({ deadline }: { deadline: number | null }) {
  const { t, num } = useReader();
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (deadline === null) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [deadline]);
  if (deadline === null) return null;
  const left = Math.max(0, Math.ceil((deadline - now) / 1000));
  const text = `${num(Math.floor(left / 60))}:${num(left % 60).padStart(2, num(0))}`;
  return (
    <>
      <span class={left <= 20 ? 'clock soon' : 'clock'} dir="ltr">{text}</span>
      {left <= 20 && left > 0 && <span class="hidden" role="status">{t('seat.soon')}</span>}
    </>
  );
}
