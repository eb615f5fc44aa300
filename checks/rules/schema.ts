import type { Rules } from './rule';

const STRUCTURAL =
  'https://github.com/kubernetes/apiextensions-apiserver/blob/master/pkg/apiserver/validation/validation.go NewSchemaValidator';

/** What a kind's schema refuses. */
export const schemaRules = {
  'schema/unknown-field': {
    title: 'A field that the schema does not know',
    severity: 'error',
    about:
      "kubectl validates strictly unless told otherwise, and refuses the object. Where validation is not strict, as under Argo CD without `Validate=Strict`, the API server leaves the field out without a word, and what it was to say is lost. Kubernetes' own kinds are judged by the cluster's version, or by the newest that is known where none is stated; in a cluster that is newer than all that is known, the finding is a note, unless a known field has nearly that name.",
    mend: 'Correct its name or its indentation, or leave it out.',
    sources: [
      'https://github.com/kubernetes/apiextensions-apiserver/blob/master/pkg/apiserver/schema/pruning/algorithm.go PruneWithOptions',
      'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
    ],
    reads: 'manifests',
  },
  'schema/missing-field': {
    title: 'A required field is missing',
    severity: 'error',
    about: 'The API server refuses the object.',
    mend: 'State the field.',
    sources: [STRUCTURAL],
    reads: 'manifests',
  },
  'schema/wrong-type': {
    title: 'A value of the wrong type',
    severity: 'error',
    about:
      'The API server refuses the object. Often YAML read a value as another type than it seems: `yes` is a boolean, `1.0` a number, and text that looks like one needs quotation marks.',
    mend: 'Write a value of the type that the schema names.',
    sources: [STRUCTURAL],
    reads: 'manifests',
  },
  'schema/unknown-value': {
    title: 'A value that is none of those allowed',
    severity: 'error',
    about: 'The API server refuses the object. Such values are told apart by upper and lower case.',
    mend: 'Use one of the values that the finding lists.',
    sources: [STRUCTURAL],
    reads: 'manifests',
  },
  'schema/out-of-bounds': {
    title: 'A number that is too small, too large, or no multiple',
    severity: 'error',
    about: 'The API server refuses the object.',
    mend: 'Use a number within the bounds that the finding states.',
    sources: [STRUCTURAL],
    reads: 'manifests',
  },
  'schema/wrong-text': {
    title: 'A text of the wrong length or pattern',
    severity: 'error',
    about: 'The API server refuses the object.',
    mend: 'Use a text that the pattern and the lengths of the finding allow.',
    sources: [STRUCTURAL],
    reads: 'manifests',
  },
  'schema/wrong-size': {
    title: 'A list or map with too few or too many items',
    severity: 'error',
    about: 'The API server refuses the object.',
    mend: 'State as many as the finding allows.',
    sources: [STRUCTURAL],
    reads: 'manifests',
  },
  'schema/repeated-item': {
    title: 'Two items of a list with the same key',
    severity: 'error',
    about:
      'A list whose items are told apart by keys holds each once, as ports by their number and protocol. The API server refuses the object of a custom kind; of its own kinds, server-side apply refuses it.',
    mend: 'Keep one of the items.',
    sources: [
      'https://github.com/kubernetes/apiextensions-apiserver/blob/master/pkg/apiserver/schema/listtype/validation.go ValidateListSetsAndMaps',
    ],
    reads: 'manifests',
  },
  'schema/unserved-kind': {
    title: 'A kind that the version of Kubernetes does not have',
    severity: 'error',
    about:
      'Versions of Kubernetes bring new kinds and versions of their APIs, and drop old ones. Of a cluster whose version is stated, such an object is an error; else it is a warning.',
    mend: 'Write the object in an apiVersion that the cluster serves.',
    sources: ['https://kubernetes.io/docs/reference/using-api/deprecation-guide/'],
    reads: 'manifests',
  },
  'schema/unknown-kind': {
    title: 'A kind whose schema is not known',
    severity: 'error',
    about:
      'Told under `check --strict` alone, since nobody knows all kinds: where the schema is not known, no field of the object is checked. A mistake in apiVersion or kind has the same effect, and there the API server has no match for the kind either.',
    mend: 'Correct apiVersion and kind, or check without `--strict`.',
    sources: ['https://github.com/kubernetes/apimachinery/blob/master/pkg/api/meta/errors.go NoKindMatchError'],
    reads: 'files',
  },
  'schema/rule': {
    title: "A rule of the kind's schema does not hold",
    severity: 'error',
    about:
      'CRDs have rules between fields, written in CEL, which the API server evaluates once types, required fields and sizes are right. The finding is in the words of the rule, and its mend states the rule itself. A rule that asks for a field without making sure that it is there fails where it is not, and the object is refused as well. Where a rule asks of an object what is not known here, such as a pattern that JavaScript does not have, or takes too many steps on a large list, the finding is a note.',
    mend: 'Change the fields so that the rule holds.',
    sources: [
      'https://github.com/kubernetes/apiextensions-apiserver/blob/master/pkg/apiserver/schema/cel/validation.go validateExpressions',
      'https://github.com/kubernetes/apiserver/blob/master/pkg/cel/common/valuesunstructured.go UnstructuredToVal',
      'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules',
    ],
    reads: 'manifests',
  },
} as const satisfies Rules;
