// The quick suite: everything that needs nothing but Node and little time. The long suites are in `npm run test:slow`
// (vitest.slow.config.ts); what starts real servers, browsers or processes to kill is in `npm run test:real`
// (vitest.real.config.ts). The machine's zone is set to the farthest there is, so that a
// test which leans on it fails.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/**/*.real.test.ts', 'test/**/*.slow.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // The catalog of AWS's names and DuckDB are loaded once for each worker, not once for each file.
    isolate: false,
    env: { TZ: 'Pacific/Kiritimati' },
    reporters: process.env.CI === 'true' ? ['default', ['json', { outputFile: '.vitest/quick.json' }]] : ['default'],
  },
});
