import type { Rules } from './rule';

const CONTROLLER =
  'https://github.com/fluxcd/kustomize-controller/blob/main/internal/controller/kustomization_controller.go';
const SPEC = 'https://fluxcd.io/flux/components/kustomize/kustomizations/';
const STATUS = 'https://github.com/fluxcd/pkg/blob/main/runtime/cel';

/** What Flux makes of Kustomizations, and of the deliveries that they are made by. */
export const fluxRules = {
  'flux/argo-hook': {
    title: 'A hook of Argo CD that Flux applies',
    severity: 'warning',
    about:
      'Hooks run at a moment of a sync of Argo CD and are made anew each time. To Flux they are objects as all others: a Job is run once, and a change of its template, which cannot be changed, fails the whole Kustomization. Said of objects in files that a Kustomization among the others covers by its path.',
    mend: 'Name a Job anew with each change, or keep it out of what Flux applies.',
    sources: [`${CONTROLLER} apply`, 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/'],
    reads: 'manifests',
  },
  'flux/dependency-cycle': {
    title: 'Kustomizations that wait for each other',
    severity: 'error',
    about:
      'A Kustomization is applied once those in its `dependsOn` are ready. In a circle each waits for the next, and none is ever applied.',
    mend: 'Remove one of the dependencies.',
    sources: [`${CONTROLLER} checkDependencies`],
    reads: 'manifests',
  },
  'flux/dependency-namespace': {
    title: 'A dependency that is in another namespace',
    severity: 'warning',
    about:
      "Without a namespace, `dependsOn` names a Kustomization of one's own. Where one of that name stands in another namespace only, the dependency is never found, and nothing is applied.",
    mend: 'Add the namespace to the dependency.',
    sources: [`${CONTROLLER} checkDependencies`],
    reads: 'manifests',
  },
  'flux/ignored-health-checks': {
    title: 'Health checks beside `wait: true`',
    severity: 'warning',
    about:
      'With `wait: true` Flux waits for all that it applies, and does not read `healthChecks`: what the list names beside that is not waited for.',
    mend: 'Set `wait: false`, or leave the list out.',
    sources: [`${CONTROLLER} checkHealth`, `${SPEC}#wait`],
    reads: 'manifests',
  },
  'flux/kustomization-name': {
    title: 'A Kustomization whose name is no label',
    severity: 'error',
    about:
      'Flux labels each object with the name of the Kustomization that applies it. Labels have at most 63 characters, names of objects up to 253: the Kustomization is accepted, and the API server refuses all that it applies.',
    mend: 'Shorten the name to 63 characters.',
    sources: ['https://github.com/fluxcd/pkg/blob/main/ssa/manager.go SetOwnerLabels'],
    reads: 'manifests',
  },
  'flux/no-cluster': {
    title: 'A delivery in no cluster',
    severity: 'error',
    about: 'A FluxDelivery brings to a cluster what is made in it, and reads it from the Cluster that contains it.',
    mend: "Make it inside of `new Cluster(app, 'name')`, after all else in it.",
    sources: [SPEC],
    reads: 'props',
  },
  'flux/nothing-to-deliver': {
    title: 'A delivery that was made before what it delivers',
    severity: 'error',
    about:
      'A FluxDelivery makes a Kustomization for each layer that has objects when it is made. There was none, and Flux would apply nothing.',
    mend: 'Make the delivery last, after all else in the cluster.',
    sources: [SPEC],
    reads: 'props',
  },
  'flux/repeated-health-expression': {
    title: 'Two health expressions for one kind',
    severity: 'error',
    about:
      'Of the apiVersion of an entry in `healthCheckExprs`, the group alone counts. Two entries of one group and kind make Flux refuse the Kustomization, and nothing of it is applied.',
    mend: 'Leave one of them out.',
    sources: [`${STATUS}/status_reader.go NewStatusReader`],
    reads: 'manifests',
  },
  'flux/service-health': {
    title: 'A Kustomization that waits for an InferenceService itself',
    severity: 'warning',
    about:
      "Flux takes an object for unfinished as long as `status.observedGeneration` is not its generation. KServe and OME copy it from the service's Deployment, whose generation goes its own way: once the service was changed, Flux may wait until the timeout although it serves. No health expression helps, since the generation is looked at first. Of `wait: true` it is said where services lie in files that the Kustomization covers by its path.",
    mend: 'Set `wait: false`, and list the Deployment that the controller makes of the service in `healthChecks`.',
    sources: [
      'https://github.com/fluxcd/cli-utils/blob/main/pkg/kstatus/status/generic.go checkGeneration',
      `${STATUS}/status_evaluator.go Evaluate`,
      'https://github.com/kserve/kserve/issues/6081',
    ],
    reads: 'manifests',
  },
  'flux/shared-path': {
    title: 'Two Kustomizations that apply one folder',
    severity: 'warning',
    about:
      'Both apply the same objects, each takes them for its own at every run, and what one of them deletes is gone for the other, too. Those that differ in patches, variables, names, target namespace or cluster are not meant.',
    mend: 'Leave one of them out, or give each a folder of its own.',
    sources: [
      'https://github.com/fluxcd/pkg/blob/main/ssa/manager.go SetOwnerLabels',
      'https://fluxcd.io/flux/faq/#kustomize-questions',
    ],
    reads: 'manifests',
  },
  'flux/source': {
    title: 'A source of Flux with a revision that cannot be one',
    severity: 'error',
    about:
      "A GitRepository names a branch, a tag or a commit, an OCIRepository a tag or a digest, and not in its address. What none can be called Flux does not find, and nothing is applied. Where the revision is empty, Flux takes the branch 'master' or the tag 'latest': a warning in a manifest, and an error where a construct is told so.",
    mend: 'State a revision that is there.',
    sources: [
      'https://github.com/fluxcd/source-controller/blob/main/internal/controller/ocirepository_controller.go parseRepository',
      'https://github.com/fluxcd/pkg/blob/main/git/gogit/clone.go cloneCommit',
      'https://git-scm.com/docs/git-check-ref-format',
    ],
    reads: 'manifests',
  },
  'flux/unknown-health': {
    title: 'A service of which it is not known what shows that it serves',
    severity: 'note',
    about:
      "A FluxDelivery has Flux wait for what controllers make of services. What that is depends on KServe's deployment mode, which neither the service nor the platform states, or on a runtime of OME that is not known. Flux does not wait for the service.",
    mend: 'State `defaultDeploymentMode` of the platform, `deploymentMode` of the service, or make the runtime.',
    sources: [
      'https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/utils/utils.go GetDeploymentMode',
      'https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/utils/deployment.go DetermineDeploymentModes',
    ],
    reads: 'props',
  },
  'flux/unreadable-health': {
    title: 'A health expression that is not CEL',
    severity: 'error',
    about:
      'Flux parses all expressions of a Kustomization before it does anything else. One that is empty or that breaks the grammar of CEL stalls the Kustomization, and nothing of it is applied, not even what the expression is not about. Of names and functions that may not exist nothing is said: that shows when an object is looked at.',
    mend: 'Mend the expression.',
    sources: [
      `${STATUS}/status_evaluator.go NewStatusEvaluator`,
      'https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax',
    ],
    reads: 'manifests',
  },
  'flux/unused-health-expressions': {
    title: 'Health expressions of a Kustomization that waits for nothing',
    severity: 'warning',
    about:
      'Expressions are evaluated for what a Kustomization waits for. Without `wait: true` and without `healthChecks` it waits for nothing, and is ready as soon as its objects are applied.',
    mend: 'Set `wait: true`, or list in `healthChecks` what has to be healthy.',
    sources: [`${CONTROLLER} checkHealth`],
    reads: 'manifests',
  },
  'flux/vacuous-health': {
    title: 'A health expression that is true before anything has happened',
    severity: 'warning',
    about:
      'In CEL, `all` is true of an empty list. `status.conditions.filter(…).all(…)` therefore holds of an object that has no such condition yet, and Flux calls it healthy before its controller has looked at it.',
    mend: "Ask whether the condition exists: `status.conditions.exists(c, c.type == 'Ready' && c.status == 'True')`.",
    sources: [`${STATUS}/status_evaluator.go Evaluate`, 'https://fluxcd.io/flux/cheatsheets/cel-healthchecks/'],
    reads: 'manifests',
  },
} as const satisfies Rules;
