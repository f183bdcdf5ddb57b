// Types of the fixture for the unit tests.
// The fixture itself stays plain JavaScript so that scripts can run it without a build.
export function runReport(options?: { months?: number; replicates?: number; seed?: number; hostile?: boolean }): unknown;
