// The frame every chart stands in: heading, unit, the drawing, a generated sentence and the table of numbers.
// Readers who cannot see the drawing get the same content from the sentence and the table.
import type { ComponentChildren } from 'preact';
import { DataTable, type Column } from './data_table';

export interface FrameProps {
  title: string;
  unit?: string;
  summary: string;
  note?: string;
  columns: Column[];
  rows: number;
  legend?: ComponentChildren;
  children: ComponentChildren;
  wide?: boolean;
}

const slug = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'chart';

/** A titled figure around a drawing. */
export function ChartFrame({ title, unit, summary, note, columns, rows, legend, children, wide }: FrameProps) {
  return (
    <figure class={wide ? 'chart wide' : 'chart'}>
      <h3 class="chart-title">{title}{unit && <span class="unit">{unit}</span>}</h3>
      {children}
      {legend}
      <figcaption>
        <p>{summary}</p>
        {note && <p class="note">{note}</p>}
      </figcaption>
      <DataTable caption={title} columns={columns} rows={rows} fileName={slug(title)} />
    </figure>
  );
}
