// What this state can see: positions of all, its own balance, who trades with and presses on whom, its own ties.
import { useState } from 'preact/hooks';
import { Choice } from '../../components/choice';
import { stop } from '../draft';
import { useReader } from '../i18n/reader';
import type { Names } from '../names';
import type { LessonInfo, WorldState, You } from '../net/protocol';
import { Positions } from '../ui/positions';
import { Flows, type Channel } from '../ui/flows';

interface SeeProps { lesson: LessonInfo; names: Names; state: WorldState; you: You }

export function See({ lesson, names, state, you }: SeeProps) {
  const { t, num, pct } = useReader();
  const [channel, setChannel] = useState<Channel>('exports');
  const ties = Object.entries(state.ties ?? {}).sort((a, b) => b[1].share - a[1].share);
  return (
    <>
      <Positions names={names} lesson={lesson} state={state} own={you.state} />
      <h2>{t('see.map')}</h2>
      <Choice label={t('see.channel')} options={[{ value: 'exports', label: t('see.exports') }, { value: 'pressure', label: t('see.pressure') }]} value={channel} onChange={setChannel} />
      <Flows names={names} lesson={lesson} state={state} channel={channel} selected={you.state} />
      <h2>{t('see.ties')}</h2>
      <div class="table-scroll" tabIndex={0} role="region" aria-label={t('see.ties')}>
        <table>
          <caption class="hidden">{t('see.ties')}</caption>
          <thead><tr><th scope="col">{t('see.partner')}</th><th scope="col">{t('see.share')}</th><th scope="col">{t('see.sold')}</th><th scope="col">{t('see.bought')}</th><th scope="col" class="words">{t('see.presses')}</th><th scope="col" class="words">{t('see.opens')}</th><th scope="col">{t('see.likes')}</th><th scope="col">{t('see.grudge')}</th></tr></thead>
          <tbody>
            {ties.map(([code, tie]) => (
              <tr key={code}>
                <th scope="row">{names.of(code)}</th><td>{pct(tie.share)}</td><td>{num(tie.exports, { fixed: 1 })}</td><td>{num(tie.imports, { fixed: 1 })}</td>
                <td class="words">{tie.pressed === undefined ? '–' : t(`stop.pressure.${stop('pressure', tie.pressed)}`)}</td>
                <td class="words">{tie.opened === undefined ? '–' : t(`stop.openness.${stop('openness', tie.opened)}`)}</td>
                <td>{num(tie.affinity, { fixed: 2 })}</td><td>{num(tie.grievance, { fixed: 2 })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="fineprint">{t('see.units')}</p>
    </>
  );
}
