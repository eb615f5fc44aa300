import { join } from 'node:path';

const ROOT = join(__dirname, '..');

/** Words of a command after `node` that make it run TypeScript, without a type check. */
export const TYPESCRIPT = ['-r', join(__dirname, 'transpile.cjs')] as const;

/** Words after `node` that run the command line tool. */
export const COMMAND_LINE = [...TYPESCRIPT, join(ROOT, 'cli', 'main.ts')] as const;
