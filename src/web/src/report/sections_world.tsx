// Sections about the space between states: corridors and freight, the map, and the list of events.
// Corridors get line styles of their own, so they are not mistaken for states.
import { useMemo, useState } from 'preact/hooks';
import { Choice } from '../components/choice';
import { DataTable, Table } from '../components/data_table';
import { FlowMap, type Flow } from '../components/flow_map';
import { LineChart, type LineSpec } from '../components/line_chart';
import { MonthSlider } from '../components/month_slider';
import { StackedArea } from '../components/stacked_area';
import type { Stroke } from '../lib/arcs';
import { list, number } from '../lib/format';
import { land } from '../lib/land';
import { look } from '../lib/palette';
import { summariseEvents, summariseFlows } from '../lib/summary';
import { monthName, spanName } from '../lib/time';
import type { ByPair, Series } from '../lib/types';
import type { ReportModel } from './model';
import { Section } from '../components/section';
import { SYNC } from './sections_state';

const FROM_ZERO: [number, null] = [0, null];
const first = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** Corridor looks start at the far end of the palette; dashes differ from those of states with the same hue. */
const corridorLook = (i: number) => {
  const shifted = look(4 + i * 3);
  return { ...shifted, dash: look(i).dash };
};

export function CorridorSection({ model }: { model: ReportModel }) {
  const { data, axis } = model;
  const lines = (pick: (i: number) => Series): LineSpec[] => data.corridors.map((c, i) => ({
    key: c.name, label: first(c.name), short: c.name, look: corridorLook(i), series: pick(i),
  }));
  const flow = useMemo(() => lines((i) => data.corridors[i].flow), [model]);
  const cost = useMemo(() => lines((i) => data.corridors[i].generalised_cost), [model]);
  const classes = useMemo(() => data.freight.map((f) => ({
    freight: f,
    layers: data.corridors.flatMap((c, i): LineSpec[] => (f.shares[c.name]
      ? [{ key: c.name, label: first(c.name), short: c.name, look: corridorLook(i), series: f.shares[c.name] }]
      : [])),
  })), [model]);
  if (!data.corridors.length) return null;
  return (
    <Section
      id="corridors" title="Corridors and freight"
      intro="Freight between two partners is split over routes by cost, time and whether the states along a route press each other; a route near its capacity gets slower."
    >
      <div class="grid">
        <LineChart title="Corridor flows" unit="Mt a year" lines={flow} axis={axis} events={model.marks} range={FROM_ZERO} syncKey={SYNC} />
        <LineChart title="Generalised cost" unit="of the value of goods" lines={cost} axis={axis} events={model.marks} style={{ digits: 3 }} syncKey={SYNC} />
        {classes.map(({ freight, layers }) => (
          <StackedArea
            key={freight.name} title={`Routes of ${freight.name} freight`} layers={layers} axis={axis} events={model.marks} syncKey={SYNC}
            note={`Between ${list(freight.between.map((c) => model.names[c] ?? c))}. Mean of all replicates.`}
          />
        ))}
      </div>
      <DataTable
        caption="Corridors at the start" fold="Corridors at the start: days, cost, capacity" rows={data.corridors.length} fileName="corridors"
        columns={[
          { label: 'Corridor', text: (i) => first(data.corridors[i].name) },
          { label: 'Through', text: (i) => list(data.corridors[i].through.map((c) => model.names[c] ?? c)) || 'open sea', words: true },
          { label: 'Days', text: (i) => number(data.corridors[i].days) },
          { label: 'Cost', text: (i) => number(data.corridors[i].cost) },
          { label: 'Capacity, Mt a year', text: (i) => number(data.corridors[i].capacity) },
        ]}
      />
    </Section>
  );
}

type Channel = 'trade' | 'investment' | 'pressure';
const CHANNELS: Record<Channel, { label: string; unit: string; stroke: Stroke; data: (m: ReportModel) => ByPair; words: string }> = {
  trade: { label: 'trade', unit: 'bn USD a year', stroke: 'solid', data: (m) => m.data.exports, words: 'exports' },
  investment: { label: 'investment', unit: 'bn USD', stroke: 'dashed', data: (m) => m.data.stock, words: 'investment stocks' },
  pressure: { label: 'pressure', unit: '', stroke: 'zigzag', data: (m) => m.data.pressure, words: 'pressure' },
};
const MOST_ARCS = 10;

