// The Lab's logic: what differs between two sides, what is asked, steps of parameters.
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { differencesOf, labMessage, outcomesOf, parameterStep, type Side } from '../../src/classroom/lab';
import { textOf } from '../../src/classroom/i18n/text';

const side = (stance: string, levers: Record<string, number> = {}, parameters: Record<string, number> = {}): Side => ({ draft: { stance, levers }, parameters });

test('equal sides differ in nothing, whatever order their levers were pulled in', () => {
  assert.deepEqual(differencesOf(side('hedge', { 'EU openness': 0.5, 'RUS pressure': 0.1 }, { influence: 0 }), side('hedge', { 'RUS pressure': 0.1, 'EU openness': 0.5 }, { influence: 0 })), []);
});

test('every control that differs is listed once, with what stands on both sides', () => {
  const found = differencesOf(side('', { 'EU openness': 0.5 }, { anchoring: 0.01 }), side('hedge', { 'EU openness': 0.6, 'RUS offer': 0 }, { coercion: 0.02 }));
  assert.deepEqual(found.map((d) => [d.kind, d.name, d.to, d.a, d.b]), [
    ['stance', '', '', '', 'hedge'], ['lever', 'openness', 'EU', 0.5, 0.6], ['lever', 'offer', 'RUS', null, 0],
    ['parameter', 'anchoring', '', 0.01, null], ['parameter', 'coercion', '', null, 0.02],
  ]);
});

test('the wish names the moment and leaves the sides out until they are known', () => {
  const show = outcomesOf('EU', false);
  assert.deepEqual(labMessage(3, { round: 2, state: 'AZE' }, 12, show, 1, null), { t: 'lab', id: 3, round: 2, state: 'AZE', months: 12, show, draw: 1 });
  const both = labMessage(4, { world: 1, round: 0, state: 'AZE' }, 6, show, 0, { a: side(''), b: side('hedge', { 'EU openness': 0.12345678 }, { influence: 0.003 }) });
  assert.deepEqual(both.b, { stance: 'hedge', levers: [['EU', 'openness', 0.1235]], parameters: [['influence', 0.003]] });
  assert.ok(JSON.stringify(both).length < 4096);
});

test('what others feel is asked for only by those who may know it', () => {
  assert.ok(!outcomesOf('EU', false).some(([what]) => what === 'liking'));
  assert.ok(outcomesOf('EU', true).some(([what]) => what === 'liking'));
});

test('steps of parameters are round and fine enough', () => {
  for (const [low, high] of [[0, 0.012], [0, 0.006], [0, 0.04], [0, 0.05], [0, 2], [0, 0.1]]) {
    const { step, decimals } = parameterStep(low, high);
    const count = (high - low) / step;
    assert.ok(count >= 15 && count <= 45, `${count} steps`);
    assert.ok(Math.abs(Number(step.toFixed(decimals)) - step) < 1e-12, `${step} with ${decimals} digits`);
  }
});

test('plurals of months are there in Russian', () => {
  const text = textOf('ru', { 'lab.months.few': '{count} месяца', 'lab.months.many': '{count} месяцев' }, {});
  assert.equal(text.n('lab.months', 24), '24 месяца');
  assert.equal(text.n('lab.months', 6), '6 месяцев');
});
