// Builds the classroom's client: index.html, client.js, client.css and one table of texts per language, each beside a
// .gz copy. Script and style are files of their own, so the server can forbid everything else (default-src 'self').
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { LANGUAGES, problemsOf } from './languages.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const interfaceTexts = path.join(here, 'src/classroom/lang');
const lessonTexts = path.join(here, '../../configs/lessons/lang');

const readTable = async (folder, language) => JSON.parse(await readFile(path.join(folder, `${language}.json`), 'utf8'));

/**
 * Texts of one folder in every language. Throws when a language lacks a key, a placeholder or a plural form that its
 * own grammar needs, so an incomplete language can never be shipped.
 */
async function readTexts(folder) {
  const tables = {};
  for (const language of LANGUAGES) tables[language] = await readTable(folder, language);
  const problems = problemsOf(tables);
  if (problems.length) {
    throw new Error(`${path.basename(path.dirname(folder))}/lang is not complete:\n  ${problems.slice(0, 20).join('\n  ')}`);
  }
  return tables;
}

/** The texts that are shipped, by language: those of the interface and those of the lessons. */
export async function texts() {
  const own = await readTexts(interfaceTexts);
  const lessons = await readTexts(lessonTexts);
  return Object.fromEntries(LANGUAGES.map((language) => {
    const both = Object.keys(own[language]).filter((key) => key in lessons[language]);
    if (both.length) throw new Error(`keys of the interface used by lessons too: ${both.join(', ')}`);
    return [language, { ...own[language], ...lessons[language] }];
  }));
}

const page = (version) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Tarazi</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/client.css?v=${version}">
<script src="/client.js?v=${version}" defer></script>
</head>
<body>
<div id="app"><noscript>Tarazi draws its pages with the script that this address serves; please allow scripts for it.</noscript></div>
</body>
</html>
`;

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="15" fill="#0c6b66"/>
<path d="M16 7v18M8 11h16M5 19l3-8 3 8zM21 19l3-8 3 8z" fill="none" stroke="#fff" stroke-width="2" stroke-linejoin="round"/></svg>
`;

/** Bundles the client into `out`; returns the written files with their sizes in bytes and compressed. */
export async function buildClassroom(out) {
  await rm(out, { recursive: true, force: true });
  await mkdir(path.join(out, 'lang'), { recursive: true });
  const tables = await texts();
  const langHash = createHash('sha256').update(JSON.stringify(tables)).digest('hex').slice(0, 10);
  const bundle = await build({
    entryPoints: { client: path.join(here, 'src/classroom/main.tsx') }, outdir: out, bundle: true, write: false, minify: true,
    format: 'iife', target: 'es2020', jsx: 'automatic', jsxImportSource: 'preact', charset: 'utf8', legalComments: 'none',
    logLevel: 'warning', logLimit: 10,
    define: { 'process.env.NODE_ENV': '"production"', TEXT_VERSION: JSON.stringify(langHash) },
  });
  const files = bundle.outputFiles.map((f) => ({ name: path.basename(f.path), text: f.text }));
  const version = createHash('sha256').update(files.map((f) => f.text).join('')).digest('hex').slice(0, 10);
  files.push({ name: 'index.html', text: page(version) }, { name: 'icon.svg', text: ICON });
  for (const language of LANGUAGES) files.push({ name: `lang/${language}.json`, text: JSON.stringify(tables[language]) });
  return Promise.all(files.map(async ({ name, text }) => {
    const file = path.join(out, name);
    const packed = gzipSync(text, { level: 9 });
    await writeFile(file, text);
    await writeFile(`${file}.gz`, packed);
    return { file, bytes: Buffer.byteLength(text), packed: packed.length };
  }));
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  if (!process.argv[2]) {
    console.error('use: node build_classroom.mjs OUTDIR');
    process.exit(64);
  }
  const files = await buildClassroom(process.argv[2]).catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
  // A class loads the client and one language at the same moment: that is what has to stay small.
  const texts = files.filter((f) => f.file.includes(`${path.sep}lang${path.sep}`));
  const packed = files.reduce((a, f) => a + f.packed, 0) - texts.reduce((a, f) => a + f.packed, 0) + Math.max(...texts.map((f) => f.packed));
  console.log(`classroom client: ${(packed / 1000).toFixed(0)} kB compressed with one language`);
  if (packed > 150_000) {
    console.error('the client is larger than 150 kB');
    process.exit(1);
  }
}
