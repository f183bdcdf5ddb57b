// The Lab: two columns A and B from one moment of a world, their fans on shared axes, the paired difference beneath, and
// tables of what was changed and what changed. The server decides what a seat may ask.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Choice } from '../../components/choice';
import { look, neutralLook } from '../../lib/palette';
import { draftOf, price, type Draft } from '../draft';
import { useReader } from '../i18n/reader';
import { digitsOf, labMessage, outcomesOf, type Side } from '../lab';
import { namesOf } from '../names';
import type { LabText, LessonInfo } from '../net/protocol';
import type { Line } from '../net/session';
import { FanChart } from '../ui/fan_chart';
import { rangeOf } from '../ui/forecast';
import { Frame } from '../ui/frame';
import { LabSide } from '../ui/lab_side';
import { LabChanges, LabOutcomes, outcomeName } from '../ui/lab_tables';

/** `chosen` is the parameter a reader came for, `draft` the order a seat was about to give: it becomes B. */
interface LabProps { line: Line; lesson: LessonInfo; chosen?: string; draft?: Draft }

const HORIZONS = [6, 12, 18, 24, 36, 40];

/** The answer as a chart, its strip of differences, and a sentence to each. */
function LabCharts({ answer, names, what, partner }: { answer: LabText; names: ReturnType<typeof namesOf>; what: string; partner: string | null }) {
  const { t, num, pct } = useReader();
  const { a, b, difference } = answer.draw;
  const months = a.middle.map((_, i) => answer.month + i);
  const end = months.length - 1;
  const digits = digitsOf(what);
  const name = outcomeName(t, names, what, partner);
  const month = names.when(months[end]);
  const show = (v: number) => num(v, { fixed: digits });
  const signed = (v: number) => num(v, { digits: 2, signed: true });
  const row = answer.rows[answer.draw.row];
  const most = Math.max(1e-4, ...difference.low.map(Math.abs), ...difference.high.map(Math.abs)) * 1.1;
  const common = { axis: names.axis, from: months[0], to: months[end] };
  return (
    <>
      <FanChart
        {...common} title={name} height={240} decimals={digits} range={rangeOf([...a.low, ...a.high, ...b.low, ...b.high])}
        lines={[
          { key: 'a', label: 'A', short: 'A', look: neutralLook, months, values: a.middle, low: a.low, high: a.high },
          { key: 'b', label: 'B', short: 'B', look: look(0), months, values: b.middle, low: b.low, high: b.high },
        ]}
        summary={t('lab.summary', { what: name, month, a: show(a.middle[end]), b: show(b.middle[end]) })}
      />
      <div id="lab-strip" data-widest={Math.max(...difference.low.map(Math.abs), ...difference.high.map(Math.abs))}>
        <FanChart
          {...common} title={t('lab.strip', { what: name })} height={130} decimals={digits + 1} range={[-most, most]}
          lines={[{ key: 'difference', label: 'B − A', short: 'B − A', look: look(1), months, values: difference.middle, low: difference.low, high: difference.high }]}
          summary={t('lab.strip.summary', { month, change: signed(difference.middle[end]), low: signed(difference.low[end]), high: signed(difference.high[end]), share: pct(row.higher) })}
        />
      </div>
    </>
  );
}

