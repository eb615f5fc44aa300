/** What a storage URI looks like: as people write it, and all that is taken for one. */
type Forms = Readonly<Record<string, { readonly form: string; readonly pattern: RegExp }>>;

/**
 * What storage URIs of each scheme look like to OME's webhook.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/utils/storage/storage.go ValidateStorageURI
 */
export const FORMS_OF_WEBHOOK = {
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
} as const satisfies Forms;

/** A bucket, or a namespace, a region and a bucket; not the image in a registry that some take for such a place. */
const OBJECT_STORE = /^n\/[^/]*\/b\/[^/]*\/o(\/|$)|^(?!n\/)([^@]*@[^/]*\/[^/]|(?![^/]*[.:][^/]*\/.*:)[^/@][^@]*$)/s;

/**
 * What they look like to the agent that downloads models; what a vendor puts onto nodes it does not look at.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/utils/storage/storage.go NewObjectURI
 * @see https://github.com/sgl-project/ome/blob/main/pkg/modelagent/gopher.go processTask
 */
export const FORMS_OF_AGENT = {
  ...FORMS_OF_WEBHOOK,
  oci: { ...FORMS_OF_WEBHOOK.oci, pattern: OBJECT_STORE },
  vendor: { ...FORMS_OF_WEBHOOK.vendor, pattern: /^/ },
} as const satisfies Forms;

/** The scheme of a storage URI, or what is wrong with it. */
export function readStorageUri(
  uri: string,
  forms: Forms,
): { readonly scheme: string } | { readonly fault: string; readonly form: string } {
  const [, scheme = '', rest = ''] = /^([a-z0-9]+):\/\/(.*)$/s.exec(uri) ?? [];
  const known = Object.hasOwn(forms, scheme) ? forms[scheme] : undefined;
  if (known === undefined) {
    return { fault: `'${uri}' is in no storage that OME knows`, form: `one of ${Object.keys(forms).join('://, ')}://` };
  }
  return known.pattern.test(rest) ? { scheme } : { fault: `'${uri}' is no URI of its kind`, form: known.form };
}
