// Entry point of the hindcast page: reads the data the program put into the page and draws it.
import { render } from 'preact';
import '../components/base.css';
import '../components/charts.css';
import '../components/page.css';
import { readData } from '../lib/page_data';
import { followTheme } from '../lib/theme';
import { App } from './app';
import './hindcast.css';
import type { HindcastData } from './types';

const root = document.getElementById('app') as HTMLElement;
const data = readData<HindcastData>('hindcast', 'hindcast');
followTheme();
root.textContent = '';
if (typeof data === 'string') {
  render(<p class="empty-page">{data}</p>, root);
} else {
  document.title = `Hindcast ${data.from} to ${data.to} · Tarazi`;
  render(<App data={data} />, root);
}
