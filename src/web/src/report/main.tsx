// Entry point of the run report: reads the data the program put into the page and draws it.
// A template that was not filled says so instead of staying blank.
import { render } from 'preact';
import '../components/base.css';
import '../components/charts.css';
import { followTheme } from '../lib/theme';
import type { RunData } from '../lib/types';
import { App } from './app';
import './report.css';

function readData(): RunData | string {
  const text = document.getElementById('tarazi-data')?.textContent ?? '';
  try {
    const data = JSON.parse(text) as RunData;
    return data.kind === 'run' ? data : 'The data in this page is not that of a run.';
  } catch {
    return 'This page holds no data yet. It is a template that the program fills when a scenario is run.';
  }
}

const root = document.getElementById('app') as HTMLElement;
const data = readData();
followTheme();
root.textContent = '';
if (typeof data === 'string') {
  render(<p class="empty-page">{data}</p>, root);
} else {
  document.title = `${data.title} · Tarazi`;
  render(<App data={data} />, root);
}
