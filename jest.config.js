const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const process = require('node:process');
const { pattern } = require('./test/groups/alone.json');

const TEST = join(module.path, 'test');
const ALONE = new RegExp(pattern);

function filesAlone() {
  return readdirSync(TEST, { recursive: true })
    .filter((file) => file.endsWith('.test.ts'))
    .filter((file) => ALONE.test(readFileSync(join(TEST, file), 'utf8')))
    .map((file) => `<rootDir>/test/${file.replaceAll('\\', '/')}`);
}

// Who names files wants these; all tests run in groups, for which the library is loaded once: see test/groups.
const namesFiles = process.argv.slice(2).some((argument) => !argument.startsWith('-'));

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  // One worker a core: many tests wait for child processes.
  maxWorkers: '100%',
  roots: ['<rootDir>/test'],
  // A busy machine is none of the product's faults; FUZZ makes more runs of properties.
  testTimeout: 60_000 * Math.max(1, Number(process.env.FUZZ ?? 1)),
  testMatch: namesFiles ? ['**/*.test.ts'] : ['<rootDir>/test/groups/*.group.ts', ...filesAlone()],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
};
