// Posture of each state over time as strips: texture says how strongly it leans, colour and words say towards whom.
// A strip is read like a score: one row per state, time to the right.
import type { Look, Theme } from '../lib/palette';
import { withAlpha } from '../lib/palette';
import { runs } from '../lib/series';
import { usePageMode } from '../lib/theme';
import { monthName, tickName, timeTicks, type TimeAxis } from '../lib/time';
import type { Posture } from '../lib/types';
import { ChartFrame } from './chart_frame';
import type { EventMark } from './plot';

export interface PostureRow {
  code: string;
  name: string;
  posture: (Posture | null)[];
  towards: (string | null)[];
}

interface StripProps {
  title: string;
  rows: PostureRow[];
  axis: TimeAxis;
  looks: Record<string, Look>;
  names: Record<string, string>;
  summary: string;
  events?: EventMark[];
  locale?: string;
}

/** Words for one posture, e.g. "leaning to China". */
export function postureWords(posture: Posture | null, towards: string | null, names: Record<string, string>): string {
  if (posture === null) return 'not defined';
  const named = towards !== null && (posture === 'leaning' || posture === 'aligned');
  return named ? `${posture} ${posture === 'aligned' ? 'with' : 'to'} ${names[towards] ?? towards}` : posture;
}

function fill(posture: Posture | null, colour: string): Record<string, string> {
  if (posture === 'aligned') return { background: colour };
  if (posture === 'leaning') {
    const soft = withAlpha(colour, 0.28);
    return { background: `repeating-linear-gradient(135deg, ${colour} 0 3px, ${soft} 3px 9px)` };
  }
  return {};
}

const join = (row: PostureRow) => row.posture.map((p, i) => `${p ?? ''}|${p === 'leaning' || p === 'aligned' ? row.towards[i] ?? '' : ''}`);

function Row({ row, axis, looks, names, theme, locale }: { row: PostureRow; theme: Theme } & Omit<StripProps, 'title' | 'rows' | 'summary'>) {
  const months = axis.months + 1;
  return (
    <div class="strip-row">
      <span class="strip-name">{row.name}</span>
      <div class="strip-bar">
        {runs(join(row)).map((run) => {
          const posture = row.posture[run.from];
          const towards = row.towards[run.from];
          const width = ((run.to - run.from) / months) * 100;
          const words = postureWords(posture, towards, names);
          const colour = towards && looks[towards] ? looks[towards].colour[theme] : 'transparent';
          return (
            <div
              key={run.from} class={`strip-run ${posture ?? 'none'}`} style={{ left: `${(run.from / months) * 100}%`, width: `${width}%`, ...fill(posture, colour) }}
              title={`${monthName(axis, run.from, locale)} – ${monthName(axis, run.to - 1, locale)}: ${words}`}
            >
              {width > 14 && <span>{words}</span>}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Marks closer than three hundredths of the run share one label. */
function spread(events: EventMark[], months: number): { month: number; label: string }[] {
  const out: { month: number; label: string }[] = [];
  for (const e of events) {
    const last = out[out.length - 1];
    if (last && e.month - last.month < 0.04 * months) last.label = `${last.label.split('–')[0]}–${e.label}`;
    else out.push({ month: e.month, label: e.label });
  }
  return out;
}

/** The strips of all states, with a time axis and event marks. */
export function PostureStrip(props: StripProps) {
  const { axis, rows, names, locale = 'en' } = props;
  const { theme } = usePageMode();
  const ticks = timeTicks(axis, 0, axis.months, 6);
  const step = ticks.length > 1 ? ticks[1] - ticks[0] : 12;
  const percentOf = (month: number) => `${(month / (axis.months + 1)) * 100}%`;
  const spells = rows.flatMap((row) => runs(join(row)).map((run) => ({ row, run })));
  return (
    <ChartFrame
      title={props.title} summary={props.summary} rows={spells.length} wide
      columns={[
        { label: 'State', text: (i) => spells[i].row.name },
        { label: 'From', text: (i) => monthName(axis, spells[i].run.from, locale), words: true },
        { label: 'To', text: (i) => monthName(axis, spells[i].run.to - 1, locale), words: true },
        { label: 'Posture', text: (i) => postureWords(spells[i].row.posture[spells[i].run.from], spells[i].row.towards[spells[i].run.from], names), words: true },
      ]}
      note="Plain: multi-vector. Hatched: leaning. Solid: aligned. Outlined only: unattached. The colour and the words name the partner."
    >
      <div class="posture" role="img" aria-label={props.summary}>
        {(props.events ?? []).length > 0 && (
          <div class="strip-row strip-marks" aria-hidden="true">
            <span class="strip-name">Events</span>
            <div class="strip-bar">
              {spread(props.events ?? [], axis.months).map((e) => <span key={e.label} class="strip-event" style={{ left: percentOf(e.month) }}>{e.label}</span>)}
            </div>
          </div>
        )}
        {rows.map((row) => <Row key={row.code} {...props} row={row} theme={theme} locale={locale} />)}
        <div class="strip-row strip-axis" aria-hidden="true">
          <span class="strip-name" />
          <div class="strip-bar">
            {ticks.filter((t) => t <= 0.93 * axis.months).map((t) => <span key={t} class="strip-tick" style={{ left: percentOf(t) }}>{tickName(axis, t, step, locale)}</span>)}
          </div>
        </div>
      </div>
    </ChartFrame>
  );
}
