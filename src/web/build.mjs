// Builds the self-contained HTML templates: one file each, script, style and coastlines inside, nothing to fetch.
// Use: node build.mjs OUTDIR. The program that fills a template replaces the one data mark with JSON.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));

/** The mark that stands where the data goes; it must occur exactly once in a finished template. */
export const DATA_MARK = '__TARAZI_DATA__';

/** Every page of the project: a folder src/NAME with main.tsx and page.json (the title shown before the data is read). */
export async function pages() {
  const folders = (await readdir(path.join(here, 'src'), { withFileTypes: true })).filter((one) => one.isDirectory());
  const found = [];
  for (const { name } of folders) {
    const about = await readFile(path.join(here, 'src', name, 'page.json'), 'utf8').catch(() => null);
    if (about !== null) found.push({ name, entry: `src/${name}/main.tsx`, ...JSON.parse(about) });
  }
  return found.sort((a, b) => a.name.localeCompare(b.name));
}

const hash = (text) => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

/** The head forbids every request by policy: only this very script and style may run, images only as data. */
function html(title, script, style) {
  const policy = [
    "default-src 'none'", "base-uri 'none'", "form-action 'none'", 'img-src data:',
    `script-src ${hash(script)}`, `style-src ${hash(style)}`,
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<div id="app"><noscript>This page draws its charts with the script it carries; please allow scripts for this file.</noscript></div>
<script type="application/json" id="tarazi-data">${DATA_MARK}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** Bundles one page and returns its HTML text. Throws when the result could not be filled or embedded safely. */
export async function buildPage(page) {
  const result = await build({
    entryPoints: [path.join(here, page.entry)],
    outdir: path.join(here, 'dist'),
    bundle: true, write: false, minify: true, format: 'iife', target: 'es2020',
    jsx: 'automatic', jsxImportSource: 'preact', charset: 'utf8', legalComments: 'none', logLevel: 'warning', logLimit: 10,
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const text = (ending) => result.outputFiles.find((f) => f.path.endsWith(ending))?.text.trim() ?? '';
  const script = text('.js');
  const style = text('.css');
  if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style)) {
    throw new Error(`${page.name}: the bundle holds text that would end its own tag`);
  }
  const page_text = html(page.title, script, style);
  if (page_text.split(DATA_MARK).length !== 2) throw new Error(`${page.name}: the data mark must occur exactly once`);
  return page_text;
}

/** Builds every page into `out`; returns the written files with their sizes in bytes. */
export async function buildAll(out) {
  await mkdir(out, { recursive: true });
  const written = [];
  for (const page of await pages()) {
    const text = await buildPage(page);
    const file = path.join(out, `${page.name}.html`);
    await writeFile(file, text);
    written.push({ file, bytes: Buffer.byteLength(text) });
  }
  return written;
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const out = process.argv[2];
  if (!out) {
    console.error('use: node build.mjs OUTDIR');
    process.exit(64);
  }
  for (const { file, bytes } of await buildAll(out)) console.log(`${file} ${(bytes / 1000).toFixed(0)} kB`);
}
