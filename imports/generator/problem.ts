/** What can be wrong with the input of an import. `where` is a file, folder or URL, with a position where there is one. */
export type Problem =
  | { readonly code: 'NOT_FOUND'; readonly where: string }
  | { readonly code: 'UNREADABLE'; readonly where: string; readonly reason: string }
  | { readonly code: 'UNREACHABLE'; readonly where: string; readonly reason: string }
  | { readonly code: 'EMPTY_FOLDER'; readonly where: string }
  | { readonly code: 'BROKEN_YAML'; readonly where: string; readonly reason: string }
  | { readonly code: 'NO_CRD'; readonly where: string; readonly found: readonly string[] }
  | { readonly code: 'OLD_CRD'; readonly where: string; readonly name: string; readonly apiVersion: string }
  | { readonly code: 'INCOMPLETE_CRD'; readonly where: string; readonly name: string; readonly field: string }
  | { readonly code: 'NO_SCHEMA'; readonly where: string; readonly name: string; readonly version: string }
  | { readonly code: 'NOT_STRUCTURAL'; readonly where: string; readonly field: string; readonly reason: string }
  | { readonly code: 'NOT_SERVED'; readonly where: string; readonly name: string }
  | { readonly code: 'CONFLICT'; readonly name: string; readonly first: string; readonly second: string }
  | { readonly code: 'BROKEN_SCHEMAS'; readonly where: string; readonly reason: string }
  | { readonly code: 'UNWRITABLE'; readonly where: string; readonly reason: string };

/** A value, or every reason why there is none. */
export type Result<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problems: readonly Problem[] };

/** The successful result. */
export function success<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

/** The failed result. */
export function failure(...problems: readonly Problem[]): Result<never> {
  return { ok: false, problems };
}

/** All values, or all problems of all results. */
export function collect<Value>(results: readonly Result<Value>[]): Result<readonly Value[]> {
  const problems = results.flatMap((result) => (result.ok ? [] : result.problems));
  return problems.length > 0 ? failure(...problems) : success(results.flatMap((r) => (r.ok ? [r.value] : [])));
}

/** The message of an exception, whatever was thrown. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** Says what is wrong, where, and how to mend it. */
export function explain(problem: Problem): string {
  switch (problem.code) {
    case 'NOT_FOUND':
      return `${problem.where}: no such file or folder. Check the path; it is read relative to the current folder.`;
    case 'UNREADABLE':
      return `${problem.where}: cannot be read (${problem.reason}). Check its permissions.`;
    case 'UNREACHABLE':
      return `${problem.where}: cannot be fetched (${problem.reason}). Check the address, or download the file and import it from disk.`;
    case 'EMPTY_FOLDER':
      return `${problem.where}: the folder holds no .yaml or .yml file. Name the folder in which the CRDs are.`;
    case 'BROKEN_YAML':
      return `${problem.where}: not valid YAML: ${problem.reason}. Mend the file, or fetch it again if it was cut off.`;
    case 'NO_CRD':
      return `${problem.where}: no CustomResourceDefinition in it (${foundInstead(problem.found)}). Name a file with CRDs; upstream projects keep them in config/crd or charts/*/crds.`;
    case 'OLD_CRD':
      return `${problem.where}: ${problem.name} is ${problem.apiVersion}, which Kubernetes removed in 1.22. Take the CRD of a release that ships apiextensions.k8s.io/v1.`;
    case 'INCOMPLETE_CRD':
      return `${problem.where}: ${problem.name} has no valid ${problem.field}. Take the unchanged CRD from upstream.`;
    case 'NO_SCHEMA':
      return `${problem.where}: ${problem.name} has no structural schema for version ${problem.version} (schema.openAPIV3Schema). Take the full CRD, not a minimal one.`;
    case 'NOT_STRUCTURAL':
      return `${problem.where}: ${problem.field} ${problem.reason}. The API server would refuse this CRD; take the unchanged one from upstream.`;
    case 'NOT_SERVED':
      return `${problem.where}: ${problem.name} serves none of its versions, so nothing can be written for it. Leave it out or set served: true.`;
    case 'CONFLICT':
      return `${problem.name} is defined twice, and differently: in ${problem.first} and in ${problem.second}. Import only one of them.`;
    case 'BROKEN_SCHEMAS':
      return `${problem.where}: not a schema file of this tool (${problem.reason}). Restore it from version control, or delete it and import its CRDs again.`;
    case 'UNWRITABLE':
      return `${problem.where}: cannot be written (${problem.reason}). Nothing was changed. Check the permissions of the output folder, or give another with --output.`;
  }
}

function foundInstead(kinds: readonly string[]): string {
  return kinds.length === 0 ? 'no Kubernetes object at all' : `only ${kinds.join(', ')}`;
}
