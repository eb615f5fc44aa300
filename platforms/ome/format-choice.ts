import type { Fault } from '../../checks/finding';
import type { ModelFormat } from '../../constructs/engine';
import { omeModelFacts } from '../../constructs/ome/model-facts';
import type { OmeModelFacts } from '../../constructs/ome/model-facts';
import type { ServiceDescription } from '../../constructs/service';
import { hasArchitecture } from './model-formats';
import type { ServedFormat } from './model-formats';

/** The format by which a service's model is served, and what of it OME would not take. */
export interface FormatChoice extends ServedFormat {
  readonly facts: OmeModelFacts;
  readonly faults: readonly Fault[];
}

const NO_PODS = "OME compares them letter by letter and makes no pod (event 'RuntimeValidationError').";

/** Finds the runtime's format for a service's model: a runtime may list one format for several architectures. */
export function chooseFormat(service: ServiceDescription): FormatChoice {
  const facts = omeModelFacts(service.model, service.ome?.model);
  const candidates = service.runtime.engine.formats.filter(({ name }) => name === service.format.name);
  const fitting = candidates.filter(({ architecture }) => fits(architecture, facts.architecture));
  const format =
    fitting.find(({ quantization }) => quantization === facts.quantization) ??
    fitting[0] ??
    candidates[0] ??
    service.format;
  return {
    format,
    architecture: format.architecture ?? facts.architecture,
    quantization: format.quantization ?? (format.architecture === undefined ? facts.quantization : undefined),
    facts,
    faults: [
      ...architectureFaults(service, candidates, facts),
      ...quantizationFaults(service, format, facts),
      ...sizeFaults(service, facts),
    ],
  };
}

function fits(stated: string | undefined, known: string | undefined): boolean {
  return stated === undefined || known === undefined || stated === known;
}

function architectureFaults(
  { runtime, model }: ServiceDescription,
  candidates: readonly ModelFormat[],
  { architecture }: OmeModelFacts,
): readonly Fault[] {
  const stated = [...new Set(candidates.flatMap((format) => format.architecture ?? []))];
  const isOpen = candidates.some((format) => format.architecture === undefined && hasArchitecture(format));
  if (architecture !== undefined) {
    if (candidates.length === 0 || candidates.some((format) => fits(format.architecture, architecture))) return [];
    return [
      {
        id: 'ome/architecture',
        severity: 'error',
        field: 'model',
        problem: `The model's architecture is ${architecture}, and the runtime '${runtime.name}' lists ${stated.join(', ')}`,
        consequence: NO_PODS,
        mend: `Add a format with \`architecture: '${architecture}'\` to the runtime, or use a runtime for this model.`,
      },
    ];
  }
  const isAmbiguous = stated.length > 1 && model.storage !== undefined;
  if (!isOpen && !isAmbiguous) return [];
  return [
    {
      id: 'ome/architecture-unknown',
      severity: 'error',
      field: 'ome.model.architecture',
      problem: isAmbiguous
        ? `The runtime '${runtime.name}' lists ${stated.join(', ')}, and nothing says which of them the model is`
        : `Neither the runtime '${runtime.name}' nor the service states the model's architecture`,
      consequence:
        "OME's agent reads it in the model's config.json and writes it into the model, which then fits no runtime that states none or another: no pod is made (event 'RuntimeValidationError').",
      mend: "State it, such as `ome: { model: { architecture: 'LlamaForCausalLM' } }`, or the model's `huggingFaceId` where the catalogue has it.",
    },
  ];
}

function quantizationFaults(
  { runtime }: ServiceDescription,
  format: ModelFormat,
  { quantization }: OmeModelFacts,
): readonly Fault[] {
  if (format.architecture === undefined && format.quantization === undefined) return [];
  if (quantization === format.quantization || quantization === undefined) return [];
  return [
    {
      id: 'ome/quantization',
      severity: 'error',
      field: 'ome.model.quantization',
      problem: `The model's quantization is ${quantization}, and the runtime '${runtime.name}' states ${format.quantization ?? 'none'} for it`,
      consequence: NO_PODS,
      mend: `Add a format with \`quantization: '${quantization}'\` to the runtime, or use a runtime for this model.`,
    },
  ];
}

/** That a known size is out of the range, the manifests of model and runtime show. */
function sizeFaults({ runtime, model }: ServiceDescription, { parameters }: OmeModelFacts): readonly Fault[] {
  const sizes = runtime.ome?.modelSizes ?? undefined;
  if (sizes === undefined || parameters !== undefined || model.storage === undefined) return [];
  return [
    {
      id: 'ome/model-size-unknown',
      severity: 'note',
      field: 'ome.model.parameters',
      problem: `The size of the model is not known here, and the runtime '${runtime.name}' is for ${sizes.min} to ${sizes.max}`,
      consequence: "OME's agent finds it after the download; outside of the range the service is refused from then on.",
      mend: "State it, such as `ome: { model: { parameters: '7B' } }`.",
    },
  ];
}
