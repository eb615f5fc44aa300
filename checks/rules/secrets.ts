import type { Rules } from './rule';

const GOOD_PRACTICE = 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/';
const EXTERNAL_SECRET =
  'https://github.com/external-secrets/external-secrets/blob/main/apis/externalsecrets/v1/externalsecret_types.go';

/** Secrets, and what refers to them. */
export const secretRules = {
  'secret/key-name': {
    title: 'An entry of an ExternalSecret that cannot be called so',
    severity: 'error',
    about:
      'Keys of a Secret have letters, digits, dashes, dots and underscores, at most 253. The API server refuses an ExternalSecret with another.',
    mend: 'Use such a key, and name it wherever the Secret is referred to.',
    sources: [`${EXTERNAL_SECRET} ExternalSecretData`],
    reads: 'props',
  },
  'secret/literal': {
    title: 'A secret in an object in Git',
    severity: 'error',
    about:
      'Whoever reads the repository has the secret, and Git keeps it for ever: of a Secret, base64 hides nothing. It is an error where the issuer made the text so that it is nothing else (`hf_…`, `ghp_…`, `AKIA…`, a JSON Web Token, a private key), and a warning for other values of a Secret. Certificates, empty values, placeholders and what SOPS encrypted are not meant. The finding never shows a value.',
    mend: 'Make a new one, and let an ExternalSecret or a SealedSecret bring it, or encrypt the Secret with SOPS.',
    sources: [GOOD_PRACTICE, 'https://github.com/getsops/sops'],
    reads: 'manifests',
  },
  'secret/missing-key': {
    title: 'A key that a Secret does not have',
    severity: 'error',
    about:
      'An object refers to a key of a Secret which stands beside it, or which an ExternalSecret or SealedSecret beside it makes, and there is no such key. The kubelet does not start the container (CreateContainerConfigError), or what reads the Secret fails.',
    mend: 'Add the key, or refer to one that is there.',
    sources: [
      'https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kubelet_pods.go makeEnvironmentVariables',
      `${EXTERNAL_SECRET} ExternalSecretTarget`,
    ],
    reads: 'manifests',
  },
  'secret/no-keys': {
    title: 'An ExternalSecret without keys',
    severity: 'error',
    about: 'It would make a Secret with nothing in it, and nothing could be referred to.',
    mend: 'State which keys it has, and where their values are.',
    sources: [`${EXTERNAL_SECRET} ExternalSecretSpec`],
    reads: 'props',
  },
  'secret/other-namespace': {
    title: 'A Secret that is made in another namespace',
    severity: 'warning',
    about:
      'Pods read Secrets of their own namespace alone. A Secret of that name is made in another one, and none in theirs: unless somebody else brings one, no pod starts.',
    mend: 'Make the Secret in the namespace of the pods as well.',
    sources: ['https://kubernetes.io/docs/concepts/configuration/secret/#restrictions'],
    reads: 'manifests',
  },
  'secret/refresh-interval': {
    title: 'An interval of an ExternalSecret that is none',
    severity: 'error',
    about: 'Intervals are durations of Go, such as `1h30m`. The API server refuses others.',
    mend: "Write it as '1h', '30m' or '15m0s'.",
    sources: [`${EXTERNAL_SECRET} ExternalSecretSpec`],
    reads: 'props',
  },
} as const satisfies Rules;
