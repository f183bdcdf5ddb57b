// The reader of a page that carries its texts in every language and fetches nothing.
// Same choices as in the classroom: language, digits, direction of time.
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { ReaderContext } from './reader';
import { bestLanguage, LANGUAGES, textOf, type Language, type Table } from './text';

export function TextsReader({ tables, children }: { tables: Record<string, Table>; children: ComponentChildren }) {
  const [language, setLanguage] = useState<Language>(() => bestLanguage(navigator.languages ?? [navigator.language]));
  const [nativeDigits, setNativeDigits] = useState(true);
  const [timeFollows, setTimeFollows] = useState(false);
  const known = LANGUAGES.includes(language) && tables[language] ? language : 'en';
  const text = useMemo(() => textOf(known, tables[known] ?? {}, tables.en ?? {}, nativeDigits), [known, nativeDigits]);
  useEffect(() => {
    document.documentElement.lang = text.language;
    document.documentElement.dir = text.direction;
  }, [text]);
  return <ReaderContext.Provider value={{ ...text, setLanguage, nativeDigits, setNativeDigits, timeFollows, setTimeFollows }}>{children}</ReaderContext.Provider>;
}
