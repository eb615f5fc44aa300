import { objectAt, textAt } from '../../../kubernetes/manifest';
import type { Fault } from '../../finding';
import { storageUriOf } from '../component';
import { refusal } from '../refusal';
import type { Service } from '../service';

const RESOURCE_ID = /^kbs:\/\/\/[a-zA-Z0-9_.-]+\/[a-zA-Z0-9_.-]+\/[a-zA-Z0-9_.-]+$/;

/**
 * Encrypted models, whose key is fetched while they are downloaded.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/apis/serving/v1beta1/inference_service_validation.go validateConfidential
 * @see https://github.com/kserve/kserve/blob/master/pkg/validation/confidential.go ValidateConfidentialSpec
 */
export function checkConfidential({ predictor, isStorageInjected }: Service): readonly Fault[] {
  const [implementation] = predictor.implementations;
  const confidential = objectAt(implementation?.fields, 'confidential');
  if (implementation === undefined || confidential.enabled !== true) return [];
  const field = `${implementation.path}.confidential`;
  const uri = storageUriOf(predictor) ?? '';
  if (uri === '' && !isStorageInjected) {
    const problem = 'The model is confidential and has no storageUri; storage and storageUris do not count';
    return [refusal('service', 'kserve/confidential', field, problem, 'State storageUri.')];
  }
  const resource = textAt(confidential, 'resourceId') ?? '';
  const faults: Fault[] = [];
  if (resource !== '' && !RESOURCE_ID.test(resource)) {
    const problem = `'${resource}' names no key of a key broker`;
    const mend = 'Write it as kbs:///repository/type/tag.';
    faults.push(refusal('service', 'kserve/confidential', `${field}.resourceId`, problem, mend));
  }
  const [scheme = ''] = uri.split('://');
  if (scheme !== 'oci' && scheme !== 'pvc') return faults;
  return [
    ...faults,
    {
      id: 'kserve/confidential-without-effect',
      severity: 'warning',
      field,
      problem: `The model is confidential, and comes from ${scheme}://`,
      consequence:
        scheme === 'oci'
          ? 'Nothing is decrypted: images are decrypted by the container runtime, with runtimeClassName.'
          : 'Nothing is decrypted: files on a volume are mounted as they are.',
      mend: 'Leave it out, or have the model downloaded from elsewhere.',
    },
  ];
}
