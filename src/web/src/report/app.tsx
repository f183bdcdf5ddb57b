// The run report as a page: contents, sections in reading order, and the state they share.
// Shared are the state in focus and the month of the explanation; everything else belongs to its section.
import { useMemo, useState } from 'preact/hooks';
import { Contents } from '../components/page';
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
      <Contents sections={CONTENTS} />
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
