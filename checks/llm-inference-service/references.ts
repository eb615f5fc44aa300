import { nearestName } from '../../catalog/nearest-name';
import type { Combination, UnknownConfig } from '../../preview/llm-inference-service/combine';
import type { ConfigIndex } from '../../preview/llm-inference-service/config-index';
import type { Fault } from '../finding';
import type { LlmService } from './service';

/** What is known of the configurations of a cluster. */
export interface KnownConfigs {
  readonly index: ConfigIndex;
  /** Whether it is known where KServe runs, and so where it looks. */
  readonly isSystemNamespaceKnown: boolean;
  readonly systemNamespace: string;
}

/** As many names are compared with one that may be mistyped. */
const MOST_COMPARED = 200;

const CONSEQUENCE =
  'The controller makes no pod (ConfigNotFound), and does not try again until one of the name is there.';

/**
 * Configurations that a service refers to, or that the controller chooses for it, and that are not there.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1alpha2/llmisvc/config_merge.go getConfig
 */
export function checkReferences(
  service: LlmService,
  { unknown }: Combination,
  configs: KnownConfigs,
): readonly Fault[] {
  return unknown.map((config) =>
    config.reference === undefined
      ? missingPreset(config, service)
      : missingReference(config, `spec.baseRefs[${config.reference}].name`, service, configs),
  );
}

/** No preset for workers that share the layers of a model is shipped. */
function missingPreset({ name }: UnknownConfig, { namespace }: LlmService): Fault {
  return {
    id: 'llmisvc/pipeline-preset',
    severity: 'error',
    field: name.includes('-prefill-') ? 'spec.prefill.parallelism.pipeline' : 'spec.parallelism.pipeline',
    problem: `Workers that share the layers of a model need the configuration '${name}', which KServe does not ship`,
    consequence: CONSEQUENCE,
    mend: `Add an LLMInferenceServiceConfig of that name to ${namespace === undefined ? 'the namespace' : `'${namespace}'`}, or share the data (\`parallelism.data\`).`,
  };
}

function missingReference(
  { name, lookup }: UnknownConfig,
  field: string,
  { namespace }: LlmService,
  { index, isSystemNamespaceKnown, systemNamespace }: KnownConfigs,
): Fault {
  const fault = { id: 'llmisvc/unknown-config', field, consequence: CONSEQUENCE };
  if (lookup.state === 'elsewhere') {
    return {
      ...fault,
      severity: isSystemNamespaceKnown ? 'error' : 'warning',
      problem: `The configuration '${name}' is of ${inWords(lookup.namespaces)}, and the service of '${namespace ?? ''}'`,
      mend: `Add it to the service's namespace, or to the one where KServe runs${isSystemNamespaceKnown ? `, '${systemNamespace}'` : ''}.`,
    };
  }
  const nearest = nearestName(name, index.names().slice(0, MOST_COMPARED));
  if (index.names().length > 0) {
    return {
      ...fault,
      severity: 'error',
      problem:
        name === ''
          ? 'A reference has no name'
          : `There is no configuration '${name}', neither here nor in the inventory`,
      mend: nearest === undefined ? 'Name one that is there, or add it.' : `Did you mean '${nearest}'?`,
    };
  }
  return {
    ...fault,
    severity: 'note',
    problem: `It is not known whether there is a configuration '${name}': none is here, nor in an inventory`,
    consequence:
      'What the service becomes cannot be said; where there is none, the controller makes no pod (ConfigNotFound).',
    mend: 'Check it together with the configuration, or state an inventory: what `kubectl get llminferenceserviceconfigs -A -o yaml` wrote.',
  };
}

function inWords(namespaces: readonly string[]): string {
  const named = namespaces.map((namespace) => `'${namespace}'`);
  return `the namespace${named.length === 1 ? '' : 's'} ${named.join(', ')}`;
}
