// Entry of the debrief of a class: data and texts come with the page, nothing is fetched.
import { render } from 'preact';
import '../components/base.css';
import '../components/charts.css';
import '../classroom/classroom.css';
import { TextsReader } from '../classroom/i18n/texts_reader';
import { readData } from '../lib/page_data';
import { followTheme } from '../lib/theme';
import { App } from './app';
import type { DebriefData } from './types';

const root = document.getElementById('app') as HTMLElement;
const data = readData<DebriefData>('debrief', 'debrief');
followTheme();
root.textContent = '';
if (typeof data === 'string') render(<p class="empty-page">{data}</p>, root);
else render(<TextsReader tables={data.texts}><App data={data} /></TextsReader>, root);
