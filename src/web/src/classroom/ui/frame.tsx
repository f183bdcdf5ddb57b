// What surrounds every screen: name, language, digits, theme, connection, the map of keys and spoken changes.
// The map of keys opens with "?" anywhere but in a field.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { chooseTheme, usePageMode } from '../../lib/theme';
import { useReader } from '../i18n/reader';
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../i18n/text';

/** Text that screen readers speak when it changes; rounds, errors and arrivals go through here. */
export function Announcer({ text }: { text: string }) {
  return <p class="hidden" role="status" aria-live="polite">{text}</p>;
}

function LanguageChoice() {
  const { t, language, setLanguage, nativeDigits, setNativeDigits, timeFollows, setTimeFollows } = useReader();
  return (
    <>
      <label class="choice">
        <span class="hidden">{t('frame.language')}</span>
        <select value={language} onChange={(e) => setLanguage(e.currentTarget.value as Language)}>
          {LANGUAGES.map((l) => <option key={l} value={l} lang={l}>{LANGUAGE_NAMES[l]}</option>)}
        </select>
      </label>
      {language === 'fa' && (
        <>
          <button type="button" class="quiet" aria-pressed={nativeDigits} onClick={() => setNativeDigits(!nativeDigits)}>{t('frame.digits')}</button>
          <button type="button" class="quiet" aria-pressed={timeFollows} onClick={() => setTimeFollows(!timeFollows)}>{t('frame.time')}</button>
        </>
      )}
    </>
  );
}

function ThemeButton() {
  const { t } = useReader();
  const { theme } = usePageMode();
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <button type="button" class="round plain" onClick={() => chooseTheme(other)} aria-label={t(`frame.${other}`)} title={t(`frame.${other}`)}>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6" /><path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" />
      </svg>
    </button>
  );
}

const KEYS: [string, string][] = [
  ['?', 'keys.help'], ['Tab', 'keys.tab'], ['← → ↑ ↓', 'keys.arrows'], ['Home · End', 'keys.ends'],
  ['Enter · Space', 'keys.press'], ['Esc', 'keys.close'],
];

/** A modal window with the browser's own focus trap; Escape and the button close it. */
export function Window({ title, onClose, children }: { title: string; onClose: () => void; children: ComponentChildren }) {
  const { t } = useReader();
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog ref={ref} class="window" aria-label={title} onClose={onClose}>
      <div class="window-head"><h2>{title}</h2><button type="button" class="round plain" onClick={onClose} aria-label={t('frame.close')}>×</button></div>
      {children}
    </dialog>
  );
}

interface FrameProps {
  title: string;
  /** Shown in a bar until the connection is back. */
  lost?: boolean;
  said?: string;
  wide?: boolean;
  tools?: ComponentChildren;
  children: ComponentChildren;
}

/** Header, skip link, main region and help. */
export function Frame({ title, lost, said = '', wide, tools, children }: FrameProps) {
  const { t } = useReader();
  const [help, setHelp] = useState(false);
  useEffect(() => {
    document.title = `${title} · Tarazi`;
  }, [title]);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const field = (event.target as HTMLElement | null)?.closest?.('input:not([type=range]):not([type=radio]), textarea, select');
      if (event.key === '?' && !field && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        setHelp(true);
      }
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
  return (
    <>
      <a class="skip" href="#main" onClick={(e) => { e.preventDefault(); document.getElementById('main')?.focus(); }}>{t('frame.skip')}</a>
      <header class="bar">
        <a class="brand" href="#/">Tarazi</a>
        <span class="bar-tools">
          {tools}
          <LanguageChoice />
          <ThemeButton />
          <button type="button" class="round plain" onClick={() => setHelp(true)} aria-label={t('frame.help')} title={t('frame.help')}>?</button>
        </span>
      </header>
      {lost && <p class="lost" role="alert">{t('frame.lost')}</p>}
      <main id="main" tabIndex={-1} class={wide ? 'wide' : undefined}>{children}</main>
      <Announcer text={said} />
      {help && (
        <Window title={t('keys.title')} onClose={() => setHelp(false)}>
          <dl class="keys">{KEYS.map(([key, about]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{t(about)}</dd></div>)}</dl>
        </Window>
      )}
    </>
  );
}
