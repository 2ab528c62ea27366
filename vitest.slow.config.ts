// The long suites: the same questions over every source, planted faults, random histories, whole bots over the wire. Like the
// quick suite they need nothing but Node; they are apart so that the quick one stays quick.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.slow.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    isolate: false,
    env: { TZ: 'Pacific/Kiritimati' },
    reporters: process.env.CI === 'true' ? ['default', ['json', { outputFile: '.vitest/slow.json' }]] : ['default'],
  },
});
