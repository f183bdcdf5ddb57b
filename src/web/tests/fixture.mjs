// Deterministic synthetic data in the shape of a run report's JSON, for tests and for looking at the page.
// The numbers are invented: only their shape, ranges and internal sums follow the contract.

/** Small generator of uniform numbers (mulberry32), so every machine gets the same fixture. */
function generator(seed) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const round = (v) => (v === null ? null : Number(v.toPrecision(6)));

const STATES = [
  { code: 'AZE', name: 'Azerbaijan', place: [40.41, 49.87], gdp: 74.3, x: -0.66, strategy: 'multi-vector' },
  { code: 'CHN', name: 'China', place: [39.9, 116.4], gdp: 18744, x: -0.92, strategy: 'patron' },
  { code: 'RUS', name: 'Russia', place: [55.75, 37.62], gdp: 2174, x: -1.05, strategy: 'sphere-of-influence' },
  { code: 'IRN', name: 'Iran', place: [35.69, 51.39], gdp: 437, x: -1.42, strategy: 'resistance' },
  { code: 'EU', name: 'European Union', place: [50.85, 4.35], gdp: 19423, x: 0.86, strategy: 'conditionality' },
];
const ROW = { code: 'ROW', name: 'Rest of the world', place: null, gdp: 70000, strategy: null };

