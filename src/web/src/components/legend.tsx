// The legend under a chart: name, line style and the value at the cursor; each entry hides or shows its line.
// Values follow the month cursor, so the legend is also the readout.
import type { Look, Theme } from '../lib/palette';

export interface LegendItem {
  key: string;
  label: string;
  look: Look;
  value: string;
  /** Fill of an area; left out for lines. */
  fill?: string;
}

interface LegendProps {
  items: LegendItem[];
  when: string;
  theme: Theme;
  hidden?: Set<string>;
  onToggle?: (key: string) => void;
}

/** A short piece of the line as it is drawn in the chart. */
export function Swatch({ look, theme, fill }: { look: Look; theme: Theme; fill?: string }) {
  return (
    <svg class="swatch" width="22" height="12" aria-hidden="true">
      {fill
        ? <rect x="1" y="1" width="20" height="10" rx="2" fill={fill} />
        : <line x1="0" y1="6" x2="22" y2="6" stroke={look.colour[theme]} stroke-width="2.5" stroke-dasharray={look.dash.join(' ')} />}
    </svg>
  );
}

export function Legend({ items, when, theme, hidden, onToggle }: LegendProps) {
  return (
    <div class="legend">
      <ul>
        <li class="legend-when">{when}</li>
        {items.map((item) => {
          const content = (
            <>
              <Swatch look={item.look} theme={theme} fill={item.fill} />
              <span class="legend-name">{item.label}</span>
              <span class="legend-value">{item.value}</span>
            </>
          );
          return (
            <li key={item.key}>
              {onToggle
                ? <button type="button" aria-pressed={!hidden?.has(item.key)} onClick={() => onToggle(item.key)}>{content}</button>
                : <span class="legend-item">{content}</span>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
