import type { Rules } from './rule';

const VALIDATION = 'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go';

/** The data of ConfigMaps and Secrets. */
export const dataRules = {
  'data/not-base64': {
    title: 'Data that is no base64',
    severity: 'error',
    about:
      'Values under `data` of a Secret, and under `binaryData` of a ConfigMap, are bytes in base64, with `=` at the end as it is needed. The API server cannot read an object with another and refuses it (illegal base64 data). Nothing is said of what SOPS encrypted, nor of texts that a tool replaces, such as `<path:…>` or `${…}`. The finding never shows a value.',
    mend: 'Encode the value, as `base64 -w0` does, or put it as it is under `stringData` of the Secret, or `data` of the ConfigMap.',
    sources: [
      'https://github.com/kubernetes-sigs/json/blob/main/internal/golang/encoding/json/decode.go literalStore',
      'https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data',
    ],
    reads: 'manifests',
  },
  'data/too-large': {
    title: 'A ConfigMap or a Secret over 1 MiB',
    severity: 'error',
    about:
      'All values together may be 1,048,576 bytes, base64 decoded and keys not counted. The API server refuses an object with more. Much less is too much for `kubectl apply` without `--server-side`, which keeps a copy in an annotation of at most 256 KiB.',
    mend: 'Divide it among several objects, or bring large files by a volume.',
    sources: [`${VALIDATION} ValidateConfigMap`, `${VALIDATION} ValidateSecret`],
    reads: 'manifests',
  },
} as const satisfies Rules;
