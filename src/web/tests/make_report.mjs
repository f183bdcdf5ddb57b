// Fills the report template with the synthetic fixture: what the program does with real results.
// Use: node tests/make_report.mjs OUTDIR [--single] [--hostile]; writes OUTDIR/example.html.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DATA_MARK, pages, buildPage } from '../build.mjs';
import { runReport } from './fixture.mjs';

/** Puts data into a template exactly as the program does: JSON with every "<" escaped. */
export function fill(template, data) {
  const json = JSON.stringify(data).replace(/</g, '\\u003c');
  return template.split(DATA_MARK).join(json);
}

/** Builds the template of a kind of page once and writes one page per named data set; returns the paths by name. */
export async function makeReports(out, sets, kind = 'report') {
  await mkdir(out, { recursive: true });
  const template = await buildPage((await pages()).find((p) => p.name === kind));
  const paths = {};
  for (const [name, data] of Object.entries(sets)) {
    paths[name] = path.join(path.resolve(out), `${name}.html`);
    await writeFile(paths[name], data === null ? template : fill(template, data));
  }
  return paths;
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const out = process.argv[2];
  if (!out) {
    console.error('use: node tests/make_report.mjs OUTDIR [--single] [--hostile]');
    process.exit(64);
  }
  const data = runReport({ replicates: process.argv.includes('--single') ? 1 : 64, hostile: process.argv.includes('--hostile') });
  const { example } = await makeReports(out, { example: data });
  console.log(example);
}
