import type { Construct } from 'constructs';
import { acceleratorFacts, allAcceleratorFacts } from '../../catalog/accelerators';
import type { AcceleratorFacts, AcceleratorId } from '../../catalog/accelerators';
import { nearestName } from '../../catalog/nearest-name';
import { inWords } from '../../checks/finding';
import type { Fault } from '../../checks/finding';
import { AcceleratorClass } from '../../imports/ome.io';
import type { AcceleratorClassSpec, Cost, Discovery } from '../../imports/ome.io';
import { report } from '../findings';

/** A class of accelerators of the catalogue. */
export interface OmeAcceleratorClassProps {
  /** Id in the catalogue, such as `h100-sxm`. */
  readonly accelerator: AcceleratorId;
  /** @default the construct's id */
  readonly name?: string;
  /** Labels of the nodes that have it. @default the label by which its device plugin tells it apart */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** What an hour costs, for services that choose the cheapest. @default unstated */
  readonly cost?: Cost;
}

/**
 * `AcceleratorClass` of OME: nodes that services can choose by name.
 *
 * It states no resources. OME would put them in the place of the runtime's, whose number of devices the engine's
 * arguments are made for.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/utils/merging.go MergeResource
 */
export class OmeAcceleratorClass extends AcceleratorClass {
  public constructor(scope: Construct, id: string, props: OmeAcceleratorClassProps) {
    const isKnown = isAcceleratorId(props.accelerator);
    const spec = isKnown ? specOf(props) : { capabilities: {}, discovery: {} };
    super(scope, id, { metadata: { name: props.name ?? id }, spec });
    if (!isKnown) {
      report(this, unknownAccelerator(props.accelerator));
      return;
    }
    if (Object.keys(spec.discovery).length > 0) return;
    report(this, {
      id: 'ome/accelerator-nodes',
      severity: 'error',
      field: 'nodeSelector',
      problem: `No node label is known that tells '${props.accelerator}' apart`,
      consequence: 'The class would stand for every node, and pods would run wherever there is room.',
      mend: "State the label of your nodes, such as `nodeSelector: { 'example.com/accelerator': 'name' }`.",
    });
  }
}

function isAcceleratorId(accelerator: string): accelerator is AcceleratorId {
  return allAcceleratorFacts().some(({ id }) => id === accelerator);
}

function unknownAccelerator(accelerator: unknown): Fault {
  const ids = allAcceleratorFacts().map(({ id }) => id);
  const nearest = nearestName(accelerator, ids);
  return {
    id: 'ome/unknown-accelerator',
    severity: 'error',
    field: 'accelerator',
    problem: `The catalogue has no accelerator ${inWords(accelerator)}`,
    consequence: 'There are no facts to write the class from.',
    mend: nearest === undefined ? `Use one of ${ids.join(', ')}.` : `Did you mean '${nearest}'?`,
  };
}

function specOf({ accelerator, nodeSelector, cost }: OmeAcceleratorClassProps): AcceleratorClassSpec {
  const facts = acceleratorFacts(accelerator);
  const { vendor, name, memoryGiB, computeCapability } = facts;
  return {
    vendor,
    model: name,
    capabilities: { memoryGB: memoryGiB === undefined ? undefined : `${memoryGiB}Gi`, computeCapability },
    discovery: nodeSelector === undefined ? discoveryOf(facts) : { nodeSelector },
    cost,
  };
}

/** Of a label with several values for one accelerator, any of them will do. */
function discoveryOf({ nodeLabel, nodeLabelValues }: AcceleratorFacts): Discovery {
  const [value, ...others] = nodeLabelValues;
  if (nodeLabel === undefined || value === undefined) return {};
  if (others.length === 0) return { nodeSelector: { [nodeLabel]: value } };
  return {
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: nodeLabel, operator: 'In', values: nodeLabelValues }] }],
        },
      },
    },
  };
}
