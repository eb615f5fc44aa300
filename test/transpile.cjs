// Lets processes that tests start run TypeScript. ts-node would do, but takes half a second for each of some hundred
// processes: here every file is transpiled once, and kept by what it says.
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const process = require('node:process');
const { version } = require('@swc/core/package.json');

const CACHE = join(module.path, '..', 'node_modules', '.cache', 'transpiled');
const OPTIONS = {
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  module: { type: 'commonjs' },
  sourceMaps: false,
};

function transpiled(filename) {
  const source = readFileSync(filename, 'utf8');
  const hash = createHash('sha256').update(version).update(filename).update(source).digest('hex');
  const path = join(CACHE, `${hash}.js`);
  try {
    return readFileSync(path, 'utf8');
  } catch {
    const { transformSync } = require('@swc/core');
    const { code } = transformSync(source, { ...OPTIONS, filename });
    // Several processes may write it at once.
    const own = `${path}.${process.pid}`;
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(own, code);
    renameSync(own, path);
    return code;
  }
}

// Before others, as a module may stand beside data of its name.
const others = { ...require.extensions };
for (const extension of Object.keys(others)) Reflect.deleteProperty(require.extensions, extension);
require.extensions['.ts'] = (module, filename) => {
  module._compile(transpiled(filename), filename);
};
Object.assign(require.extensions, others);
