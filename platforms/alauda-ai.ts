import type { Accelerator } from '../constructs/accelerator';
import type { LateBoundName } from '../constructs/late-bound';
import type { RuntimeDescription } from '../constructs/platform';
import type { ServiceDescription } from '../constructs/service';
import { Kserve } from './kserve/kserve';
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
    super({ defaultDeploymentMode: 'Standard', ...options });
    this.templateQuote = options.templateQuote ?? '`';
  }

  protected override template(name: LateBoundName): string {
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
