// The run report as a page: contents, sections in reading order, and the state they share.
// Shared are the state in focus and the month of the explanation; everything else belongs to its section.
import { useMemo, useState } from 'preact/hooks';
import { chooseTheme, usePageMode } from '../lib/theme';
import type { RunData } from '../lib/types';
import { Header } from './header';
import { reportModel, type ReportModel } from './model';
import { WhySection } from './section_why';
import { AffinitySection, InvestmentSection, PressureSection, TradeSection } from './sections_pair';
import { Footer, ParameterSection, SourceSection } from './sections_reference';
import { InfluenceSection, PositionSection, VectorSection } from './sections_state';
import { CorridorSection, EventSection, MapSection } from './sections_world';

const CONTENTS: [string, string][] = [
  ['overview', 'Overview'], ['position', 'Position'], ['influence', 'Influence'], ['vectors', 'Vectors'], ['why', 'Why?'],
  ['map', 'Map'], ['trade', 'Trade'], ['investment', 'Investment'], ['pressure', 'Pressure'], ['affinity', 'Affinity'],
  ['corridors', 'Corridors'], ['events', 'Events'], ['parameters', 'Parameters'], ['sources', 'Sources'],
];

function ThemeButton() {
  const { theme } = usePageMode();
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <button type="button" class="theme" onClick={() => chooseTheme(other)} aria-label={`Switch to the ${other} theme`} title={`Switch to the ${other} theme`}>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6" />
        <path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" fill="currentColor" />
      </svg>
    </button>
  );
}

/** The state a reader most likely wants first: the one all the others of the scenario are arranged around. */
function firstFocus(model: ReportModel): string {
  return model.active.find((s) => model.data.why[s.code])?.code ?? model.active[0]?.code ?? '';
}

export function App({ data }: { data: RunData }) {
  const model = useMemo(() => reportModel(data), [data]);
  const [focus, setFocus] = useState(() => firstFocus(model));
  const [month, setMonth] = useState(model.axis.months);
  const onWhy = (code: string | null, at: number) => {
    if (code) setFocus(code);
    setMonth(Math.max(1, at));
  };
  const focusProps = { model, focus, onFocus: setFocus };
  return (
    <>
      <a class="skip" href="#main">Skip to the report</a>
      <nav class="contents" aria-label="Contents">
        <ul>{CONTENTS.map(([id, label]) => <li key={id}><a href={`#${id}`}>{label}</a></li>)}</ul>
        <ThemeButton />
      </nav>
      <main id="main" tabIndex={-1}>
        <Header model={model} />
        <PositionSection model={model} onWhy={onWhy} />
        <InfluenceSection model={model} />
        <VectorSection model={model} />
        <WhySection {...focusProps} month={month} onMonth={setMonth} />
        <MapSection {...focusProps} />
        <TradeSection {...focusProps} />
        <InvestmentSection {...focusProps} />
        <PressureSection {...focusProps} />
        <AffinitySection {...focusProps} />
        <CorridorSection model={model} />
        <EventSection model={model} />
        <ParameterSection model={model} />
        <SourceSection model={model} />
      </main>
      <Footer model={model} />
    </>
  );
}
