// Texts of the classroom: complete in every language, right plurals, right numbers, and no way past the check.
// The interface's own tables are read from the disk, as the build reads them.
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { LANGUAGES as SHIPPED, problemsOf } from '../../languages.mjs';
import { bestLanguage, fill, LANGUAGE_NAMES, LANGUAGES, textOf } from '../../src/classroom/i18n/text';
import { spread } from '../../src/classroom/ui/fan_chart';
import { tidy } from '../../src/classroom/ui/slider_control';
import { termRows } from '../../src/classroom/ui/terms';

const root = path.join(process.cwd(), 'src/classroom');
const read = (language: string): Record<string, string> => JSON.parse(readFileSync(path.join(root, 'lang', `${language}.json`), 'utf8'));
const tables = Object.fromEntries(SHIPPED.map((l) => [l, read(l)]));

/** A complete set of one plural and one plain text. */
const sample = (): Record<string, Record<string, string>> => ({
  en: { a: 'A {x}', 'r.one': 'one round', 'r.other': '{count} rounds' },
  az: { a: 'A {x}', 'r.one': '{count} raund', 'r.other': '{count} raund' },
  ru: { a: 'А {x}', 'r.one': '{count} раунд', 'r.few': '{count} раунда', 'r.many': '{count} раундов', 'r.other': '{count} раунда' },
  'zh-Hans': { a: '甲 {x}', 'r.other': '{count} 轮' },
  fa: { a: 'الف {x}', 'r.one': '{count} دور', 'r.other': '{count} دور' },
});

test('every language of the interface is complete, and page and build agree which there are', () => {
  assert.deepEqual(problemsOf(tables), []);
  assert.deepEqual([...LANGUAGES], SHIPPED);
  assert.deepEqual(Object.keys(LANGUAGE_NAMES), SHIPPED);
});

test('every text the sources ask for by name exists', () => {
  const files = readdirSync(root, { recursive: true } as object) as unknown as string[];
  const asked = new Set<string>();
  for (const file of files.map(String).filter((f) => f.endsWith('.tsx'))) {
    const source = readFileSync(path.join(root, file), 'utf8');
    for (const match of source.matchAll(/\bt\('([a-z][\w.]*)'|'(keys\.\w+)'/g)) asked.add(match[1] ?? match[2]);
  }
  assert.ok(asked.size > 15, `only ${asked.size} keys found`);
  assert.deepEqual([...asked].filter((k) => !(k in tables.en)), []);
});

test('the check finds what is missing, surplus, empty, misplaced or without its plural', () => {
  assert.deepEqual(problemsOf(sample()), []);
  const spoil = (change: (s: ReturnType<typeof sample>) => void) => {
    const set = sample();
    change(set);
    return problemsOf(set).join('; ');
  };
  assert.match(spoil((s) => delete s.fa.a), /fa: "a" is missing/);
  assert.match(spoil((s) => { s.az.a = ' '; }), /az: "a" is missing/);
  assert.match(spoil((s) => { s.ru.a = 'А {y}'; }), /ru: "a" has the places \{y\}, expected \{x\}/);
  assert.match(spoil((s) => delete s.ru['r.few']), /ru: "r.few" is missing/);
  assert.match(spoil((s) => { s.az['r.other'] = '{n} raund'; }), /az: "r.other" has the places/);
  assert.match(spoil((s) => { s.en.b = 'new'; }), /zh-Hans: "b" is missing/);
  assert.match(spoil((s) => { s.fa.z = 'x'; }), /fa: "z" is not known/);
  assert.match(spoil((s) => delete s.fa), /fa: no table/);
});

test('plurals follow the language', () => {
  const set = sample();
  const ru = textOf('ru', set.ru, set.en);
  assert.deepEqual([1, 3, 5, 21].map((c) => ru.n('r', c)), ['1 раунд', '3 раунда', '5 раундов', '21 раунд']);
  assert.equal(textOf('zh-Hans', set['zh-Hans'], set.en).n('r', 1), '1 轮');
  assert.equal(textOf('en', set.en, set.en).n('r', 1), 'one round');
});

test('Persian runs from the right and writes its own digits until told otherwise', () => {
  const native = textOf('fa', { a: '{x}' }, {});
  assert.equal(native.direction, 'rtl');
  assert.equal(native.t('a', { x: 12 }), '۱۲');
  assert.equal(textOf('fa', { a: '{x}' }, {}, false).t('a', { x: 12 }), '12');
});

test('texts fall back to English, keys to themselves, and unfilled places stay visible', () => {
  const az = textOf('az', { a: 'salam' }, { a: 'hello', b: 'bye' });
  assert.deepEqual([az.t('a'), az.t('b'), az.t('c'), az.has('b'), az.has('c')], ['salam', 'bye', 'c', true, false]);
  assert.equal(fill('{x} and {y}', { x: 'one {y}' }, String), 'one {y} and {y}');
});

test('the first language wished for that is shipped is taken', () => {
  assert.equal(bestLanguage(['de', 'zh-CN', 'ru']), 'zh-Hans');
  assert.equal(bestLanguage(['fa-IR']), 'fa');
  assert.equal(bestLanguage(['de']), 'en');
});

test('values of levers stay on their grid and in their range', () => {
  assert.equal(tidy(0.3 + 0.05, 0, 1, 0.05), 0.35);
  assert.equal(tidy(7, -1, 1, 0.1), 1);
  assert.equal(tidy(-7, -1, 1, 0.1), -1);
  assert.equal(tidy(Number.NaN, 0.2, 1, 0.1), 0.2);
});

test('labels at line ends are spread without leaving the chart or changing their order', () => {
  assert.deepEqual(spread([10, 11, 50], 12, 100), [10, 22, 50]);
  assert.deepEqual(spread([99, 98], 12, 100), [100, 88]);
});

test('terms are grouped by partner, the largest effect first, and nothing is lost', () => {
  const rows = termRows([
    { partner: '', mechanism: 'anchor', value: 0.01 }, { partner: 'EU', mechanism: 'coercion', value: 0.05 },
    { partner: 'EU', mechanism: 'resentment', value: -0.04 }, { partner: '', mechanism: 'noise', value: 0 },
  ]);
  assert.deepEqual(rows.map((r) => r.key), ['EU', 'anchor', 'noise']);
  assert.ok(Math.abs(rows[0].total - 0.01) < 1e-12);
  assert.ok(Math.abs(rows.reduce((a, r) => a + r.total, 0) - 0.02) < 1e-12);
});