/** One run report. `replicates` 1 gives no bands; `hostile` puts markup and odd texts where a file could. */
export function runReport({ months = 120, replicates = 64, seed = 1, hostile = false } = {}) {
  const random = generator(seed);
  const length = months + 1;
  const series = (f, spread = 0) => {
    const mean = Array.from({ length }, (_, t) => round(f(t)));
    if (replicates === 1) return { mean };
    const width = (t) => spread * Math.sqrt(t / months);
    return {
      mean,
      low: mean.map((v, t) => (v === null ? null : round(v - width(t)))),
      high: mean.map((v, t) => (v === null ? null : round(v + width(t) * 1.1))),
    };
  };
  const ramp = (t, from = 12, until = 48) => (t < from ? 0 : t < until ? 1 - Math.exp(-(t - from) / 10) : Math.exp(-(t - until) / 30));
  const all = [...STATES, ROW].map(({ x, ...s }) => ({ ...s, passive: s.code === 'ROW' }));
  const codes = STATES.map((s) => s.code);
  const byState = (list, f) => Object.fromEntries(list.map((s) => [s.code ?? s, f(s.code ?? s)]));
  const byPair = (list, f) => byState(list, (a) => byState(list.filter((b) => (b.code ?? b) !== a), (b) => f(a, b)));

  const why = byState(codes, (code) => {
    const partners = codes.filter((c) => c !== code);
    const noise = Array.from({ length: months }, () => (replicates === 1 ? 0 : (random() - 0.5) * 0.01));
    const anchor = Array.from({ length: months }, (_, t) => -0.0004 * Math.sin(t / 17));
    const terms = byState(partners, (p) => ({
      influence: anchor.map((_, t) => 0.0006 * Math.sin(t / 23 + p.charCodeAt(0))),
      coercion: anchor.map((_, t) => (p === 'EU' && code === 'AZE' ? 0.0009 * ramp(t) : 0)),
      resentment: anchor.map((_, t) => (p === 'EU' && code === 'AZE' ? -0.0021 * ramp(t) : 0)),
    }));
    const move = anchor.map((a, t) => a + noise[t] + partners.reduce((sum, p) => sum + terms[p].influence[t] + terms[p].coercion[t] + terms[p].resentment[t], 0));
    const tidy = (values) => values.map(round);
    return {
      months, anchor: tidy(anchor), noise: tidy(noise), box: anchor.map(() => 0), move: tidy(move),
      partners: byState(partners, (p) => Object.fromEntries(Object.entries(terms[p]).map(([k, v]) => [k, tidy(v)]))),
    };
  });
  const position = byState(codes, (code) => {
    const path = [STATES.find((s) => s.code === code).x];
    for (const step of why[code].move) path.push(path[path.length - 1] + step);
    return series((t) => path[t], 0.12);
  });
  const weight = { AZE: { EU: 0.42, RUS: 0.2, CHN: 0.16, IRN: 0.05 } };
  const share = byPair(codes, (a, b) => {
    const base = weight[a]?.[b] ?? 0.06 + 0.2 * random();
    return series((t) => (a === 'AZE' && b === 'EU' ? base - 0.16 * ramp(t) : a === 'AZE' && b === 'CHN' ? base + 0.14 * t / months : base), 0.02);
  });
  const gdp = Object.fromEntries(all.map((s) => [s.code, s.gdp]));
  const exports_ = byPair(all, (a, b) => {
    const base = 0.04 * Math.sqrt(gdp[a] * gdp[b]) * (0.4 + random());
    const hit = (a === 'EU' && b === 'AZE') || (a === 'AZE' && b === 'EU') ? 0.25 : 0;
    return series((t) => base * (1 - hit * ramp(t) + 0.0012 * t), base * 0.06);
  });
  const stock = byPair(all, (a, b) => {
    const base = 0.02 * Math.sqrt(gdp[a] * gdp[b]) * random();
    return series((t) => base * (1 + (a === 'CHN' ? 0.006 : 0.0008) * t), base * 0.03);
  });
  const pressure = byPair(codes, (a, b) => {
    const pinned = a === 'EU' && b === 'AZE';
    const base = pinned ? 0.05 : random() < 0.5 ? 0 : 0.3 * random();
    return series((t) => (pinned && t >= 12 && t < 48 ? 0.6 : base + (pinned ? 0.2 * Math.max(0, ramp(t) * (t >= 48)) : 0)), 0);
  });
  const posture = byState(codes, (code) => Array.from({ length }, (_, t) => {
    if (code === 'AZE') return t < 30 ? 'leaning' : t < 70 ? 'multi-vector' : 'leaning';
    if (code === 'IRN') return t < 80 ? 'aligned' : 'leaning';
    return code === 'CHN' ? 'multi-vector' : code === 'EU' ? 'unattached' : 'leaning';
  }));
  const corridor = (name, through, days, cost, capacity, f) => ({
    name, through, days, cost, capacity, flow: series(f, capacity * 0.02), generalised_cost: series((t) => cost + days * 0.008 * (1 + 0.15 * (f(t) / capacity) ** 4), 0.002),
  });
  const routes = { northern: (t) => 0.55 - 0.2 * ramp(t, 24, 200), middle: (t) => 0.12 + 0.12 * ramp(t, 24, 200), southern: () => 0.01, sea: (t) => 0.32 + 0.08 * ramp(t, 24, 200) };
  const nasty = hostile ? ' <script>document.title="broken"</script> </script> & "quotes" \u2028 ' : '';
  return {
    kind: 'run',
    title: `Azerbaijan between five vectors, 2024${nasty}`,
    about: `Synthetic figures for looking at this page: their shape follows a run of the model, their values mean nothing.${nasty} See https://example.org/about.`,
    start: '2024-01', months, replicates, seed: 1,
    program: { name: 'tarazi', version: '0.1.0' },
    scenario_hash: 'd41d8cd98f00b204', signature: '9e107d9d372bb682', command: 'tarazi run configs/scenarios/cop29-pressure.yaml --out results/cop29 --replicates 64',
    summary: [
      `The European Union loses weight over Azerbaijan while it presses: from 42 % to 29 % of influence by 2028.${nasty}`,
      'China gains fourteen points over ten years, mostly through investment.',
      'Azerbaijan is multi-vector from July 2026 to October 2029 and leans to China at the end.',
    ],
    states: all,
    position,
    output: byState(all, (c) => series((t) => gdp[c] * (1 + 0.0008 * t - (c === 'AZE' ? 0.02 * ramp(t) : 0)), gdp[c] * 0.004)),
    index: byState(codes, (c) => series((t) => (c === 'EU' ? null : 0.72 + 0.1 * Math.sin(t / 40 + gdp[c])), 0.04)),
    lean: byState(codes, (c) => series((t) => (c === 'EU' ? null : Math.max(0, 0.2 + 0.15 * Math.cos(t / 40 + gdp[c]))), 0.03)),
    vectors: byState(codes, (c) => series((t) => (c === 'EU' ? null : 2.4 + 0.6 * Math.sin(t / 40 + gdp[c])), 0.2)),
    posture,
    lean_towards: byState(codes, (c) => posture[c].map((p, t) => (p === 'leaning' || p === 'aligned' ? (c === 'AZE' ? (t < 60 ? 'EU' : 'CHN') : c === 'CHN' ? 'EU' : 'CHN') : null))),
    share, exports: exports_, stock, pressure,
    openness: byPair(codes, () => { const v = 0.2 * (random() - 0.5); return series((t) => v * t / months, 0.02); }),
    offer: byPair(codes, (a, b) => { const v = a === 'CHN' ? 0.4 * random() : a === 'EU' && b === 'AZE' ? 0.1 : 0; return series(() => v); }),
    affinity: byPair(codes, (a, b) => { const v = 1.4 * (random() - 0.4); return series((t) => Math.max(-1, Math.min(1, v - (a === 'AZE' && b === 'EU' ? 0.4 * ramp(t) : 0))), 0.03); }),
    grievance: byPair(codes, (a, b) => series((t) => (a === 'AZE' && b === 'EU' ? 0.45 * ramp(t) : 0), a === 'AZE' && b === 'EU' ? 0.02 : 0)),
    bond: byPair(codes, () => { const v = random(); return series(() => v); }),
    dependence: byPair(codes, () => { const v = 0.1 * random(); return series((t) => v * (1 + 0.001 * t), 0.002); }),
    corridors: [
      corridor('northern', ['RUS'], 18, 0.1, 15, (t) => 9 - 3 * ramp(t, 24, 200)), corridor('middle', ['AZE'], 35, 0.12, 6, (t) => 2 + 2.4 * ramp(t, 24, 200)),
      corridor('southern', ['IRN'], 40, 0.14, 5, () => 0.3), corridor('sea', [], 42, 0.06, 400, (t) => 5.2 + 1.2 * ramp(t, 24, 200)),
    ],
    freight: [{ name: 'china-europe', between: ['CHN', 'EU'], shares: Object.fromEntries(Object.entries(routes).map(([k, f]) => [k, series(f, 0.01)])) }],
    events: [
      { name: 'eu-pressure', month: 12, until: 48, text: `EU pins pressure on AZE at 0.60${nasty}` },
      { name: 'visit', month: 15, until: null, text: 'AZE and CHN: affinity +0.10, bond +0.20, mood +0.50' },
      { name: 'ferries', month: 24, until: null, text: 'middle corridor: capacity 11 Mt a year, 18 days' },
      { name: 'new-line', month: 84, until: null, text: 'AZE changes its strategy to bandwagon' },
    ],
    why,
    parameters: [
      { name: 'anchoring', value: 0.0045, default: 0.0045, low: 0.002, high: 0.012, unit: '/month', source: 'estimated on 190 states, 2000-2014' },
      { name: 'influence', value: 0.0015, default: 0.0015, low: 0, high: 0.006, unit: '/month', source: 'estimated on 190 states, 2000-2014' },
      { name: 'coercion', value: 0.015, default: 0.01, low: 0, high: 0.04, unit: '/month', source: 'assumption; only the ratio to resentment is identified' },
      { name: 'time_cost', value: 0.008, default: 0.008, low: 0.006, high: 0.021, unit: 'per day', source: 'Hummels & Schaur 2013' },
      { name: 'sweeps', value: 12, default: 12, low: 4, high: 50, unit: '', source: 'numerical' },
      { name: 'bond_up', value: 0.02, default: 0.02, low: null, high: null, unit: '/month', source: 'assumption: institutions are sticky' },
    ],
    sources: [
      { path: 'states.AZE.gdp', value: 74.3, source: 'https://example.org/indicators/gdp?locations=AZ&start=2024&end=2024&view=chart' },
      { path: 'trade.AZE.EU', value: 16.657, source: `Customs committee, yearbook 2024, table 3 (https://example.org/customs/yearbook.pdf)${nasty}` },
      { path: 'corridors.middle.days', value: 35, source: 'https://example.org/middle-corridor' },
    ],
    assumptions: [
      { path: 'affinity.AZE.CHN', value: 0.5, assumption: 'strategic partnership declared in July 2024' },
      { path: 'states.IRN.home_share', value: 0.25, assumption: 'default; no input-output table used' },
    ],
    unsourced: ['bonds.AZE.IRN', 'security.AZE.RUS'],
  };
}
