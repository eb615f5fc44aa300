import type { DeploymentTemplate, ImageField } from './agent';
import type { HydraFault } from './hydra-fault';
import { shown } from './shape';

/** Engines by the word that names of runtimes and of images have for them. */
const ENGINES = ['vllm', 'sglang', 'mindie', 'xinference'] as const;

/** Images of deployment templates. */
export function checkImages(templates: readonly DeploymentTemplate[]): readonly HydraFault[] {
  return templates.flatMap((template): readonly HydraFault[] => {
    const { image, imagePath } = template;
    if (image === undefined) return [noImage(imagePath)];
    const { registry, repository, tag } = image;
    return [
      ...checkText('registry', registry),
      ...checkText('repository', repository),
      ...checkRegistry(registry),
      ...checkRepository(repository),
      ...checkTag(tag),
      ...checkFit(template, repository),
    ];
  });
}

function noImage(field: string): HydraFault {
  return {
    id: 'hydra/image',
    severity: 'error',
    field,
    problem: 'The template has no image',
    consequence: 'Deployments of the runtime have none either, and cannot be made.',
    mend: 'State image, with registry, repository and tag, below container_template.',
  };
}

function imageFault(field: string, problem: string, mend: string): HydraFault {
  return {
    id: 'hydra/image',
    severity: 'error',
    field,
    problem,
    consequence: 'The name of the image, which is put together from the three parts, is none: it cannot be pulled.',
    mend,
  };
}

function checkText(name: string, { value, field }: ImageField): readonly HydraFault[] {
  if (typeof value === 'string' && value.trim() !== '') return [];
  return [
    value === undefined || value === null || value === ''
      ? imageFault(field, `The image has no ${name}`, `State its ${name}.`)
      : imageFault(field, `The ${name} is no text but ${shown(value)}`, 'Write a text.'),
  ];
}

function checkRegistry({ value, field }: ImageField): readonly HydraFault[] {
  if (typeof value !== 'string') return [];
  const [scheme] = /^[a-z]+:\/\//i.exec(value) ?? [];
  if (scheme === undefined) return [];
  return [
    imageFault(field, `The registry begins with '${scheme}'`, `Write the host alone: ${value.slice(scheme.length)}.`),
  ];
}

function checkRepository({ value, field }: ImageField): readonly HydraFault[] {
  const at = typeof value === 'string' ? /[:@]/.exec(value)?.index : undefined;
  if (typeof value !== 'string' || at === undefined) return [];
  return [
    imageFault(
      field,
      `The repository '${value}' has a ${value.charAt(at) === '@' ? 'digest' : 'tag'} in it`,
      `Write ${value.slice(0, at)}, and the rest in tag.`,
    ),
  ];
}

function checkTag({ value, written, field }: ImageField): readonly HydraFault[] {
  if (typeof value === 'string' && value.trim() !== '') return [];
  if (value === undefined || value === null || typeof value === 'string') {
    return [imageFault(field, 'The image has no tag', "State its tag, or 'latest' where any will do.")];
  }
  const text = written ?? shown(value);
  return [
    {
      id: 'hydra/image-tag',
      severity: 'error',
      field,
      problem: `The tag ${text} is no text but ${typeof value === 'number' ? `the number ${value}` : shown(value)}`,
      consequence: 'The platform cannot read it as a text, or asks for another image: of 1.10, the number is 1.1.',
      mend: `Put it in quotation marks: '${text}'.`,
    },
  ];
}

/** Runtimes and devices whose names speak against the image's. */
function checkFit(
  { runtimes, gpuTypes, path }: DeploymentTemplate,
  { value: repository }: ImageField,
): readonly HydraFault[] {
  if (typeof repository !== 'string') return [];
  const engines = enginesIn(repository);
  const other = runtimes.find((runtime) => {
    const named = enginesIn(runtime);
    return named.length > 0 && engines.length > 0 && !named.some((engine) => engines.includes(engine));
  });
  const faults: HydraFault[] = [];
  if (other !== undefined) {
    faults.push({
      id: 'hydra/image-fit',
      severity: 'warning',
      field: `${path}.match_runtimes`,
      problem: `The runtime '${other}' has the image '${repository}', an image of ${engines.join(', ')}`,
      consequence: `The command of the runtime is for ${enginesIn(other).join(', ')}: the image does not have it, and the container ends.`,
      mend: 'State an image of the engine that the runtime starts.',
    });
  }
  if (gpuTypes.some((type) => type.toLowerCase() === 'cpu') && /mindie|ascend/i.test(repository)) {
    faults.push({
      id: 'hydra/image-fit',
      severity: 'warning',
      field: `${path}.match_gpu_types`,
      problem: `Pods on 'cpu' have the image '${repository}', which is for Ascend`,
      consequence: 'The engine in it looks for NPUs, finds none, and ends.',
      mend: 'State an image that computes on CPUs, or match the NPUs that the image is for.',
    });
  }
  return faults;
}

function enginesIn(name: string): readonly string[] {
  return ENGINES.filter((engine) => name.toLowerCase().includes(engine));
}
