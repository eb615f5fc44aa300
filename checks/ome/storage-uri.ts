/** What a storage URI of each scheme looks like to OME. */
const FORMS: Readonly<Record<string, { readonly form: string; readonly pattern: RegExp }>> = {
  hf: { form: 'hf://organisation/model[@branch]', pattern: /^[^@]+(@.*)?$/s },
  oci: { form: 'oci://n/<namespace>/b/<bucket>/o/<path>', pattern: /^n\/[^/]*\/b\/[^/]*\/o\// },
  local: { form: 'local:///absolute/path', pattern: /^./s },
  vendor: { form: 'vendor://<vendor>/<type>/<path>', pattern: /^[^/]+\/[^/]+\/./s },
  pvc: {
    form: 'pvc://[<namespace>:]<claim>/<path>',
    pattern: /^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?:[^:/]+|[^:/]+)\/./s,
  },
  s3: { form: 's3://<bucket>[@<region>]/<prefix>', pattern: /^[^/@]/ },
  az: { form: 'az://<account>/<container>/<path>', pattern: /^[^/]+\/[^/]/ },
  gs: { form: 'gs://<bucket>/<path>', pattern: /^[^/]/ },
  github: { form: 'github://<owner>/<repository>[@<tag>]', pattern: /^[^/@]+\/[^@]/ },
};

/**
 * The scheme of a storage URI, or what is wrong with it.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/utils/storage/storage.go ValidateStorageURI
 */
export function readStorageUri(
  uri: string,
): { readonly scheme: string } | { readonly fault: string; readonly form: string } {
  const [, scheme = '', rest = ''] = /^([a-z0-9]+):\/\/(.*)$/s.exec(uri) ?? [];
  const known = Object.hasOwn(FORMS, scheme) ? FORMS[scheme] : undefined;
  if (known === undefined) {
    return { fault: `'${uri}' is in no storage that OME knows`, form: `one of ${Object.keys(FORMS).join('://, ')}://` };
  }
  return known.pattern.test(rest) ? { scheme } : { fault: `'${uri}' is no URI of its kind`, form: known.form };
}
