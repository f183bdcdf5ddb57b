// What if? A (orders in force) beside B (the draft), what was changed and what changes, as fans and a table.
import { useState } from 'preact/hooks';
import { Choice } from '../../components/choice';
import { orderOf, type Draft } from '../draft';
import { useReader } from '../i18n/reader';
import type { Names } from '../names';
import type { LessonInfo, PreviewText, WorldState } from '../net/protocol';
import { Forecast, type Quantity } from '../ui/forecast';

interface WhatIfProps { lesson: LessonInfo; names: Names; state: WorldState; draft: Draft; inForce: Draft; preview: PreviewText | null }

function Changes({ draft, names }: { draft: Draft; names: Names }) {
  const { t, num } = useReader();
  const order = orderOf(draft);
  return (
    <ul>
      <li>{t('act.stance')}: <b>{t(order.stance ? `stance.${order.stance}` : 'stance.own')}</b></li>
      {order.levers.map(([to, signal, value]) => <li key={to + signal}>{t(`lever.${signal}`, { state: names.of(to) })}: <b>{num(value, { digits: 2 })}</b></li>)}
    </ul>
  );
}

export function WhatIf({ lesson, names, state, draft, inForce, preview }: WhatIfProps) {
  const { t, num } = useReader();
  const [what, setWhat] = useState<Quantity>('position');
  if (!state.previews) return <p>{t('error.previews_off')}</p>;
  const rows: Quantity[] = ['position', 'index', 'output'];
  return (
    <>
      <h1>{t('if.head')}</h1>
      <p>{t('if.about')} <a href="#lab">{t('lab.compare')}</a></p>
      <div class="columns">
        <div class="card"><h3>A · {t('if.base')}</h3><Changes draft={inForce} names={names} /></div>
        <div class="card"><h3>B · {t('if.draft')}</h3><Changes draft={draft} names={names} /></div>
      </div>
      <Choice label={t('if.choose')} options={rows.map((r) => ({ value: r, label: t(`quantity.${r}`) }))} value={what} onChange={setWhat} />
      <Forecast names={names} state={state} preview={preview} lesson={lesson} what={what} height={230} />
      {preview && (
        <div class="table-scroll" tabIndex={0} role="region" aria-label={t('if.table')}>
          <table>
            <caption class="hidden">{t('if.table')}</caption>
            <thead><tr><th scope="col">{names.when(preview.draft.from + preview.draft.position.middle.length - 1)}</th><th scope="col">A</th><th scope="col">B</th><th scope="col">B − A</th></tr></thead>
            <tbody>
              {rows.map((r) => {
                const a = preview.base[r].middle[preview.base[r].middle.length - 1];
                const b = preview.draft[r].middle[preview.draft[r].middle.length - 1];
                return <tr key={r}><th scope="row">{t(`quantity.${r}`)}</th><td>{num(a, { fixed: 3 })}</td><td>{num(b, { fixed: 3 })}</td><td>{num(b - a, { fixed: 3, signed: true })}</td></tr>;
              })}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
