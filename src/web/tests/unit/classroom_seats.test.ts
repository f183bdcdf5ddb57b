// How a number of students becomes worlds and teams.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrangement } from '../../src/classroom/ui/seat_calculator';

test('64 students make 6 worlds of 5 teams with 2 or 3 people', () => {
  assert.deepEqual(arrangement(64, 5), { worlds: 6, low: 2, high: 3, team: 4 });
});

test('every number of students finds a place, with room for one more at each seat', () => {
  for (let students = 1; students <= 400; students++) {
    const a = arrangement(students, 5);
    assert.ok(a.worlds >= 1 && a.worlds <= 200);
    assert.ok(a.worlds * 5 * a.team >= students + a.worlds * 5);
    assert.ok(a.low <= a.high && a.high <= a.low + 1);
    assert.ok(a.worlds * 5 * a.low <= students && students <= a.worlds * 5 * a.high);
  }
});
