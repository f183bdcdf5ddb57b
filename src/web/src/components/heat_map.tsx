// A grid of numbers over two factors: darker means more, and every cell says its number where there is room.
// The colour is a mix of the page's own paper and accent, so it follows the theme.
import { useRef } from 'preact/hooks';
import { number } from '../lib/format';
import { useWidth } from '../lib/hooks';
import { ChartFrame } from './chart_frame';

interface HeatMapProps {
  title: string;
  unit?: string;
  summary: string;
  note?: string;
  columnsName: string;
  rowsName: string;
  columnLabels: string[];
  rowLabels: string[];
  /** `cells[row][column]`; null where nothing was run. */
  cells: (number | null)[][];
}

const AXIS = 44;

/** Rows are drawn from the bottom up, so that both axes grow away from the corner. */
export function HeatMap({ title, unit, summary, note, columnsName, rowsName, columnLabels, rowLabels, cells }: HeatMapProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const all = cells.flat().filter((v): v is number => v !== null);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const longest = Math.max(...rowLabels.map((l) => l.length));
  const left = Math.min(width * 0.34, 22 + longest * 7);
  const cell = Math.max(8, (width - left - 4) / columnLabels.length);
  const tall = Math.min(54, Math.max(26, cell * 0.62));
  const height = tall * rowLabels.length + AXIS;
  const share = (v: number) => (high > low ? (v - low) / (high - low) : 0.5);
  const every = Math.ceil((Math.max(...columnLabels.map((l) => l.length)) * 7 + 8) / cell);
  return (
    <ChartFrame
      title={title} unit={unit} summary={summary} note={note} rows={rowLabels.length * columnLabels.length}
      columns={[
        { label: rowsName, words: true, text: (i) => rowLabels[Math.floor(i / columnLabels.length)] },
        { label: columnsName, words: true, text: (i) => columnLabels[i % columnLabels.length] },
        { label: title, text: (i) => number(valueOf(i)), raw: (i) => valueOf(i) },
      ]}
    >
      <div class="drawing" ref={box} role="img" aria-label={summary}>
        {width > 0 && (
          <svg width={width} height={height} aria-hidden="true">
            {cells.map((row, r) => row.map((v, c) => {
              const [x, y] = [left + c * cell, (rowLabels.length - 1 - r) * tall];
              if (v === null) return <rect key={`${r}-${c}`} class="cell-empty" x={x} y={y} width={cell - 1} height={tall - 1} />;
              const dark = share(v) > 0.55;
              return (
                <g key={`${r}-${c}`}>
                  <rect class="cell" x={x} y={y} width={cell - 1} height={tall - 1} fill-opacity={0.08 + 0.92 * share(v)} />
                  {cell > 40 && <text class={dark ? 'cell-text dark' : 'cell-text'} x={x + cell / 2} y={y + tall / 2 + 4} text-anchor="middle">{number(v)}</text>}
                </g>
              );
            }))}
            {rowLabels.map((label, r) => <text key={label} class="axis-text" x={left - 7} y={(rowLabels.length - 1 - r) * tall + tall / 2 + 4} text-anchor="end">{label}</text>)}
            {columnLabels.map((label, c) => (c % every === 0
              ? <text key={label} class="axis-text" x={left + (c + 0.5) * cell} y={height - AXIS + 16} text-anchor="middle">{label}</text> : null))}
            <text class="axis-name" x={left + (cell * columnLabels.length) / 2} y={height - 6} text-anchor="middle">{columnsName} →</text>
            <text class="axis-name" transform={`translate(11 ${(height - AXIS) / 2}) rotate(-90)`} text-anchor="middle">{rowsName} →</text>
          </svg>
        )}
      </div>
    </ChartFrame>
  );
  function valueOf(i: number): number | null {
    return cells[Math.floor(i / columnLabels.length)][i % columnLabels.length];
  }
}
