import type { HealthCheck, HealthSource } from '../../delivery/health-check';

/**
 * A health check in the language of Argo CD: Lua 5.1 with the functions of its base alone, as Argo CD loads no others
 * unless an administrator allows it.
 *
 * @see https://github.com/argoproj/argo-cd/blob/master/util/lua/lua.go runLua
 */
export function healthScript(check: HealthCheck): string {
  return [
    `local health = { status = "Progressing", message = "Its controller has not told how it is" }`,
    ...stoppedLines(check),
    'local status = obj.status',
    'if type(status) ~= "table" then',
    '  return health',
    'end',
    ...generationLines(check),
    ...failureLines(check),
    ...sourceLines(check.reads),
    'return health',
    '',
  ].join('\n');
}

function stoppedLines({ stoppedBy }: HealthCheck): readonly string[] {
  if (stoppedBy === undefined) return [];
  const { annotation, values } = stoppedBy;
  return [
    'local annotations = obj.metadata.annotations',
    'if type(annotations) == "table" then',
    `  local stop = annotations[${text(annotation)}]`,
    `  if ${isOneOf('stop', values)} then`,
    `    return { status = "Suspended", message = ${text(`Stopped by the annotation ${annotation}`)} }`,
    '  end',
    'end',
  ];
}

function generationLines({ observesOwnGeneration }: HealthCheck): readonly string[] {
  if (observesOwnGeneration !== true) return [];
  return [
    'if status.observedGeneration ~= obj.metadata.generation then',
    '  health.message = "Its controller has not seen the last change yet"',
    '  return health',
    'end',
  ];
}

function failureLines({ failedBy }: HealthCheck): readonly string[] {
  if (failedBy === undefined) return [];
  return [
    ...valueLines('failure', failedBy.path),
    `if ${isOneOf('failure', failedBy.values)} then`,
    `  return { status = "Degraded", message = ${text(`status.${failedBy.path.join('.')} is `)} .. failure }`,
    'end',
  ];
}

function sourceLines(source: HealthSource): readonly string[] {
  return source.from === 'condition' ? conditionLines(source.ready) : fieldLines(source);
}

function conditionLines(ready: string): readonly string[] {
  return [
    `health.message = ${text(`Waiting for the condition ${ready}`)}`,
    'if type(status.conditions) ~= "table" then',
    '  return health',
    'end',
    'for _, condition in ipairs(status.conditions) do',
    `  if type(condition) == "table" and condition.type == ${text(ready)} then`,
    '    health.message = condition.message or condition.reason or health.message',
    '    if condition.status == "True" then',
    '      health.status = "Healthy"',
    '    end',
    '  end',
    'end',
  ];
}

function fieldLines({ path, words }: Extract<HealthSource, { from: 'field' }>): readonly string[] {
  return [
    ...valueLines('word', path),
    `local known = { ${Object.entries(words)
      .map(([word, health]) => `[${text(word)}] = ${text(health)}`)
      .join(', ')} }`,
    'if type(word) == "string" then',
    '  health.status = known[word] or "Progressing"',
    `  health.message = ${text(`status.${path.join('.')} is `)} .. word`,
    'end',
  ];
}

/** Reads a field of the status, none of whose parents has to exist. */
function valueLines(variable: string, path: readonly string[]): readonly string[] {
  return [
    `local ${variable} = status`,
    `for _, field in ipairs({ ${path.map(text).join(', ')} }) do`,
    `  ${variable} = type(${variable}) == "table" and ${variable}[field] or nil`,
    'end',
  ];
}

function isOneOf(variable: string, values: readonly string[]): string {
  return values.map((value) => `${variable} == ${text(value)}`).join(' or ');
}

/** Names of fields, annotations and words have no character that Lua would read otherwise than JSON. */
function text(value: string): string {
  return JSON.stringify(value);
}
