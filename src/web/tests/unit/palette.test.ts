// Colours: contrast with the page in both themes and distance under simulated colour-blindness.
// Simulation matrices: Machado, Oliveira & Fernandes 2009, full severity; distance in OKLab (Ottosson 2020).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DASHES, NEUTRAL, SERIES_COLOURS, SURFACE, contrast, linearRgb, look, stateLooks, withAlpha, type Theme } from '../../src/lib/palette';

type Vector = [number, number, number];
const VISION: Record<string, Vector[]> = {
  normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};

function seen(hex: string, matrix: Vector[]): Vector {
  const rgb = linearRgb(hex);
  const [r, g, b] = matrix.map((row) => Math.min(1, Math.max(0, row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2])));
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}
const distance = (a: Vector, b: Vector) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
const themes: Theme[] = ['light', 'dark'];

test('known contrast values', () => {
  assert.ok(Math.abs(contrast('#000000', '#ffffff') - 21) < 1e-9);
  assert.equal(contrast('#777777', '#777777'), 1);
});

test('every line colour stands out from the page (WCAG 1.4.11: at least 3 to 1)', () => {
  for (const theme of themes) {
    for (const colour of [...SERIES_COLOURS[theme], NEUTRAL[theme]]) {
      assert.ok(contrast(colour, SURFACE[theme].paper) >= 3, `${theme} ${colour}`);
    }
    assert.ok(contrast(SURFACE[theme].ink, SURFACE[theme].paper) >= 7);
    assert.ok(contrast(SURFACE[theme].muted, SURFACE[theme].paper) >= 4.5);
  }
});

test('the first five colours stay apart for every kind of colour vision', () => {
  for (const theme of themes) {
    for (const [kind, matrix] of Object.entries(VISION)) {
      const five = SERIES_COLOURS[theme].slice(0, 5);
      five.forEach((a, i) => five.slice(0, i).forEach((b) => {
        const d = distance(seen(a, matrix), seen(b, matrix));
        assert.ok(d >= 0.06, `${theme} ${kind}: ${a} and ${b} are ${d.toFixed(3)} apart`);
      }));
    }
  }
});

test('no two of the first 49 series share both colour and dash', () => {
  const looks = Array.from({ length: 49 }, (_, i) => look(i));
  assert.equal(new Set(looks.map((l) => `${l.colour.light}|${l.dash.join(' ')}`)).size, 49);
  assert.equal(DASHES.length, SERIES_COLOURS.light.length);
});

test('passive states are grey and use up no colour', () => {
  const looks = stateLooks([{ code: 'A', passive: false }, { code: 'R', passive: true }, { code: 'B', passive: false }]);
  assert.equal(looks.R.colour.light, NEUTRAL.light);
  assert.equal(looks.B.colour.light, SERIES_COLOURS.light[1]);
});

test('helpers', () => {
  assert.equal(withAlpha('#0a10ff', 0.5), 'rgba(10, 16, 255, 0.5)');
});
