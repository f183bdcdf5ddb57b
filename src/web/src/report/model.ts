// What every section of the run report needs from the data, worked out once.
// Looks, names and event numbers are decided here so that all sections agree.
import type { LineSpec } from '../components/line_chart';
import type { EventMark } from '../components/plot';
import { neutralLook, stateLooks, type Look } from '../lib/palette';
import { isZero, pair } from '../lib/series';
import { timeAxis, type TimeAxis } from '../lib/time';
import type { ByPair, ByState, ModelEvent, RunData, Series, State } from '../lib/types';

export interface NumberedEvent extends ModelEvent {
  label: string;
}

export interface ReportModel {
  data: RunData;
  axis: TimeAxis;
  states: State[];
  active: State[];
  names: Record<string, string>;
  looks: Record<string, Look>;
  events: NumberedEvent[];
  marks: EventMark[];
}

/** Prepares the data for the sections; events are numbered in the order of their months. */
export function reportModel(data: RunData): ReportModel {
  const events = [...data.events]
    .sort((a, b) => a.month - b.month)
    .map((event, i) => ({ ...event, label: String(i + 1) }));
  return {
    data,
    axis: timeAxis(data.start, data.months),
    states: data.states,
    active: data.states.filter((s) => !s.passive),
    names: Object.fromEntries(data.states.map((s) => [s.code, s.name])),
    looks: stateLooks(data.states),
    events,
    // Events after the last month stay in the list but have no place on a time axis.
    marks: events.filter((e) => e.month <= data.months).map(({ label, month, until }) => ({ label, month, until })),
  };
}

function spec(model: ReportModel, code: string, series: Series): LineSpec {
  return { key: code, label: model.names[code] ?? code, short: code, look: model.looks[code] ?? neutralLook, series };
}

/** One line per state that has the quantity. */
export function stateLines(model: ReportModel, data: ByState, change: (s: Series) => Series = (s) => s): LineSpec[] {
  return model.states.flatMap((s) => (data[s.code] ? [spec(model, s.code, change(data[s.code]))] : []));
}

/**
 * Lines of one state's pairs: `out` = from the state to each partner, `in` = from each partner to the state.
 * Pairs that never exceed `least` are left out, because a flat line at zero says nothing.
 */
export function pairLines(
  model: ReportModel, data: ByPair | undefined, code: string, direction: 'out' | 'in',
  change: (s: Series) => Series = (s) => s, least = 0,
): LineSpec[] {
  return model.states.flatMap((partner) => {
    const series = direction === 'out' ? pair(data, code, partner.code) : pair(data, partner.code, code);
    return series && !isZero(series, least) ? [spec(model, partner.code, change(series))] : [];
  });
}
