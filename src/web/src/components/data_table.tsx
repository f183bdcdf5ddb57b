// A real table of the numbers behind a chart, in a fold that builds its rows only when opened.
// It can be saved as CSV; the file is made in the page, nothing is sent anywhere.
import { useState } from 'preact/hooks';

export interface Column {
  label: string;
  /** Text of row `i`; the raw number for the CSV file where there is one. */
  text: (i: number) => string;
  raw?: (i: number) => number | string | null | undefined;
  /** Words stand left, numbers right. */
  words?: boolean;
}

interface TableProps {
  caption: string;
  columns: Column[];
  rows: number;
  fileName?: string;
  /** Text of the fold and of its button, for pages in other languages. */
  fold?: string;
  saveText?: string;
}

const quote = (value: unknown) => {
  const text = value === null || value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
};

/** The table as RFC 4180 text. */
export function csv(columns: Column[], rows: number): string {
  const lines = [columns.map((c) => quote(c.label)).join(',')];
  for (let i = 0; i < rows; i++) lines.push(columns.map((c) => quote(c.raw ? c.raw(i) : c.text(i))).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

function save(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** The table itself, scrolling inside its own frame; the first column heads the rows. */
export function Table({ caption, columns, rows }: TableProps) {
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <caption class="hidden">{caption}</caption>
        <thead>
          <tr>{columns.map((c) => <th scope="col" key={c.label} class={c.words ? 'words' : undefined}>{c.label}</th>)}</tr>
        </thead>
        <tbody>
          {Array.from({ length: rows }, (_, i) => (
            <tr key={i}>
              {columns.map((c, k) => (k === 0
                ? <th scope="row" key={k}>{c.text(i)}</th>
                : <td key={k} class={c.words ? 'words' : undefined}>{c.text(i)}</td>))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A fold with the table and a button that saves it; `open` state is kept by the browser. */
export function DataTable(props: TableProps) {
  const [open, setOpen] = useState(false);
  return (
    <details class="data" onToggle={(e) => setOpen((e.currentTarget as HTMLDetailsElement).open)}>
      <summary>{props.fold ?? 'Numbers'}</summary>
      {open && (
        <>
          <Table {...props} />
          <button type="button" class="quiet" onClick={() => save(`${props.fileName ?? 'table'}.csv`, csv(props.columns, props.rows))}>
            {props.saveText ?? 'Save as CSV'}
          </button>
        </>
      )}
    </details>
  );
}
