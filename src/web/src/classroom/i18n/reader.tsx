// The reader's language as part of the page: loaded once, changeable at any time, kept in the tab.
// Direction, language and digits are set on the document, so style sheets and readers' software follow.
import { createContext, type ComponentChildren } from 'preact';
import { useContext, useEffect, useMemo, useState } from 'preact/hooks';
import { kept, keep } from '../net/kept';
import { bestLanguage, LANGUAGES, textOf, type Language, type Table, type Text } from './text';

declare const TEXT_VERSION: string;

const loaded = new Map<Language, Table>();

async function load(language: Language): Promise<Table> {
  const known = loaded.get(language);
  if (known) return known;
  const answer = await fetch(`/lang/${language}.json?v=${TEXT_VERSION}`);
  if (!answer.ok) throw new Error(`language ${language}: ${answer.status}`);
  const table = (await answer.json()) as Table;
  loaded.set(language, table);
  return table;
}

export interface Reader extends Text {
  setLanguage: (language: Language) => void;
  nativeDigits: boolean;
  setNativeDigits: (on: boolean) => void;
  /** Readers of right-to-left languages may want time to run from right to left too. */
  timeFollows: boolean;
  setTimeFollows: (on: boolean) => void;
}

export const ReaderContext = createContext<Reader | null>(null);

/** The reader of the page; only below ReaderProvider. */
export function useReader(): Reader {
  const reader = useContext(ReaderContext);
  if (!reader) throw new Error('no reader above this component');
  return reader;
}

function firstLanguage(): Language {
  const asked = kept('language') ?? '';
  return LANGUAGES.find((l) => l === asked) ?? bestLanguage(navigator.languages ?? [navigator.language]);
}

/** Loads the language before anything is shown and gives it to all below. */
export function ReaderProvider({ children }: { children: ComponentChildren }) {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const [tables, setTables] = useState<{ language: Language; table: Table; fallback: Table } | null>(null);
  const [nativeDigits, setNativeDigits] = useState(kept('digits') !== 'latin');
  const [timeFollows, setTimeFollows] = useState(kept('time') === 'follows');
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let current = true;
    Promise.all([load(language), load('en')]).then(
      ([table, fallback]) => { if (current) { setTables({ language, table, fallback }); setFailed(false); } },
      () => { if (current) setFailed(true); },
    );
    return () => { current = false; };
  }, [language]);
  const text = useMemo(() => tables && textOf(tables.language, tables.table, tables.fallback, nativeDigits), [tables, nativeDigits]);
  useEffect(() => {
    if (!text) return;
    document.documentElement.lang = text.language;
    document.documentElement.dir = text.direction;
  }, [text]);
  if (!text) {
    return failed
      ? <p class="empty-page"><button type="button" class="primary" onClick={() => location.reload()}>↻</button></p>
      : <p class="empty-page" aria-busy="true">…</p>;
  }
  const reader: Reader = {
    ...text, nativeDigits, timeFollows,
    setLanguage: (next) => { keep('language', next); setLanguage(next); },
    setNativeDigits: (on) => { keep('digits', on ? 'native' : 'latin'); setNativeDigits(on); },
    setTimeFollows: (on) => { keep('time', on ? 'follows' : 'left'); setTimeFollows(on); },
  };
  return <ReaderContext.Provider value={reader}>{children}</ReaderContext.Provider>;
}
