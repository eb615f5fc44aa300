import type { Construct } from 'constructs';
import type { Fault } from '../checks/finding';
import type { Accelerator } from '../constructs/accelerator';
import { report } from '../constructs/findings';
import type { PlatformValueName } from '../constructs/late-bound';
import type { PlatformFacts } from '../constructs/platform';
import type { RuntimeDescription } from '../constructs/runtime-description';
import type { ServiceDescription } from '../constructs/service';
import { Kserve, refersTo } from './kserve/kserve';
import type { KserveOptions, Labels } from './kserve/kserve';
import { annotationReference } from './kserve/template';

/** Facts of an Alauda AI installation. */
export interface AlaudaAiOptions extends KserveOptions {
  /**
   * Quotation mark around annotation keys in templates. The platform's documentation uses `"`, which upstream KServe
   * cannot parse; back quotes are understood by both.
   *
   * @default '`'
   */
  readonly templateQuote?: '`' | '"';
}

const MODEL_REPOSITORY = 'aml-model-repo';
const PIPELINE_TAG = 'aml-pipeline-tag';

/** Alauda AI: KServe with a model repository whose entries are mounted by name. */
export class AlaudaAi extends Kserve {
  public override readonly name = 'alauda-ai';
  private readonly templateQuote: '`' | '"';

  public constructor(options: AlaudaAiOptions = {}) {
    const { templateQuote = '`', ...facts } = options;
    super({ defaultDeploymentMode: 'Standard', ...facts });
    this.templateQuote = templateQuote;
  }

  public override writeService(scope: Construct, service: ServiceDescription): void {
    const folder = service.model.name ?? service.name;
    const location = service.model.storage?.location;
    const mountedAtRoot = location?.kind === 'uri' && /^(?:hf:|s3:|gs:|oci:|pvc:\/\/[^/]+\/.)/.test(location.uri);
    if (mountedAtRoot && refersTo(service.runtime.engine, 'modelPath'))
      report(scope, misplacedModel(folder, location.uri));
    super.writeService(scope, service);
  }

  public override get facts(): PlatformFacts {
    return { ...super.facts, platform: 'alauda-ai' };
  }

  protected override template(name: PlatformValueName): string {
    const repository = annotationReference(MODEL_REPOSITORY, this.templateQuote);
    switch (name) {
      case 'modelPath':
        return `/mnt/models/${repository}`;
      case 'modelName':
        return repository;
      case 'modelTask':
        return annotationReference(PIPELINE_TAG, this.templateQuote);
      default:
        return super.template(name);
    }
  }

  protected override runtimeLabels({ engine }: RuntimeDescription): Labels {
    return { 'cpaas.io/runtime-class': engine.name, ...acceleratorLabels(engine.accelerator) };
  }

  protected override runtimeAnnotations({ displayName }: RuntimeDescription): Labels {
    return displayName === undefined ? {} : { 'cpaas.io/display-name': displayName };
  }

  protected override serviceAnnotations({ displayName }: ServiceDescription): Labels {
    return displayName === undefined ? {} : { 'cpaas.io/display-name': displayName };
  }

  protected override taskAnnotations({ model, name }: ServiceDescription): Labels {
    return {
      [MODEL_REPOSITORY]: model.name ?? name,
      ...(model.task === undefined ? {} : { [PIPELINE_TAG]: model.task }),
    };
  }
}

/** Only storage whose root holds one folder for each model puts the files where the platform's runtimes look. */
function misplacedModel(folder: string, uri: string): Fault {
  return {
    id: 'alauda/model-folder',
    severity: 'warning',
    field: 'model.storage',
    problem: `Runtimes look for the model in /mnt/models/${folder}, and '${uri}' is mounted at /mnt/models itself`,
    consequence: `Unless the storage holds a folder '${folder}', the engine does not find the model and ends.`,
    mend: `Use a volume that holds the folder, as ModelStorage.pvc('claim') without a path, or put the files into one.`,
  };
}

function acceleratorLabels({ vendor, softwareVersion }: Accelerator): Labels {
  switch (vendor) {
    case 'nvidia':
      return {
        'cpaas.io/accelerator-type': 'nvidia',
        ...(softwareVersion === undefined ? {} : { 'cpaas.io/cuda-version': softwareVersion }),
      };
    case 'ascend':
      return {
        'cpaas.io/accelerator-type': 'npu',
        ...(softwareVersion === undefined ? {} : { 'cpaas.io/cann-version': softwareVersion }),
      };
    default:
      return { 'cpaas.io/accelerator-type': vendor };
  }
}
