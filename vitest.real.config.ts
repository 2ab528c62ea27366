// The suite on real parts: Redis, PostgreSQL, Chromium, LibreOffice, and processes that are killed. Each file says so and is
// skipped where its part is not installed.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.real.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    env: { TZ: 'Pacific/Kiritimati' },
    reporters: process.env.CI === 'true' ? ['default', ['json', { outputFile: '.vitest/real.json' }]] : ['default'],
  },
});
