import { objectAt, textAt } from '../../kubernetes/manifest';
import type { JsonObject } from '../../kubernetes/manifest';
import type { Fault } from '../finding';
import { refusedService } from './refusal';

const FIELD = 'spec.model.confidential';

const RESOURCE_ID = /^kbs:\/\/\/[a-zA-Z0-9_.-]+\/[a-zA-Z0-9_.-]+\/[a-zA-Z0-9_.-]+$/;

/**
 * Encrypted models, whose key is fetched while they are downloaded.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/validation/confidential.go ValidateConfidentialSpec
 */
export function checkConfidential(spec: JsonObject): readonly Fault[] {
  const confidential = objectAt(spec, 'model', 'confidential');
  if (confidential.enabled !== true) return [];
  const resource = textAt(confidential, 'resourceId') ?? '';
  const [scheme = ''] = (textAt(spec, 'model', 'uri') ?? '').split('://');
  const faults: Fault[] = [];
  if (resource !== '' && !RESOURCE_ID.test(resource)) {
    const problem = `'${resource}' names no key of a key broker`;
    const mend = 'Write it as kbs:///repository/type/tag.';
    faults.push(refusedService('llmisvc/confidential', `${FIELD}.resourceId`, problem, mend));
  }
  if (scheme === 'oci' || scheme === 'pvc') faults.push(withoutEffect(scheme));
  return faults;
}

function withoutEffect(scheme: 'oci' | 'pvc'): Fault {
  return {
    id: 'llmisvc/confidential-without-effect',
    severity: 'warning',
    field: FIELD,
    problem: `The model is confidential, and comes from ${scheme}://`,
    consequence:
      scheme === 'oci'
        ? 'Nothing is decrypted: images are decrypted by the container runtime, with runtimeClassName.'
        : 'Nothing is decrypted: files on a volume are mounted as they are.',
    mend: 'Leave it out, or have the model downloaded from elsewhere.',
  };
}
