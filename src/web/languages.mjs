// Which languages are shipped, and what makes a set of language files complete.
// Used by the build, which refuses incomplete sets, and by the tests, which try to slip one past it.

/** Shipped languages; the first is the one the others are measured against. */
export const LANGUAGES = ['en', 'az', 'ru', 'zh-Hans', 'fa'];

const FORMS = ['zero', 'one', 'two', 'few', 'many', 'other'];
const ending = /\.(zero|one|two|few|many|other)$/;
const places = (text) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]))].sort().join(',');

/** Names of texts that are plurals: those with an ".other" form in the first language. */
const pluralsOf = (table) => new Set(Object.keys(table).filter((k) => k.endsWith('.other')).map((k) => k.replace(ending, '')));

/**
 * What is wrong with a set of tables {language: {key: text}}: missing and surplus keys, empty texts, placeholders that
 * differ, plural forms the language needs (Intl.PluralRules) and does not have. Empty = complete.
 */
export function problemsOf(tables) {
  const problems = [];
  const reference = tables[LANGUAGES[0]];
  const plurals = pluralsOf(reference);
  const stem = (key) => (ending.test(key) && plurals.has(key.replace(ending, '')) ? key.replace(ending, '') : null);
  for (const language of LANGUAGES) {
    const table = tables[language];
    if (!table) {
      problems.push(`${language}: no table`);
      continue;
    }
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const expected = new Map();
    for (const key of Object.keys(reference)) {
      const name = stem(key);
      if (name === null) expected.set(key, key);
      else for (const form of FORMS.filter((f) => needed.includes(f))) expected.set(`${name}.${form}`, `${name}.other`);
    }
    for (const [key, like] of expected) {
      const text = table[key];
      if (typeof text !== 'string' || !text.trim()) problems.push(`${language}: "${key}" is missing`);
      else {
        const [want, have] = [places(reference[like]), places(text)];
        // A form like "one round" may leave the number out.
        const lenient = stem(key) !== null ? want.split(',').filter((p) => p !== 'count').join(',') === have.split(',').filter((p) => p !== 'count').join(',') : false;
        if (want !== have && !lenient) problems.push(`${language}: "${key}" has the places {${have}}, expected {${want}}`);
      }
    }
    for (const key of Object.keys(table)) if (!expected.has(key)) problems.push(`${language}: "${key}" is not known`);
  }
  return problems;
}
