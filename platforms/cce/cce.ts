import type { ServiceDescription } from '../../constructs/service';
import { Lws } from '../lws/lws';
import type { PodPart } from '../lws/lws';
import type { Weights } from '../lws/weights';
import { leaderLabels, setLabels } from './labels';
import type { Labels } from './labels';
import { CCE_MODEL_ROOT } from './model-pod';

/** What a CCE cluster with the AI inference framework writes into labels and pods. */
export interface CceOptions {
  /** Label `xds/version`, in the add-on's templates the revision of its Helm release. @default 1 */
  readonly revision?: string;
  /** Label `xds/teGroupType`, of which no value is documented. @default default */
  readonly groupType?: string;
  /** Scheduler of services that state none. @default volcano, which places NPUs by their links */
  readonly schedulerName?: string;
}

/**
 * Huawei CCE with LeaderWorkerSet and Volcano: any engine in the form of the AI inference framework's templates, with
 * their labels, their scheduler, and claims mounted at `/workspace/<organization>/<model>` for models that state their
 * identifier on Hugging Face. The add-on's own preset models are `CceModel`.
 *
 * @see https://support.huaweicloud.com/usermanual-cce/cce_10_0996.html
 */
export class Cce extends Lws {
  public override readonly name = 'cce';
  public override readonly facts = { platform: 'cce' } as const;

  public constructor(private readonly options: CceOptions = {}) {
    super();
  }

  protected override objectLabels(_service: ServiceDescription): Labels {
    return setLabels(this.options.revision ?? '1');
  }

  protected override podLabels({ name }: ServiceDescription, part: PodPart): Labels {
    if (part !== 'leader') return {};
    return leaderLabels({ groupId: name, modelId: name, groupType: this.options.groupType ?? 'default' });
  }

  protected override schedulerName(service: ServiceDescription): string | undefined {
    return super.schedulerName(service) ?? this.options.schedulerName ?? 'volcano';
  }

  protected override weights(service: ServiceDescription): Weights {
    const weights = super.weights(service);
    const { huggingFaceId } = service.model;
    if (huggingFaceId === undefined || weights.mounted?.volume.persistentVolumeClaim === undefined) return weights;
    const folder = `${CCE_MODEL_ROOT}/${huggingFaceId}`;
    const { volume, mount } = weights.mounted;
    return {
      ...weights,
      modelPath: folder,
      modelRoot: folder,
      mounted: { volume, mount: { ...mount, mountPath: folder } },
    };
  }
}
