import { textAt } from '../../kubernetes/manifest';
import { isDnsSubdomain, nearestDnsLabel } from '../../kubernetes/names';
import type { Fault } from '../finding';
import { isStated } from './component';
import { refusal } from './refusal';
import type { Service } from './service';

/** The most characters of a label's value, and of the name of a Service. */
const LONGEST = 63;

/** @see https://github.com/opendatahub-io/odh-model-controller/blob/main/internal/controller/utils/utils.go ValidateInferenceServiceNameLength */
const LONGEST_ON_OPENSHIFT = 53;

/** A name that KServe refuses, or with which it cannot make what it is to make. */
export function checkName(service: Service, isOpenShift: boolean): readonly Fault[] {
  const { name } = service;
  // The API server makes one up where generateName says how; what no object may be called, another rule tells.
  if (!isDnsSubdomain(name)) return [];
  return /^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name) ? checkLength(service, isOpenShift) : [noName(name)];
}

/** @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_validation.go validateInferenceServiceName */
function noName(name: string): Fault {
  return refusal(
    'service',
    'kserve/service-name',
    'metadata.name',
    `'${name.slice(0, 80)}' is no name for an InferenceService: it starts with a letter and has lower-case letters, digits and dashes`,
    `Name it '${nearestDnsLabel(name.replace(/^[^A-Za-z]+/, ''), 48)}', say.`,
  );
}

/**
 * Deployments are named by the service, and in Standard mode their pods have the label `app: isvc.<name>`; in Knative
 * mode, the name is that of Knative's Service.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/constants/constants.go GetRawServiceLabel, PredictorServiceName
 */
function checkLength(service: Service, isOpenShift: boolean): readonly Fault[] {
  if (service.mode === 'ModelMesh') return [];
  const { name } = service;
  const suffixes = suffixesOf(service);
  const suffix = suffixes.reduce((one, other) => (other.length > one.length ? other : one), '');
  const fits = { Standard: LONGEST - 'isvc.'.length - suffix.length, Knative: LONGEST - suffix.length };
  if (isOpenShift && name.length > LONGEST_ON_OPENSHIFT) {
    const shorter = Math.min(LONGEST_ON_OPENSHIFT, fits.Standard);
    return [tooLong(name, shorter, 'error', "OpenShift AI's webhook refuses the service.")];
  }
  if (name.length <= fits.Standard) return [];
  const label = `The controller labels pods with 'isvc.${name}${suffix}', over the ${LONGEST} characters a label value may have, and makes none.`;
  if (service.mode === 'Standard') return [tooLong(name, fits.Standard, 'error', label)];
  if (name.length > fits.Knative) {
    const consequence = `Knative's Service would be named '${name}${suffix}', over the ${LONGEST} characters it may have, and is refused.`;
    return [tooLong(name, fits.Knative, 'error', consequence)];
  }
  if (service.isModeKnown) return [];
  return [tooLong(name, fits.Standard, 'warning', `Where the cluster's default is Standard: ${label}`)];
}

/** What follows the service's name in the names of what is made of it. */
function suffixesOf({ predictor, components, canaries }: Service): readonly string[] {
  const predictors = [predictor, ...canaries].map(({ fields }) => {
    const variant = textAt(fields, 'name') ?? '';
    return variant === '' ? '-predictor' : `-${variant}-predictor`;
  });
  const workers = isStated(predictor.fields.workerSpec) ? [`${predictors[0] ?? ''}-worker`] : [];
  const others = components.filter(({ kind }) => kind !== 'predictor').map(({ kind }) => `-${kind}`);
  return [...predictors, ...workers, ...others];
}

function tooLong(name: string, fits: number, severity: 'error' | 'warning', consequence: string): Fault {
  const shorter = nearestDnsLabel(name, Math.max(fits, 1));
  return {
    id: 'kserve/service-name-length',
    severity,
    field: 'metadata.name',
    problem: `'${name.slice(0, 80)}' has ${name.length} characters, ${Math.max(fits, 0)} fit`,
    consequence,
    mend: `Shorten it to '${shorter}', say.`,
  };
}
