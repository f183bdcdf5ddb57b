// Behind a term of Why?: the equation in words, its parameters with value, range and source or the word assumption.
// Whoever may change parameters finds the way to the Lab beside each.
import { useReader } from '../i18n/reader';
import type { ParameterInfo } from '../net/protocol';

export function Mechanics({ mechanisms, parameters, lab }: { mechanisms: string[]; parameters: ParameterInfo[]; lab?: boolean }) {
  const { t, num } = useReader();
  return (
    <div class="mechanics">
      {mechanisms.map((m) => (
        <details key={m}>
          <summary>{t(`why.${m}`)}: {t('why.how')}</summary>
          <p>{t(`why.${m}.how`)}</p>
          <ul>
            {parameters.filter((p) => p.term === m).map((p) => (
              <li key={p.name}>
                <b>{t(`parameter.${p.name}`)}</b>: {num(p.value, { digits: 4 })} <small>({t('lab.range', { low: num(p.low, { digits: 4 }), high: num(p.high, { digits: 4 }) })})</small>
                {' · '}{t(p.assumed ? 'report.assumption' : 'report.source')}{p.source && <>: <span lang="en" dir="ltr">{p.source}</span></>}
                {lab && <> <a href={`#lab=${p.name}`}>{t('lab.change')}</a></>}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </div>
  );
}
