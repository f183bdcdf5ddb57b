// Compiles the unit tests with esbuild into a scratch folder and runs them with Node's own test runner.
// The type check is a separate step (tsc --noEmit), as esbuild only strips types.
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = path.join(path.dirname(fileURLToPath(import.meta.url)), 'unit');
const out = await mkdtemp(path.join(os.tmpdir(), 'tarazi-web-'));
try {
  const names = (await readdir(here)).filter((n) => n.endsWith('.test.ts')).sort();
  if (!names.length) throw new Error('no unit tests found');
  await build({
    entryPoints: names.map((n) => path.join(here, n)), outdir: out, outExtension: { '.js': '.mjs' },
    bundle: true, platform: 'node', format: 'esm', target: 'node18', sourcemap: 'inline', logLevel: 'warning',
    jsx: 'automatic', jsxImportSource: 'preact', loader: { '.css': 'empty' },
  });
  const files = names.map((n) => path.join(out, n.replace(/\.ts$/, '.mjs')));
  const run = spawnSync(process.execPath, ['--enable-source-maps', '--test', ...files], { stdio: 'inherit' });
  process.exitCode = run.status ?? 1;
} finally {
  await rm(out, { recursive: true, force: true });
}
