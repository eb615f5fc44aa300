import { transformSync } from '@swc/core';
import * as library from '../index';

/** Parts of the library that a program gets instead of those that are there. */
type Parts = Partial<typeof library>;

/** Runs the TypeScript of a program that imports `cdk8s-inference`, in this process and without a type check. */
export function runProgram(text: string, instead: Parts = {}): void {
  const { code } = transformSync(text, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  });
  const modules = (name: string): unknown =>
    name === 'cdk8s-inference' ? { ...library, ...instead } : jest.requireActual(name);
  // Not by `node:vm`, whose objects are of another realm: cdk8s asks whether their constructor is its own `Object`.
  const program: unknown = Reflect.construct(Function, ['require', 'exports', code]);
  if (typeof program === 'function') Reflect.apply(program, undefined, [modules, {}]);
}
