// Entry point of the calibration page: reads the data the program put into the page and draws it.
import { render } from 'preact';
import '../components/base.css';
import '../components/charts.css';
import '../components/page.css';
import { readData } from '../lib/page_data';
import { followTheme } from '../lib/theme';
import { App } from './app';
import './calibration.css';
import type { CalibrationData } from './types';

const root = document.getElementById('app') as HTMLElement;
const data = readData<CalibrationData>('calibration', 'calibration');
followTheme();
root.textContent = '';
if (typeof data === 'string') {
  render(<p class="empty-page">{data}</p>, root);
} else {
  document.title = `${data.title} · Tarazi`;
  render(<App data={data} />, root);
}
