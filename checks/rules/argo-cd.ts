import type { Rules } from './rule';

const ARGO_CD = 'https://github.com/argoproj/argo-cd/blob/master';
const DOCS = 'https://argo-cd.readthedocs.io/en/stable';

/** What Argo CD makes of the objects that it delivers, and of what it is told. */
export const argoCdRules = {
  'argo/claim-wave': {
    title: 'A claim in an earlier wave than the pods that mount it',
    severity: 'error',
    about:
      'Argo CD begins a wave when all objects of those before are healthy, and a claim is healthy once it is bound. A class with `volumeBindingMode: WaitForFirstConsumer`, as most for disks of clouds and nodes are, binds it when there is a pod: each waits for the other, and the sync never ends. Of a class that is not among the manifests it is not known, and the finding is a warning.',
    mend: 'Put the claim into the wave of the first pod that mounts it.',
    sources: [
      `${ARGO_CD}/gitops-engine/pkg/health/health_pvc.go getCorev1PVCHealth`,
      'https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode',
    ],
    reads: 'manifests',
  },
  'argo/deletes-models': {
    title: 'An Application that takes its models with it',
    severity: 'warning',
    about:
      'With the finalizer `resources-finalizer.argocd.argoproj.io`, Argo CD deletes all objects of an Application when the Application is deleted; to rename or to move one deletes it too. An ApplicationSet adds the finalizer by itself, unless it is told to preserve them. Said of Applications whose folder has models that are not annotated with `Delete=confirm` or `Delete=false`, and of sets that make such ones from lists.',
    mend: 'Leave the finalizer out, in a set with `preserveResourcesOnDeletion: true`, or annotate the models.',
    sources: [
      `${DOCS}/user-guide/app_deletion/`,
      `${DOCS}/user-guide/sync-options/#resource-deletion-with-confirmation`,
    ],
    reads: 'manifests',
  },
  'argo/delivered-twice': {
    title: 'A cluster that is delivered twice',
    severity: 'error',
    about:
      'An ArgoDelivery makes an Application for each layer of a cluster. A second one would own the same objects, and both would set back what the other does.',
    mend: 'List each cluster once, in one ArgoDelivery.',
    sources: [`${DOCS}/user-guide/sync-options/#fail-the-sync-if-a-shared-resource-is-found`],
    reads: 'props',
  },
  'argo/destination': {
    title: 'An Application that names no cluster, or one twice',
    severity: 'error',
    about:
      'The destination of an Application is a cluster, by its address or by the name that Argo CD knows it by. Without either, and with both, Argo CD calls the Application invalid and applies nothing.',
    mend: 'State `server` or `name`.',
    sources: [`${ARGO_CD}/util/argo/argo.go GetDestinationServer`],
    reads: 'manifests',
  },
  'argo/flux-owner': {
    title: 'Objects that Argo CD and Flux both deliver',
    severity: 'warning',
    about:
      'An Application and a Kustomization of Flux that apply one folder to one cluster both take its objects for their own. Each applies them when it finds a new commit: what somebody paused in one of them the other goes on with, and what one prunes, or deletes with itself, is gone for both. Said where the folder is one that synth writes, where the Kustomization lies in the folder of the cluster of which it applies a part, or where both lie in one folder and apply to the cluster that they are in.',
    mend: 'Let one of them deliver the cluster.',
    sources: [
      'https://github.com/fluxcd/pkg/blob/main/ssa/manager.go SetOwnerLabels',
      `${ARGO_CD}/controller/state.go CompareAppState`,
    ],
    reads: 'manifests',
  },
  'argo/folder-size': {
    title: 'A folder with more manifests than Argo CD reads',
    severity: 'warning',
    about:
      'Argo CD reads 10 MB of manifests of one folder (10,000,000 bytes, in the files that `include` and `exclude` leave), so that one Application cannot fill its memory. Of a larger folder it reads nothing: the Application shows an error, and no commit is applied any more. The CRDs of KServe and of OME together are larger. An administrator may have raised the limit.',
    mend: 'Deliver CRDs with the charts that bring them, divide the folder, or raise `reposerver.max.combined.directory.manifests.size` in the ConfigMap `argocd-cmd-params-cm`.',
    sources: [
      `${ARGO_CD}/reposerver/repository/repository.go getPotentiallyValidManifests`,
      `${DOCS}/operator-manual/argocd-cmd-params-cm-yaml/`,
    ],
    reads: 'files',
  },
  'argo/force': {
    title: 'An option that Argo CD reads of single objects alone',
    severity: 'warning',
    about:
      'Among the syncOptions of an Application, `Force=true` does nothing. In the annotation of an object it has Argo CD delete the object and make it anew, where it cannot be changed.',
    mend: 'Take it out; state it in the annotation of the object that needs it.',
    sources: [`${ARGO_CD}/controller/sync.go SyncAppState`, `${DOCS}/user-guide/sync-options/#force-sync`],
    reads: 'manifests',
  },
  'argo/namespace-metadata': {
    title: 'Metadata of a namespace that is not applied',
    severity: 'warning',
    about:
      'What `managedNamespaceMetadata` says is applied to the namespace of the destination, where `CreateNamespace=true` is among the syncOptions. A manifest of that Namespace in the Application precedes it.',
    mend: 'State labels and annotations in a manifest of the Namespace, or have Argo CD make the namespace, and not both.',
    sources: [
      `${DOCS}/user-guide/sync-options/#namespace-metadata`,
      `${ARGO_CD}/controller/sync_namespace.go syncNamespace`,
    ],
    reads: 'manifests',
  },
  'argo/replace': {
    title: 'Server-side apply that is overruled',
    severity: 'warning',
    about:
      '`Replace=true` precedes `ServerSideApply=true`: objects are then overwritten as a whole. Whatever others have set in them is lost at every sync, such as the number of replicas of an autoscaler, and fields that cannot be changed fail the sync.',
    mend: 'Take out `Replace=true`, and state it in the annotation of an object that needs it.',
    sources: [`${DOCS}/user-guide/sync-options/#server-side-apply`],
    reads: 'manifests',
  },
  'argo/nothing-to-deliver': {
    title: 'A delivery of no cluster, or of one before it had objects',
    severity: 'error',
    about:
      'An ArgoDelivery makes an Application for each layer of a cluster that has objects when the delivery is made. There was none, or no cluster is listed, and Argo CD would apply nothing.',
    mend: 'List the clusters, and make the delivery last, after all else in them.',
    sources: [`${DOCS}/user-guide/application-specification/`],
    reads: 'props',
  },
  'argo/repository': {
    title: 'An Application whose repository or revision cannot be one',
    severity: 'error',
    about:
      'An Application names a repository of Git by its whole address, and a branch, a tag or a commit in it. What is no address, and what no branch or tag can be called, Argo CD does not find: it shows an error, and applies nothing. Of charts and of artifacts of registries nothing is said. An ArgoDelivery also asks for a revision.',
    mend: 'Write the whole address, and a reference such as `refs/heads/main`.',
    sources: [
      `${ARGO_CD}/util/argo/argo.go validateSourcePermissions`,
      'https://git-scm.com/docs/git-check-ref-format',
    ],
    reads: 'manifests',
  },
  'argo/shallow-folder': {
    title: 'A folder in which Argo CD finds nothing',
    severity: 'error',
    about:
      'Unless `directory.recurse` is true, Argo CD reads the files of the folder itself and none of those below. Where all files lie below, it applies nothing, and shows the Application as synced.',
    mend: 'Set `directory.recurse: true`.',
    sources: [
      `${DOCS}/user-guide/directory/`,
      `${ARGO_CD}/reposerver/repository/repository.go getPotentiallyValidManifests`,
    ],
    reads: 'manifests',
  },
  'argo/sync-wave': {
    title: 'A wave that is no whole number',
    severity: 'warning',
    about:
      'Argo CD reads the annotation `argocd.argoproj.io/sync-wave` as a whole number. What is none it does not heed, without a word: the object is applied in wave 0.',
    mend: 'Write a whole number in quotation marks.',
    sources: [`${ARGO_CD}/gitops-engine/pkg/sync/syncwaves/waves.go Wave`],
    reads: 'manifests',
  },
  'argo/sync-window': {
    title: 'A sync window that Argo CD cannot read',
    severity: 'error',
    about:
      'The schedule of a window has five fields: minute, hour, day of the month, month and day of the week, from 0 to 6; words such as `@daily` are none. Its duration has hours, minutes and seconds; there are no days. Of a window that it cannot read, Argo CD does not know whether syncs are allowed, and allows none.',
    mend: 'Write such as schedule `0 22 * * 1-5` and duration `8h`.',
    sources: [
      `${ARGO_CD}/pkg/apis/application/v1alpha1/types.go Validate, CanSync`,
      'https://github.com/robfig/cron/blob/master/parser.go Parse',
    ],
    reads: 'manifests',
  },
  'argo/time-zone': {
    title: 'A sync window in an unknown time zone',
    severity: 'warning',
    about:
      'A zone that is not in the time zone database is replaced by UTC; the log of Argo CD alone says so. The window is open at another time than is meant.',
    mend: 'Use a name of the database, such as `Europe/Berlin`.',
    sources: [`${ARGO_CD}/pkg/apis/application/v1alpha1/types.go Validate`, 'https://www.iana.org/time-zones'],
    reads: 'manifests',
  },
  'argo/two-owners': {
    title: 'An object that two Applications deliver',
    severity: 'error',
    about:
      'Argo CD notes on each object which Application it belongs to. Two that deliver one object to one cluster take it from each other at every sync, show it as out of sync, and the one that prunes deletes it once its own folder no longer has it. With `FailOnSharedResource=true` the sync of the later one fails. Said of folders that are stated as such (`directory`), of one repository and revision, of the Applications of one Argo CD, those included that ApplicationSets make from lists.',
    mend: 'Let one Application deliver it.',
    sources: [
      `${DOCS}/user-guide/sync-options/#fail-the-sync-if-a-shared-resource-is-found`,
      `${ARGO_CD}/controller/state.go CompareAppState`,
    ],
    reads: 'manifests',
  },
  'argo/unconfirmed-pruning': {
    title: 'Models that are deleted as soon as they leave Git',
    severity: 'note',
    about:
      'With `automated.prune: true`, Argo CD deletes what Git no longer has. That is meant, and it is also what a moved folder or a wrong merge does: GPUs are free within a minute, and it takes the whole loading time to get the model back. With `Prune=confirm` somebody confirms it; until then the sync does not end.',
    mend: 'Annotate models with `argocd.argoproj.io/sync-options: Prune=confirm`, or acknowledge that it is meant.',
    sources: [`${DOCS}/user-guide/sync-options/#resource-pruning-with-confirmation`],
    reads: 'manifests',
  },
  'argo/unknown-cluster': {
    title: 'A cluster that is not of the app',
    severity: 'error',
    about:
      'An ArgoDelivery makes Applications over the folders of clusters, which synth writes for the clusters of the same app. The folder of another would not be there.',
    mend: 'List clusters that are made in the same app.',
    sources: [`${DOCS}/user-guide/application-specification/`],
    reads: 'props',
  },
  'argo/window-for-nothing': {
    title: 'A sync window that is for no Application',
    severity: 'warning',
    about:
      'A window is for the Applications whose name, namespace or cluster it names. One that names none neither allows nor denies anything.',
    mend: "Name what it is for, such as `applications: ['*']`.",
    sources: [`${ARGO_CD}/pkg/apis/application/v1alpha1/types.go Matches`],
    reads: 'manifests',
  },
} as const satisfies Rules;
