// The data the program put into a page, or a sentence for the reader when there are none.
// A template that was not filled says so instead of staying blank.

/** Reads `#tarazi-data`; a text is a message to show instead of the page. */
export function readData<T extends { kind: string }>(kind: T['kind'], name: string): T | string {
  const text = document.getElementById('tarazi-data')?.textContent ?? '';
  try {
    const data = JSON.parse(text) as T;
    return data.kind === kind ? data : `The data in this page is not that of a ${name}.`;
  } catch {
    return `This page holds no data yet. It is a template that the program fills when a ${name} is written.`;
  }
}
