import { createHash } from 'node:crypto';

/** Characters of a label's name after its domain. */
const LONGEST = 49;

/** Characters of a namespace that are always kept. */
const LEAST_NAMESPACE = 8;

/**
 * The label of nodes that have a model.
 *
 * @param namespace - none of a model of the cluster
 * @see https://github.com/sgl-project/ome/blob/main/pkg/constants/constants.go GetClusterBaseModelLabel, GetBaseModelLabel
 */
export function modelLabel(model: string, namespace?: string): string {
  if (namespace === undefined) {
    return `models.ome.io/clusterbasemodel.${shortened(model, LONGEST - 'clusterbasemodel.'.length)}`;
  }
  const room = LONGEST - '.basemodel.'.length;
  const forNamespace = namespace.length + model.length <= room ? room : Math.min(namespace.length, LEAST_NAMESPACE);
  const forModel = namespace.length + model.length <= room ? room : room - forNamespace;
  return `models.ome.io/${shortened(namespace, forNamespace)}.basemodel.${shortened(model, forModel)}`;
}

function shortened(name: string, longest: number): string {
  if (name.length <= longest) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  const rest = longest - hash.length - 1;
  return rest <= 0 ? hash.slice(0, longest) : `${hash}-${name.slice(-rest)}`;
}
