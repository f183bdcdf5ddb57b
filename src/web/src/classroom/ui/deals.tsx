// Proposals: those at hand with their answers, those in force, and a form for a new one to the chosen partner.
import { useState } from 'preact/hooks';
import { span, stop, SIGNALS } from '../draft';
import { useReader } from '../i18n/reader';
import type { Names } from '../names';
import type { DealText, Signal, WorldState, You } from '../net/protocol';
import { SliderControl } from './slider_control';

interface DealsProps {
  names: Names; state: WorldState; you: You; partner: string; outputs: (code: string) => number; rounds: number; locked: boolean;
  send: (message: Record<string, unknown>) => void;
}

/** One side of a deal in words. */
function useWords(names: Names, outputs: (code: string) => number) {
  const { t, num } = useReader();
  const amount = (signal: Signal, value: number, giver: string) => t(`stop.${signal}.${stop(signal, value)}`, { amount: num(value, { digits: 2 }), share: num((100 * value) / outputs(giver), { digits: 2 }) });
  const side = (giver: string, taker: string, [signal, value]: [Signal, number]) => t('deal.side', { state: names.of(giver), lever: t(`lever.${signal}`, { state: names.of(taker) }), words: amount(signal, value, giver) });
  return { amount, side };
}

export function Deals({ names, state, you, partner, outputs, rounds, locked, send }: DealsProps) {
  const { t, num, n } = useReader();
  const { amount, side } = useWords(names, outputs);
  const [give, setGive] = useState<Signal>('openness');
  const [get, setGet] = useState<Signal>('openness');
  const [values, setValues] = useState<[number, number]>([0.5, 0.5]);
  const [length, setLength] = useState(2);
  const [announced, setAnnounced] = useState(false);
  const seen = state.deals.filter((d) => d.status === 'open' || d.status === 'kept' || d.round === state.done + 1 || (d.status === 'broken' && d.round + d.rounds > state.done));
  const left = Math.max(1, rounds - state.done);
  const lever = (which: 0 | 1, signal: Signal, choose: (s: Signal) => void, giver: string, taker: string) => {
    const range = span(signal, outputs(giver));
    const value = Math.min(range.most, Math.max(range.least, values[which]));
    const set = (v: number) => setValues(which === 0 ? [v, values[1]] : [values[0], v]);
    return (
      <>
        <label class="field"><span>{t(which === 0 ? 'deal.give' : 'deal.get', { state: names.of(giver) })}</span>
          <select value={signal} disabled={locked} onChange={(e) => choose(e.currentTarget.value as Signal)}>
            {SIGNALS.map((s) => <option key={s} value={s}>{t(`lever.${s}`, { state: names.of(taker) })}</option>)}
          </select>
        </label>
        <SliderControl label={t(`lever.${signal}`, { state: names.of(taker) })} {...range} value={value} now={value} words={(v) => amount(signal, v, giver)} disabled={locked} onChange={set} />
      </>
    );
  };
  const clamp = (signal: Signal, value: number, giver: string) => { const r = span(signal, outputs(giver)); return Math.min(r.most, Math.max(r.least, value)); };
  const row = (d: DealText) => {
    const incoming = d.status === 'open' && d.to === you.state;
    return (
      <li key={d.id} class="card">
        <p class="badge">{t(`deal.${d.status}`)}</p> {d.announced && <span class="badge">{t('deal.announced')}</span>}
        <p>{side(d.from, d.to, d.give)}<br />{side(d.to, d.from, d.get)}<br />{n('deal.length', d.rounds)}{d.broken_by && ` · ${t('deal.by', { state: names.of(d.broken_by) })}`}</p>
        {incoming && (
          <p class="row">
            <button type="button" class="primary" disabled={locked} onClick={() => send({ t: 'answer', id: d.id, accept: true })}>{t('deal.accept')}</button>
            <button type="button" class="quiet" disabled={locked} onClick={() => send({ t: 'answer', id: d.id, accept: false })}>{t('deal.decline')}</button>
          </p>
        )}
      </li>
    );
  };
  return (
    <section aria-labelledby="deals">
      <h2 id="deals">{t('deal.title')}</h2>
      {seen.length > 0 && <ul class="deals">{seen.map(row)}</ul>}
      <details class="card"><summary>{t('deal.new', { state: names.of(partner) })}</summary>
        <p class="fineprint">{t('deal.about')}</p>
        {lever(0, give, setGive, you.state, partner)}
        {lever(1, get, setGet, partner, you.state)}
        <div class="row">
          <label class="choice"><span class="choice-label">{t('deal.rounds')}</span>
            <select value={Math.min(left, length)} disabled={locked} onChange={(e) => setLength(Number(e.currentTarget.value))}>
              {Array.from({ length: left }, (_, k) => <option key={k} value={k + 1}>{num(k + 1)}</option>)}
            </select>
          </label>
          <label class="choice"><input type="checkbox" checked={announced} disabled={locked} onChange={(e) => setAnnounced(e.currentTarget.checked)} /> {t('deal.public')}</label>
          <button
            type="button" class="quiet" disabled={locked}
            onClick={() => send({ t: 'propose', to: partner, give: [give, clamp(give, values[0], you.state)], get: [get, clamp(get, values[1], partner)], rounds: Math.min(left, length), announced })}
          >{t('deal.send')}</button>
        </div>
      </details>
    </section>
  );
}
