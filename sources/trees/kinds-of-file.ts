/** How `synth` names files: `<layer>/<namespace>/<kind>.<group>/<name>.yaml`. */
const NAMED_BY_IDENTITY = /(?:^|\/)(?:\d\d-[a-z]+|delivery)\/[^/]+\/([a-z0-9]+)(?:\.[^/]+)?\/([^/]+)\.yaml$/;

const KIND = /^[\s-]*(?:"kind"|kind)\s*:\s*["']?(\w+)/gm;

/** JSON on one line. */
const KIND_WITHIN = /"kind"\s*:\s*"(\w+)"/g;

/** In lower case, the kinds that the objects of a file may be of; its path is enough where `synth` named it. */
export function kindsOfFile(path: string, read: () => string): ReadonlySet<string> {
  const named = NAMED_BY_IDENTITY.exec(path)?.[1];
  if (named !== undefined) return new Set([named]);
  const text = read();
  return new Set([...text.matchAll(KIND), ...text.matchAll(KIND_WITHIN)].map(([, kind = '']) => kind.toLowerCase()));
}

/** The name of the only object of a file, where `synth` named it; characters of names that no file may have are spelled. */
export function nameOfFile(path: string): string | undefined {
  const name = NAMED_BY_IDENTITY.exec(path)?.[2];
  return name === undefined || name.includes('%') || name.length > 200 ? undefined : name;
}
