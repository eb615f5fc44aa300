'use strict';

// Runs scripts in a process of their own, since the machine of Lua is loaded by an import that Jest's realm has no word for.
// Reads a list of { script, object } as JSON on standard input and writes the list of answers, or an error.

const { Buffer } = require('node:buffer');
const { readFileSync } = require('node:fs');
const process = require('node:process');
const { Lua, LuaLibraries } = require('wasmoon-lua5.1');

async function main() {
  const answers = [];
  for (const { script, object } of JSON.parse(readFileSync(0, 'utf8'))) {
    const lua = await Lua.create({ openStandardLibs: false });
    try {
      lua.global.loadLibrary(LuaLibraries.Base);
      lua.global.loadLibrary(LuaLibraries.Table);
      lua.doStringSync(`obj = ${inLua(object)}\ncheck = function()\n${script}\nend\nanswer = check()`);
      answers.push({
        type: lua.doStringSync('return type(answer)'),
        status: lua.doStringSync('return answer.status'),
        message: lua.doStringSync('return answer.message'),
      });
    } catch (error) {
      answers.push({ error: error.message });
    } finally {
      lua.global.close();
    }
  }
  process.stdout.write(JSON.stringify(answers));
}

/** A value as Lua text; what is null in JSON is not there, and numbers are numbers of Lua. */
function inLua(value) {
  if (value === null || value === undefined) return 'nil';
  if (Array.isArray(value)) return `{ ${value.map(inLua).join(', ')} }`;
  if (typeof value === 'object') {
    return `{ ${Object.entries(value)
      .map(([key, item]) => `[${quoted(key)}] = ${inLua(item)}`)
      .join(', ')} }`;
  }
  return typeof value === 'string' ? quoted(value) : String(value);
}

/** Every byte by its number, which Lua reads whatever it is. */
function quoted(text) {
  return `"${[...Buffer.from(text)].map((byte) => `\\${String(byte).padStart(3, '0')}`).join('')}"`;
}

main();
