// Deterministic synthetic data in the shape of a study report's JSON, one for each kind of design.
// The numbers are invented: only their shape and ranges follow the contract.

const wave = (k) => Number((0.5 + 0.4 * Math.sin(1.7 * k + 0.3)).toPrecision(6));
const around = (v, half) => [v, v - half, v + half];

const number = (name, low, high, more = {}) => ({
  name, paths: [`parameters.${name}`], words: null, levels: null, log: false, whole: false, low, high, base: low, ...more,
});

/** What all kinds share. `hostile` puts markup and odd texts where a study file could. */
function frame(kind, factors, points, responses, { hostile = false, more = {} } = {}) {
  return {
    kind: 'study', title: hostile ? 'Pressure <script>alert(1)</script> & "offers"' : 'European pressure and a Chinese offer',
    about: hostile ? '</script><b>bold</b> \u202eright to left' : 'How much influence China gains. Data: https://example.org/data',
    findings: responses.map((r) => `\`${r.name}\` changes most from ${factors[0].name} = 0 to 0.6: by 0.03 [0.02, 0.04].`),
    program: { name: 'tarazi', version: '0.1.0' }, hash: '0123456789abcdef0123456789abcdef',
    scenario: { title: 'Baseline', file: 'baseline.yaml', hash: 'fedcba9876543210fedcba9876543210', start: '2024-01', months: 120, seed: 1 },
    replicates: 16, runs: points.length * 16 - (hostile ? 3 : 0), expected: points.length * 16, failed: hostile ? 2 : 0,
    until: hostile ? { outcome: 'china', half_width: 0.005, max: 1000 } : null,
    design: { kind, points: points.length, drawn: points.length, seed: 1, trajectories: 4, samples: 64 },
    factors, constraints: hostile ? ['pressure <= offer'] : [], points, responses, categories: [], tipping: [], fans: [],
    study: 'tarazi: study/1\ntitle: An example\n', ...more,
  };
}

const response = (name, points, more) => ({
  name, outcome: name.split('=')[0], measure: 'influence_share', about: 'share of the influences on state AZE that state CHN has, 0 to 1',
  share: name.includes('='), noise: 0.4, flat: false, points: points.map((_, k) => around(wave(k), 0.05)), ...more,
});

/** A grid over pressure, offer and policy with categories, tipping and paths. */
export function gridStudy({ hostile = false } = {}) {
  const words = hostile ? ['multi-vector', '<img src=x onerror=alert(1)>', 'a very long name of a preset indeed'] : ['multi-vector', 'bandwagon', 'balancing'];
  const factors = [
    number('pressure', null, null, { levels: [0, 0.3, 0.6] }), number('offer', null, null, { levels: [0.1, 1, 10], log: true }),
    { ...number('policy', null, null), words, levels: [0, 1, 2] },
  ];
  const points = [];
  for (const a of factors[0].levels) for (const b of factors[1].levels) for (const c of [0, 1, 2]) points.push([a, b, c]);
  const levels = factors.flatMap((f, factor) => f.levels.map((level, k) => ({ factor, level, mean: around(wave(factor + k), 0.03) })));
  const differences = factors.flatMap((f, factor) => f.levels.slice(1).map((to, k) => ({ factor, from: f.levels[0], to, difference: around(0.1 * (k + factor) - 0.1, 0.02) })));
  const shared = { levels, differences, main: [0.5, 0.3, 0.1], pairs: [{ a: 0, b: 1, share: 0.08 }, { a: 0, b: 2, share: 0.01 }, { a: 1, b: 2, share: 0.01 }] };
  const third = (name, rest) => response(name, points, { ...shared, levels: levels.map((l, k) => ({ ...l, mean: around(rest(wave(k)), 0.02) })) });
  const path = (k) => Array.from({ length: 21 }, (_, m) => wave(k) + m / 100);
  const fan = {
    outcome: 'china', about: 'share of the influences on state AZE that state CHN has, 0 to 1', every: 6,
    points: [0, 1, 2].map((k) => ({ values: points[k], mean: path(k), low: path(k).map((v) => v - 0.05), high: path(k).map((v) => v + 0.05) })),
  };
  return frame('grid', factors, points, [
    response('china', points, shared), third('posture=multi-vector', (v) => v), third('posture=leaning', (v) => 1 - v),
    response('still', points, { flat: true, noise: null, points: points.map(() => [1, null, null]) }),
  ], {
    hostile,
    more: {
      categories: [{ outcome: 'posture', leading: points.map(() => 'leaning') }],
      tipping: Array.from({ length: 15 }, (_, k) => ({ outcome: 'posture', factor: 0, below: 0.3, above: 0.6, before: 'multi-vector', after: 'leaning', point: points[k] })),
      fans: [fan],
    },
  });
}

const many = (n) => Array.from({ length: n }, (_, k) => number(`parameter_${k}`, 0, 1 + k));
const cloud = (factors, rows) => Array.from({ length: rows }, (_, r) => factors.map((f, k) => wave(r * 7 + k) * f.high));

/** Sobol indices of 18 factors. */
export function sobolStudy() {
  const factors = many(18);
  const points = cloud(factors, 700);
  const sobol = factors.map((_, k) => ({ first: around(0.3 / (k + 1), 0.05), total: around(0.45 / (k + 1), 0.08) }));
  return frame('saltelli', factors, points, ['china', 'output'].map((name) => response(name, points, { sobol, widest: 0.16, moved: 0.03 })));
}

/** Elementary effects of 40 factors, one of them without any. */
export function morrisStudy() {
  const factors = many(40);
  const points = cloud(factors, 164);
  const morris = factors.map((_, k) => (k === 7 ? { strength: [null, null, null], mean: null, spread: null }
    : { strength: around(0.2 / (k + 1), 0.02), mean: 0.1 / (k + 1), spread: 0.25 / (k + 2) }));
  return frame('morris', factors, points, [response('china', points, { morris })]);
}

/** Linear effects over a latin hypercube of two factors. */
export function slopeStudy() {
  const factors = many(2);
  const points = cloud(factors, 40);
  return frame('latin-hypercube', factors, points, [response('china', points, { slopes: [around(0.8, 0.1), around(-0.2, 0.3)] })]);
}

/** A file without any run. */
export function emptyStudy() {
  return frame('grid', [number('pressure', null, null, { levels: [0, 1] })], [[0], [1]], [], { more: { runs: 0 } });
}
