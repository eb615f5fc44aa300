import type { ModelDemands } from './model-demands';
import type { RuntimeIndex } from './runtime-index';
import { formatLabel } from './runtime-misfit';
import type { RuntimeSpec } from './runtime-spec';
import { contenders } from './select-runtime';

/** Who may serve a model; services that ask for the same are answered once. */
export class Selection {
  private readonly answers = new Map<string, readonly RuntimeSpec[]>();

  public constructor(private readonly index: RuntimeIndex) {}

  public contenders(demands: ModelDemands): readonly RuntimeSpec[] {
    const { namespace, protocol, isMultiNode } = demands;
    const label = formatLabel(demands);
    const key = JSON.stringify([namespace ?? null, label, protocol ?? null, isMultiNode]);
    const known = this.answers.get(key);
    if (known !== undefined) return known;
    const found = contenders(demands, this.index.selectableFor(label, namespace));
    this.answers.set(key, found);
    return found;
  }
}
