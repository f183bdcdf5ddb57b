// Entry of the classroom's client: reader's language around everything, one screen by the address's fragment.
import '../components/base.css';
import '../components/charts.css';
import './classroom.css';
import { render } from 'preact';
import { followTheme } from '../lib/theme';
import { App } from './app';
import { ReaderProvider } from './i18n/reader';

followTheme();
render(<ReaderProvider><App /></ReaderProvider>, document.getElementById('app')!);