export function Lab({ line, lesson, chosen, draft }: LabProps) {
  const reader = useReader();
  const { t, n } = reader;
  const { session, send } = line;
  const { state, you, lab: answer, klass } = session;
  const names = useMemo(() => namesOf(lesson, reader), [lesson, reader.language, reader.locale]);
  const actors = lesson.states.filter((s) => !s.passive).map((s) => s.code);
  const [world, setWorld] = useState(state?.world ?? 0);
  const [round, setRound] = useState<number | null>(null);
  const [code, setCode] = useState(you?.state ?? lesson.alone);
  const [months, setMonths] = useState(Math.min(40, Math.max(6, 2 * lesson.months)));
  const [partner, setPartner] = useState('');
  const [draw, setDraw] = useState(0);
  const [sides, setSides] = useState<{ a: Side; b: Side } | null>(null);
  const asked = useRef(0);
  const done = klass ? klass.worlds[world]?.round ?? 0 : state?.done ?? 0;
  const at = Math.min(round ?? done, done);
  const to = partner && partner !== code ? partner : actors.filter((c) => c !== code).at(-1) ?? actors[0];
  const all = session.role === 'console' || session.alone;
  const show = outcomesOf(to, all);
  const here = answer && answer.world === world && answer.round === at && answer.state === code ? answer : null;
  const order = here && JSON.stringify(here.order);
  // Both sides begin with the orders in force; a seat's own draft is B.
  useEffect(() => {
    if (!here || sides) return;
    const base = draftOf(here.order);
    const mine = draft && you?.state === code && at === done ? draft : base;
    setSides({ a: { draft: base, parameters: {} }, b: { draft: mine, parameters: {} } });
  }, [order, sides]);
  const affordable = !sides || !here || [sides.a, sides.b].every((s) => price(s.draft, here.ties, here.output, lesson.budget) <= lesson.budget.points + 1e-3);
  useEffect(() => {
    if (session.status !== 'open' || !affordable) return undefined;
    const timer = setTimeout(() => send(labMessage(++asked.current, { ...(klass ? { world } : {}), round: at, state: code }, months, show, Math.min(draw, show.length - 1), sides)), sides ? 260 : 0);
    return () => clearTimeout(timer);
  }, [world, at, code, months, to, draw, JSON.stringify(sides), session.status, affordable]);
  const move = (change: () => void) => { change(); setSides(null); };
  const shown = answer && answer.rows[answer.draw.row];
  const options = show.map(([what, p], k) => ({ value: String(k), label: outcomeName(t, names, what, p ?? null) }));
  const refused = session.error?.re === 'lab' ? session.error.code : '';
  return (
    <Frame title={t('lab.title')} wide lost={session.status === 'lost'} tools={<a class="quiet-link" href={session.role === 'console' ? '#console' : '#seat'}>{t('lab.back')}</a>}>
      <h1>{t('lab.title')}</h1>
      <p>{t('lab.about')}</p>
      <div class="row lab-moment">
        {klass && klass.worlds.length > 1 && (
          <label class="field"><span>{t('lab.world')}</span>
            <select value={world} onChange={(e) => { const next = Number(e.currentTarget.value); move(() => { setWorld(next); setRound(null); }); }}>{klass.worlds.map((_, k) => <option key={k} value={k}>{t('board.world', { world: k + 1 })}</option>)}</select>
          </label>
        )}
        <label class="field"><span>{t('lab.moment')}</span>
          <select id="lab-round" value={at} onChange={(e) => { const next = Number(e.currentTarget.value); move(() => setRound(next)); }}>
            {Array.from({ length: done + 1 }, (_, r) => <option key={r} value={r}>{t(r ? 'lab.after' : 'lab.start', { month: names.when(r * lesson.months), round: r })}</option>)}
          </select>
        </label>
        {all && (
          <label class="field"><span>{t('lab.state')}</span>
            <select id="lab-state" value={code} onChange={(e) => { const next = e.currentTarget.value; move(() => setCode(next)); }}>{actors.map((c) => <option key={c} value={c}>{names.of(c)}</option>)}</select>
          </label>
        )}
        <label class="field"><span>{t('act.partner')}</span>
          <select id="lab-partner" value={to} onChange={(e) => setPartner(e.currentTarget.value)}>{actors.filter((c) => c !== code).map((c) => <option key={c} value={c}>{names.of(c)}</option>)}</select>
        </label>
        <label class="field"><span>{t('lab.horizon')}</span>
          <select id="lab-months" value={months} onChange={(e) => setMonths(Number(e.currentTarget.value))}>{[...new Set([...HORIZONS, months])].sort((x, y) => x - y).map((m) => <option key={m} value={m}>{n('lab.months', m)}</option>)}</select>
        </label>
      </div>
      {refused && <p class="error" role="alert">{t(`error.${refused}`)}</p>}
      {here && sides && (
        <div class="columns">
          <LabSide letter="A" lesson={lesson} names={names} moment={here} side={sides.a} partner={to} chosen={chosen} change={(a) => setSides({ ...sides, a })} copy={() => setSides({ ...sides, a: sides.b })} />
          <LabSide letter="B" lesson={lesson} names={names} moment={here} side={sides.b} partner={to} chosen={chosen} change={(b) => setSides({ ...sides, b })} copy={() => setSides({ ...sides, b: sides.a })} />
        </div>
      )}
      {here && sides && shown ? (
        <section aria-label={t('lab.outcome')}>
          <Choice label={t('if.choose')} options={options} value={String(Math.min(draw, show.length - 1))} onChange={(v) => setDraw(Number(v))} strip={3} />
          <LabCharts answer={here} names={names} what={shown.what} partner={shown.partner} />
          <p class="fineprint">{t('lab.assumes')}</p>
          <div class="lab-tables">
            <div><h2>{t('lab.changed')}</h2><LabChanges names={names} a={sides.a} b={sides.b} /></div>
            <div><h2>{t('lab.changes', { month: names.when(here.month + here.months) })}</h2><LabOutcomes names={names} answer={here} /></div>
          </div>
        </section>
      ) : !refused && <p class="fineprint" aria-busy="true">{t('if.wait')}</p>}
    </Frame>
  );
}
