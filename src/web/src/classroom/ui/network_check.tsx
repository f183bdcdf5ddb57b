// Before the class: does the network let phones reach this laptop? Turns green by itself; says what helps when it does not.
// School networks often keep devices apart, and a class should learn that before the lesson, not in it.
import { useEffect, useState } from 'preact/hooks';
import { useReader } from '../i18n/reader';

const PATIENCE = 30_000;

export function NetworkCheck({ address, reached }: { address: string; reached: boolean }) {
  const { t } = useReader();
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (reached) return undefined;
    const timer = setTimeout(() => setLate(true), PATIENCE);
    return () => clearTimeout(timer);
  }, [reached]);
  return (
    <section class="card" aria-label={t('network.title')}>
      <h2>{t('network.title')}</h2>
      <p role="status" class={reached ? 'good' : undefined}>{reached ? `✓ ${t('network.good')}` : t('network.try', { address })}</p>
      {late && !reached && (
        <>
          <p>{t('network.isolated')}</p>
          <ul>{['school', 'hotspot', 'cable', 'firewall'].map((k) => <li key={k}>{t(`network.${k}`)}</li>)}</ul>
        </>
      )}
    </section>
  );
}
