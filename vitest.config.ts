// One run of all suites. The machine's zone is set to the farthest there is, so that a test which leans on it fails.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    env: { TZ: 'Pacific/Kiritimati' },
    reporters: process.env.CI === 'true' ? ['default', ['json', { outputFile: '.vitest/results.json' }]] : ['default'],
  },
});
