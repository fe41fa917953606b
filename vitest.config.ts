import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Pothos loads graphql as CommonJS; the same file must serve the tests, since graphql refuses two copies of itself.
  resolve: { extensions: ['.js', '.ts', '.mjs', '.json'] },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
