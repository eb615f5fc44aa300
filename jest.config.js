/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  // One worker a core: many tests wait for child processes.
  maxWorkers: '100%',
  roots: ['<rootDir>/test'],
  // A busy machine is none of the product's faults; FUZZ makes more runs of properties.
  testTimeout: 60_000 * Math.max(1, Number(process.env.FUZZ ?? 1)),
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
};
