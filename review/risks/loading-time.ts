import { modelFacts, modelWeightsGiB } from '../../catalog/models';
import { namedModel } from '../../checks/engines/model';
import { startedEngine } from '../../checks/engines/started-engine';
import { containersIn } from '../../checks/pods/containers';
import { checkLoadingTime } from '../../checks/pods/loading-time';
import type { Workload } from '../pods/workload';
import type { Risk } from '../review';

/** Engines that are ended while they still load their model, which shows once they start again. */
export function loadingRisks({ pods = [] }: Workload): readonly Risk[] {
  return pods.flatMap(({ spec }) =>
    containersIn(spec).flatMap((container) => {
      const engine = startedEngine(container);
      if (engine === undefined) return [];
      const name = namedModel(engine.launch, engine.flags);
      const model = name === undefined ? undefined : modelFacts(name);
      const faults = checkLoadingTime(container, model === undefined ? undefined : modelWeightsGiB(model));
      return faults.map(({ problem, consequence, mend }): Risk => {
        return { id: 'probe-budget', problem: `${problem}. ${consequence.replace(/\.$/, '')}`, mend };
      });
    }),
  );
}
