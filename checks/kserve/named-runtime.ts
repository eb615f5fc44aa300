import { arrayAt, nameOf, textAt, valueAt } from '../../kubernetes/manifest';
import type { Manifest } from '../../kubernetes/manifest';
import { isDnsSubdomain, nearestDnsLabel } from '../../kubernetes/names';
import type { Fault } from '../finding';

/**
 * Whether the runtime that a service names may serve its model; auto-selection plays no part there.
 *
 * @see https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/components/predictor.go reconcileModel
 */
export function checkNamedRuntime(service: Manifest, runtime: Manifest | undefined): readonly Fault[] {
  const name = textAt(service, 'spec', 'predictor', 'model', 'runtime');
  if (name !== undefined && !isDnsSubdomain(name)) return [noObjectName(name)];
  if (runtime === undefined) return [];
  return [...checkEnabled(runtime), ...checkFormat(service, runtime), ...checkProtocol(service, runtime)];
}

function noObjectName(name: string): Fault {
  return {
    id: 'kserve/runtime-name',
    severity: 'error',
    field: 'spec.predictor.model.runtime',
    problem: `'${name}' cannot be the name of a runtime; it reads like a display name`,
    consequence:
      'The controller looks for an object of that name, finds none, and makes no pod (RuntimeNotRecognized).',
    mend: `Use the runtime's metadata.name, such as '${nearestDnsLabel(name)}'.`,
  };
}

function checkEnabled(runtime: Manifest): readonly Fault[] {
  if (valueAt(runtime, 'spec', 'disabled') !== true) return [];
  return [
    {
      id: 'kserve/runtime-disabled',
      severity: 'error',
      field: 'spec.predictor.model.runtime',
      problem: `The runtime '${nameOf(runtime)}' is disabled`,
      consequence: 'The controller makes no pod (RuntimeDisabled).',
      mend: 'Enable it, or name another.',
    },
  ];
}

function checkFormat(service: Manifest, runtime: Manifest): readonly Fault[] {
  const wanted = textAt(service, 'spec', 'predictor', 'model', 'modelFormat', 'name') ?? '';
  const version = textAt(service, 'spec', 'predictor', 'model', 'modelFormat', 'version');
  const formats = arrayAt(runtime, 'spec', 'supportedModelFormats');
  const matches = formats.some(
    (format) => textAt(format, 'name') === wanted && (version === undefined || textAt(format, 'version') === version),
  );
  if (matches) return [];
  const known = formats.map((format) => {
    const formatVersion = textAt(format, 'version');
    return `'${textAt(format, 'name') ?? ''}'${formatVersion === undefined ? '' : ` ${formatVersion}`}`;
  });
  return [
    {
      id: 'kserve/format-mismatch',
      severity: 'error',
      field: 'spec.predictor.model.modelFormat',
      problem: `The runtime '${nameOf(runtime)}' does not load '${wanted}'${version === undefined ? '' : ` ${version}`}; it loads ${known.join(', ') || 'nothing'}`,
      consequence: 'The controller makes no pod (RuntimeUnsupportedModelFormat). Names are compared letter by letter.',
      mend: "Use one of the runtime's formats, or add this one to it.",
    },
  ];
}

function checkProtocol(service: Manifest, runtime: Manifest): readonly Fault[] {
  const wanted = textAt(service, 'spec', 'predictor', 'model', 'protocolVersion');
  const protocols = arrayAt(runtime, 'spec', 'protocolVersions');
  if (wanted === undefined || protocols.length === 0 || protocols.includes(wanted)) return [];
  return [
    {
      id: 'kserve/protocol-mismatch',
      severity: 'error',
      field: 'spec.predictor.model.protocolVersion',
      problem: `The runtime '${nameOf(runtime)}' does not speak '${wanted}'; it speaks ${protocols.map(String).join(', ')}`,
      consequence: 'The controller makes no pod (RuntimeUnsupportedProtocol).',
      mend: "Ask for one of the runtime's protocols.",
    },
  ];
}
