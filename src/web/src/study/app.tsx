// The study report as a page: what came out, what matters, categories, paths, the design.
// Sections that the study has nothing for are left out, of the contents too.
import { Contents } from '../components/page';
import { Header } from './header';
import { CategorySection } from './section_categories';
import { DesignSection, Footer } from './section_design';
import { EffectsSection } from './section_effects';
import { PathsSection } from './section_paths';
import type { StudyData } from './types';

export function App({ data }: { data: StudyData }) {
  const parts: [id: string, label: string, shown: boolean][] = [
    ['overview', 'Overview', true], ['effects', 'What matters', data.responses.length > 0], ['categories', 'Categories', data.categories.length > 0],
    ['paths', 'Paths', data.fans.length > 0], ['design', 'Design', true],
  ];
  const shown = new Set(parts.filter((p) => p[2]).map((p) => p[0]));
  return (
    <>
      <Contents sections={parts.filter((p) => p[2]).map(([id, label]) => [id, label])} />
      <main id="main" tabIndex={-1}>
        <Header data={data} />
        {shown.has('effects') && <EffectsSection data={data} />}
        {shown.has('categories') && <CategorySection data={data} />}
        {shown.has('paths') && <PathsSection data={data} />}
        <DesignSection data={data} />
      </main>
      <Footer data={data} />
    </>
  );
}
