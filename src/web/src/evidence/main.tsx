// Entry point of the evidence page: reads the data the program put into the page and draws it.
import { render } from 'preact';
import '../components/base.css';
import '../components/charts.css';
import '../components/page.css';
import { readData } from '../lib/page_data';
import { followTheme } from '../lib/theme';
import { App } from './app';
import './evidence.css';
import type { EvidenceData } from './types';

const root = document.getElementById('app') as HTMLElement;
const data = readData<EvidenceData>('evidence', 'evidence');
followTheme();
root.textContent = '';
if (typeof data === 'string') {
  render(<p class="empty-page">{data}</p>, root);
} else {
  document.title = `Patterns of ${data.scenario.title} · Tarazi`;
  render(<App data={data} />, root);
}
