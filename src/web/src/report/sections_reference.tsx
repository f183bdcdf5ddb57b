// Reference sections: parameters with ranges, sources and assumptions with a search box, and the footer.
// They make every number of the run traceable.
import { useMemo, useState } from 'preact/hooks';
import { Prose } from '../components/prose';
import { number } from '../lib/format';
import type { Parameter, SourcedValue } from '../lib/types';
import { CAPTION, Scales } from '../components/page';
import type { ReportModel } from './model';
import { Section } from '../components/section';

/** A parameter's value on its range: a dot on a line, hollow tick for the default. */
function RangeBar({ p }: { p: Parameter }) {
  if (p.low === null || p.high === null || !(p.high > p.low)) return null;
  const { low, high } = p;
  const x = (v: number) => 4 + 92 * Math.min(1, Math.max(0, (v - low) / (high - low)));
  return (
    <svg class="range" width="100" height="14" aria-hidden="true">
      <line x1="4" x2="96" y1="7" y2="7" class="range-line" />
      <line x1={x(p.default)} x2={x(p.default)} y1="2" y2="12" class="range-default" />
      <circle cx={x(p.value)} cy="7" r="3.6" class="range-value" />
    </svg>
  );
}

export function ParameterSection({ model }: { model: ReportModel }) {
  const { parameters } = model.data;
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const shown = parameters.filter((p) => `${p.name} ${p.source}`.toLowerCase().includes(wanted));
  const changed = parameters.filter((p) => p.value !== p.default);
  const range = (p: Parameter) => (p.low === null || p.high === null ? '–' : `${number(p.low, { digits: 4 })} to ${number(p.high, { digits: 4 })}`);
  return (
    <Section
      id="parameters" title="Parameters"
      intro={changed.length
        ? `${changed.length} of ${parameters.length} differ from their default: ${changed.map((p) => p.name).join(', ')}.`
        : `All ${parameters.length} stand at their defaults.`}
    >
      <details class="fold">
        <summary>All {parameters.length} parameters with ranges and sources</summary>
        <SearchBox label="Search parameters" value={search} onChange={setSearch} found={shown.length} />
        <div class="table-scroll" tabIndex={0} role="region" aria-label="Parameters">
          <table class="reference">
            <thead>
              <tr>{['Parameter', 'Value', 'Default', 'Range', '', 'Unit', 'Source'].map((h, i) => (h ? <th scope="col" key={i}>{h}</th> : <td key={i} />))}</tr>
            </thead>
            <tbody>
              {shown.map((p) => (
                <tr key={p.name} class={p.value === p.default ? '' : 'changed'}>
                  <th scope="row">{p.name}{p.value !== p.default && <span class="tag">changed</span>}</th>
                  <td>{number(p.value, { digits: 6 })}</td>
                  <td>{number(p.default, { digits: 6 })}</td>
                  <td class="nowrap">{range(p)}</td>
                  <td><RangeBar p={p} /></td>
                  <td>{p.unit}</td>
                  <td class="text"><Prose text={p.source} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </Section>
  );
}

function SearchBox({ label, value, onChange, found }: { label: string; value: string; onChange: (v: string) => void; found: number }) {
  return (
    <div class="search">
      <label>
        <span>{label}</span>
        <input type="search" value={value} onInput={(e) => onChange(e.currentTarget.value)} autocomplete="off" spellcheck={false} />
      </label>
      <span class="found" role="status">{value ? `${found} found` : ''}</span>
    </div>
  );
}

const valueText = (v: number | string) => (typeof v === 'number' ? number(v, { digits: 6 }) : v);

function Values({ title, rows, open }: { title: string; rows: SourcedValue[]; open: boolean }) {
  if (!rows.length) return null;
  return (
    <details class="fold" open={open}>
      <summary>{title}</summary>
      <div class="table-scroll" tabIndex={0} role="region" aria-label={title}>
        <table class="reference">
          <thead><tr><th scope="col">Entry</th><th scope="col">Value</th><th scope="col">{rows[0].source === undefined ? 'Why' : 'Source'}</th></tr></thead>
          <tbody>
            {rows.map((r) => (
              <tr key={r.path}>
                <th scope="row" class="path">{r.path}</th>
                <td>{valueText(r.value)}</td>
                <td class="text"><Prose text={r.source ?? r.assumption ?? ''} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

export function SourceSection({ model }: { model: ReportModel }) {
  const { sources, assumptions, unsourced } = model.data;
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const match = (r: SourcedValue) => `${r.path} ${r.value} ${r.source ?? ''} ${r.assumption ?? ''}`.toLowerCase().includes(wanted);
  const found = useMemo(() => ({
    sources: sources.filter(match), assumptions: assumptions.filter(match), unsourced: unsourced.filter((p) => p.toLowerCase().includes(wanted)),
  }), [model, wanted]);
  const total = found.sources.length + found.assumptions.length + found.unsourced.length;
  const searching = wanted !== '';
  return (
    <Section
      id="sources" title="Sources and assumptions"
      intro={`Of the scenario's numbers, ${sources.length} have a source, ${assumptions.length} are assumptions and ${unsourced.length} have neither.`}
    >
      <SearchBox label="Search entries, values and sources" value={search} onChange={setSearch} found={total} />
      <Values title={`${found.sources.length} with a source`} rows={found.sources} open={searching} />
      <Values title={`${found.assumptions.length} assumptions`} rows={found.assumptions} open={searching} />
      {found.unsourced.length > 0 && (
        <details class="fold" open={searching}>
          <summary>{found.unsourced.length} without a source</summary>
          <p class="paths">{found.unsourced.join(', ')}</p>
        </details>
      )}
    </Section>
  );
}

export function Footer({ model }: { model: ReportModel }) {
  const { data } = model;
  return (
    <footer>
      <p class="caption"><Scales />{CAPTION}</p>
      <dl class="facts">
        <div><dt>Program</dt><dd>{data.program.name} {data.program.version}</dd></div>
        <div><dt>Seed</dt><dd>{data.seed}</dd></div>
        <div><dt>Scenario</dt><dd><code>{data.scenario_hash}</code></dd></div>
        <div><dt>Signature</dt><dd><code>{data.signature}</code></dd></div>
        <div class="command"><dt>Command</dt><dd><code>{data.command}</code></dd></div>
      </dl>
      <p class="note">The same command with the same version gives the same signature on every machine. Coastlines: Natural Earth, 1:110 million. This file works without a network and sends nothing.</p>
    </footer>
  );
}