export function MapSection({ model, focus, onFocus }: { model: ReportModel; focus: string; onFocus: (code: string) => void }) {
  const [channel, setChannel] = useState<Channel>('trade');
  const [who, setWho] = useState<'focus' | 'all'>('focus');
  const [month, setMonth] = useState(model.axis.months);
  const placed = useMemo(() => model.states.filter((s) => s.place), [model]);
  const { unit, stroke, data, words } = CHANNELS[channel];
  const text = (v: number) => number(v, { digits: 3, unit });
  const pairs = useMemo(() => {
    const codes = placed.map((s) => s.code);
    return codes.flatMap((from) => codes.flatMap((to) => {
      const series = from === to ? undefined : data(model)[from]?.[to];
      const kept = who === 'all' || from === focus || to === focus;
      return series && kept ? [{ from, to, series, most: Math.max(...series.mean.map((v) => v ?? 0)) }] : [];
    }));
  }, [model, channel, who, focus]);
  const most = Math.max(0, ...pairs.map((p) => p.most));
  const flows: Flow[] = pairs
    .map((p) => ({ from: p.from, to: p.to, value: p.series.mean[month] ?? 0, text: text(p.series.mean[month] ?? 0) }))
    .sort((a, b) => b.value - a.value);
  const kept = flows.filter((f, i) => i < MOST_ARCS || f.from === focus || f.to === focus);
  const places = useMemo(() => placed.map((s) => ({
    code: s.code, name: s.name, at: s.place as [number, number], look: model.looks[s.code],
    size: model.data.output[s.code]?.mean[0] ?? s.gdp,
  })), [model]);
  const named = flows.map((f) => ({ ...f, from: model.names[f.from], to: model.names[f.to] }));
  const summary = summariseFlows(words, monthName(model.axis, month), named);
  if (placed.length < 2) return null;
  return (
    <Section
      id="map" title="Map"
      intro="Circles stand at capitals, their area is output at the start; arcs run from the wide end to the narrow end. Coastlines only: no border is drawn."
      control={(
        <Choice
          label="Seen from" value={focus} onChange={onFocus}
          options={model.active.map((s) => ({ value: s.code, label: s.code, title: s.name }))}
        />
      )}
    >
      <figure class="chart wide">
        <div class="controls">
          <Choice
            label="Channel" value={channel} onChange={setChannel}
            options={(Object.keys(CHANNELS) as Channel[]).map((c) => ({ value: c, label: CHANNELS[c].label }))}
          />
          <Choice
            label="Arcs" value={who} onChange={setWho}
            options={[{ value: 'focus', label: `of ${focus}`, title: `of ${model.names[focus]}` }, { value: 'all', label: 'all states' }]}
          />
        </div>
        <FlowMap
          places={places} flows={kept} most={most} mostText={text(most)} stroke={stroke} land={land()} label={summary} selected={focus}
        />
        <MonthSlider axis={model.axis} value={month} onChange={setMonth} label="Month of the map" />
        <figcaption><p>{summary}</p></figcaption>
        <DataTable
          caption={`Flows of ${words} in ${monthName(model.axis, month)}`} rows={named.length} fileName={`map-${channel}`}
          columns={[
            { label: 'From', text: (i) => named[i].from },
            { label: 'To', text: (i) => named[i].to, words: true },
            { label: unit || 'level', text: (i) => number(named[i].value, { digits: 4 }), raw: (i) => named[i].value },
          ]}
        />
      </figure>
    </Section>
  );
}

export function EventSection({ model }: { model: ReportModel }) {
  const { events, axis } = model;
  return (
    <Section id="events" title="Events" intro={`${summariseEvents(events, axis)} The numbers are those on the charts.`}>
      {events.length > 0 && (
        <Table
          caption="Events" rows={events.length}
          columns={[
            { label: 'No.', text: (i) => events[i].label },
            { label: 'When', text: (i) => spanName(axis, events[i].month, events[i].until), words: true },
            { label: 'What', text: (i) => `${events[i].text}${events[i].month > axis.months ? ' (after the end of this run)' : ''}`, words: true },
            { label: 'Name', text: (i) => events[i].name, words: true },
          ]}
        />
      )}
    </Section>
  );
}
