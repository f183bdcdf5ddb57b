// What every page of the project has: the mark, the bar of contents with the theme button, short facts, the caption
// that a model is no forecast.
import { chooseTheme, usePageMode } from '../lib/theme';

export const CAPTION = 'An illustrative model, not a forecast.';

/** The project's mark: a pair of scales. */
export function Scales() {
  return (
    <svg class="mark" width="34" height="30" viewBox="0 0 34 30" aria-hidden="true">
      <path d="M17 3v23M10 27h14M4 9.5 30 6.5" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" />
      <path d="M4 9.5.8 18h6.4zM30 6.5 26.8 15h6.4z" fill="none" stroke="currentColor" stroke-width="1.2" stroke-linejoin="round" />
      <path d="M.8 18a3.2 3.2 0 0 0 6.4 0zM26.8 15a3.2 3.2 0 0 0 6.4 0z" fill="currentColor" />
    </svg>
  );
}

/** The line above the title: the mark, the name and what kind of page this is. */
export function Brand({ kind }: { kind: string }) {
  return <p class="brand"><Scales /><span>Tarazi</span><span class="brand-kind">{kind}</span></p>;
}

/** One entry of a list of facts. */
export function Fact({ name, value }: { name: string; value: string }) {
  return <div><dt>{name}</dt><dd>{value}</dd></div>;
}

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

/** The bar at the top: a way past it, the sections of the page, the theme. */
export function Contents({ sections }: { sections: [id: string, label: string][] }) {
  return (
    <>
      <a class="skip" href="#main">Skip to the report</a>
      <nav class="contents" aria-label="Contents">
        <ul>{sections.map(([id, label]) => <li key={id}><a href={`#${id}`}>{label}</a></li>)}</ul>
        <ThemeButton />
      </nav>
    </>
  );
}
