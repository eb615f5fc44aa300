// Generated from CRDs by `npm run import`; change the CRDs and import again.

import { ApiObject, type ApiObjectMetadata, type ApiObjectProps, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import type {
  CommonMetadata,
  EmbeddedObjectMetadata,
  LabelSelector,
  LocalObjectReference,
  NameValue,
  Target,
} from './shared';

export interface AppProjectProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: AppProjectSpec;
}

/** `kind: AppProject` of `apiVersion: argoproj.io/v1alpha1`. */
export class AppProject extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject' };

  static manifest(props: AppProjectProps): ApiObjectProps {
    return { ...AppProject.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: AppProjectProps) {
    super(scope, id, AppProject.manifest(props));
  }
}

export interface ApplicationProps {
  readonly metadata?: ApiObjectMetadata;
  readonly operation?: ApplicationOperation;
  readonly spec: ApplicationSpec;
}

/** `kind: Application` of `apiVersion: argoproj.io/v1alpha1`. */
export class Application extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application' };

  static manifest(props: ApplicationProps): ApiObjectProps {
    return { ...Application.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id, Application.manifest(props));
  }
}

export interface ApplicationSetProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: ApplicationSetSpec;
}

/** `kind: ApplicationSet` of `apiVersion: argoproj.io/v1alpha1`. */
export class ApplicationSet extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'argoproj.io/v1alpha1', kind: 'ApplicationSet' };

  static manifest(props: ApplicationSetProps): ApiObjectProps {
    return { ...ApplicationSet.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: ApplicationSetProps) {
    super(scope, id, ApplicationSet.manifest(props));
  }
}

export interface AppProjectSpec {
  readonly clusterResourceBlacklist?: readonly ClusterResourceBlacklist[];
  readonly clusterResourceWhitelist?: readonly ClusterResourceBlacklist[];
  readonly description?: string;
  readonly destinationServiceAccounts?: readonly DestinationServiceAccount[];
  readonly destinations?: readonly Destination[];
  readonly namespaceResourceBlacklist?: readonly NamespaceResourceBlacklist[];
  readonly namespaceResourceWhitelist?: readonly NamespaceResourceBlacklist[];
  readonly orphanedResources?: OrphanedResources;
  readonly permitOnlyProjectScopedClusters?: boolean;
  readonly roles?: readonly Role[];
  readonly signatureKeys?: readonly SignatureKey[];
  readonly sourceIntegrity?: SourceIntegrity;
  readonly sourceNamespaces?: readonly string[];
  readonly sourceRepos?: readonly string[];
  readonly syncWindows?: readonly SyncWindow[];
}

export interface ApplicationOperation {
  readonly info?: readonly NameValue[];
  readonly initiatedBy?: InitiatedBy;
  readonly retry?: Retry;
  readonly sync?: Sync;
}

export interface ApplicationSetGenerator {
  readonly clusterDecisionResource?: ClusterDecisionResource;
  readonly clusters?: Clusters;
  readonly git?: Git;
  readonly list?: List;
  readonly matrix?: Matrix;
  readonly merge?: Merge;
  readonly plugin?: GeneratorPlugin;
  readonly pullRequest?: PullRequest;
  readonly scmProvider?: ScmProvider;
  readonly selector?: LabelSelector;
}

export interface ApplicationSetSpec {
  readonly applyNestedSelectors?: boolean;
  readonly generators: readonly ApplicationSetGenerator[];
  readonly goTemplate?: boolean;
  readonly goTemplateOptions?: readonly string[];
  readonly ignoreApplicationDifferences?: readonly IgnoreApplicationDifference[];
  readonly preservedFields?: PreservedFields;
  readonly strategy?: Strategy;
  readonly syncPolicy?: ApplicationSetSyncPolicy;
  readonly template: ApplicationSetTemplate;
  readonly templatePatch?: string;
}

export interface ApplicationSetSyncPolicy {
  readonly applicationsSync?: 'create-delete' | 'create-only' | 'create-update' | 'sync';
  readonly preserveResourcesOnDeletion?: boolean;
}

export interface ApplicationSetTemplate {
  readonly metadata: EmbeddedObjectMetadata;
  readonly spec: ApplicationSpec;
}

export interface ApplicationSpec {
  readonly destination: Destination;
  readonly ignoreDifferences?: readonly IgnoreDifference[];
  readonly info?: readonly NameValue[];
  readonly project: string;
  readonly revisionHistoryLimit?: number;
  readonly source?: Source;
  readonly sourceHydrator?: SourceHydrator;
  readonly sources?: readonly Source[];
  readonly syncPolicy?: SyncPolicy;
}

export interface Apply {
  readonly force?: boolean;
}

export interface Automated {
  readonly allowEmpty?: boolean;
  readonly enabled?: boolean;
  readonly prune?: boolean;
  readonly selfHeal?: boolean;
}

export interface AwsCodeCommit {
  readonly allBranches?: boolean;
  readonly region?: string;
  readonly role?: string;
  readonly tagFilters?: readonly TagFilter[];
}

export interface AzureDevOps {
  readonly accessTokenRef: TokenRef;
  readonly allBranches?: boolean;
  readonly api?: string;
  readonly organization: string;
  readonly teamProject: string;
}

export interface Azuredevops {
  readonly api?: string;
  readonly labels?: readonly string[];
  readonly organization: string;
  readonly project: string;
  readonly repo: string;
  readonly tokenRef?: TokenRef;
}

export interface Backoff {
  readonly duration?: string;
  readonly factor?: number;
  readonly maxDuration?: string;
}

export interface BasicAuth {
  readonly passwordRef: TokenRef;
  readonly username: string;
}

export interface BearerToken {
  readonly tokenRef: TokenRef;
}

export interface Bitbucket {
  readonly api?: string;
  readonly basicAuth?: BasicAuth;
  readonly bearerToken?: BearerToken;
  readonly owner: string;
  readonly repo: string;
}

export interface BitbucketServer {
  readonly api: string;
  readonly basicAuth?: BasicAuth;
  readonly bearerToken?: BearerToken;
  readonly caRef?: CaRef;
  readonly insecure?: boolean;
  readonly project: string;
  readonly repo: string;
}

export interface CaRef {
  readonly configMapName: string;
  readonly key: string;
}

export interface ClusterDecisionResource {
  readonly configMapRef: string;
  readonly labelSelector?: LabelSelector;
  readonly name?: string;
  readonly requeueAfterSeconds?: number;
  readonly template?: ApplicationSetTemplate;
  readonly values?: Readonly<Record<string, string>>;
}

export interface ClusterResourceBlacklist {
  readonly group: string;
  readonly kind: string;
  readonly name?: string;
}

export interface Clusters {
  readonly flatList?: boolean;
  readonly selector?: LabelSelector;
  readonly template?: ApplicationSetTemplate;
  readonly values?: Readonly<Record<string, string>>;
}

export interface Destination {
  readonly name?: string;
  readonly namespace?: string;
  readonly server?: string;
}

export interface DestinationServiceAccount {
  readonly defaultServiceAccount: string;
  readonly namespace?: string;
  readonly server: string;
}

export interface Directory {
  readonly disableExtensionFilter?: boolean;
  readonly exclude?: string;
  readonly include?: string;
  readonly jsonnet?: Jsonnet;
  readonly recurse?: boolean;
}

export interface DrySource {
  readonly directory?: Directory;
  readonly helm?: Helm;
  readonly kustomize?: Kustomize;
  readonly path: string;
  readonly plugin?: Plugin;
  readonly repoURL: string;
  readonly targetRevision: string;
}

export interface ExtVar {
  readonly code?: boolean;
  readonly name: string;
  readonly value: string;
}

export interface FileParameter {
  readonly name?: string;
  readonly path?: string;
}

export interface Filter {
  readonly branchMatch?: string;
  readonly targetBranchMatch?: string;
  readonly titleMatch?: string;
}

export interface Generator {
  readonly clusterDecisionResource?: ClusterDecisionResource;
  readonly clusters?: Clusters;
  readonly git?: Git;
  readonly list?: List;
  readonly matrix?: unknown;
  readonly merge?: unknown;
  readonly plugin?: GeneratorPlugin;
  readonly pullRequest?: PullRequest;
  readonly scmProvider?: ScmProvider;
  readonly selector?: LabelSelector;
}

export interface GeneratorPlugin {
  readonly configMapRef: LocalObjectReference;
  readonly input?: Input;
  readonly requeueAfterSeconds?: number;
  readonly template?: ApplicationSetTemplate;
  readonly values?: Readonly<Record<string, string>>;
}

export interface Git {
  readonly directories?: readonly GitDirectory[];
  readonly files?: readonly GitDirectory[];
  readonly pathParamPrefix?: string;
  readonly repoURL: string;
  readonly requeueAfterSeconds?: number;
  readonly revision: string;
  readonly template?: ApplicationSetTemplate;
  readonly values?: Readonly<Record<string, string>>;
}

export interface GitDirectory {
  readonly exclude?: boolean;
  readonly path: string;
}

export interface Gitea {
  readonly api: string;
  readonly insecure?: boolean;
  readonly labels?: readonly string[];
  readonly owner: string;
  readonly repo: string;
  readonly tokenRef?: TokenRef;
}

export interface Github {
  readonly api?: string;
  readonly appSecretName?: string;
  readonly labels?: readonly string[];
  readonly owner: string;
  readonly repo: string;
  readonly tokenRef?: TokenRef;
}

export interface Gitlab {
  readonly api?: string;
  readonly caRef?: CaRef;
  readonly insecure?: boolean;
  readonly labels?: readonly string[];
  readonly project: string;
  readonly pullRequestState?: string;
  readonly tokenRef?: TokenRef;
}

export interface Gpg {
  readonly keys: readonly string[];
  readonly mode: string;
}

export interface Helm {
  readonly apiVersions?: readonly string[];
  readonly fileParameters?: readonly FileParameter[];
  readonly ignoreMissingValueFiles?: boolean;
  readonly kubeVersion?: string;
  readonly namespace?: string;
  readonly parameters?: readonly Parameter[];
  readonly passCredentials?: boolean;
  readonly releaseName?: string;
  readonly skipCrds?: boolean;
  readonly skipSchemaValidation?: boolean;
  readonly skipTests?: boolean;
  readonly valueFiles?: readonly string[];
  readonly values?: string;
  readonly valuesObject?: Readonly<Record<string, unknown>>;
  readonly version?: string;
}

export interface HydrateTo {
  readonly targetBranch: string;
}

export interface Ignore {
  readonly group?: string;
  readonly kind?: string;
  readonly name?: string;
}

export interface IgnoreApplicationDifference {
  readonly jqPathExpressions?: readonly string[];
  readonly jsonPointers?: readonly string[];
  readonly name?: string;
}

export interface IgnoreDifference {
  readonly group?: string;
  readonly jqPathExpressions?: readonly string[];
  readonly jsonPointers?: readonly string[];
  readonly kind: string;
  readonly managedFieldsManagers?: readonly string[];
  readonly name?: string;
  readonly namespace?: string;
}

export interface InitiatedBy {
  readonly automated?: boolean;
  readonly username?: string;
}

export interface Input {
  readonly parameters?: Readonly<Record<string, unknown>>;
}

export interface Jsonnet {
  readonly extVars?: readonly ExtVar[];
  readonly libs?: readonly string[];
  readonly tlas?: readonly ExtVar[];
}

export interface JwtToken {
  readonly exp?: number;
  readonly iat: number;
  readonly id?: string;
}

export interface Kustomize {
  readonly apiVersions?: readonly string[];
  readonly commonAnnotations?: Readonly<Record<string, string>>;
  readonly commonAnnotationsEnvsubst?: boolean;
  readonly commonLabels?: Readonly<Record<string, string>>;
  readonly components?: readonly string[];
  readonly forceCommonAnnotations?: boolean;
  readonly forceCommonLabels?: boolean;
  readonly ignoreMissingComponents?: boolean;
  readonly images?: readonly string[];
  readonly kubeVersion?: string;
  readonly labelIncludeTemplates?: boolean;
  readonly labelWithoutSelector?: boolean;
  readonly namePrefix?: string;
  readonly nameSuffix?: string;
  readonly namespace?: string;
  readonly patches?: readonly Patch[];
  readonly replicas?: readonly Replica[];
  readonly version?: string;
}

export interface List {
  readonly elements?: readonly unknown[];
  readonly elementsYaml?: string;
  readonly template?: ApplicationSetTemplate;
}

export interface Matrix {
  readonly generators: readonly Generator[];
  readonly template?: ApplicationSetTemplate;
}

export interface Merge {
  readonly generators: readonly Generator[];
  readonly mergeKeys: readonly string[];
  readonly template?: ApplicationSetTemplate;
}

export interface NamespaceResourceBlacklist {
  readonly group: string;
  readonly kind: string;
}

export interface OrphanedResources {
  readonly ignore?: readonly Ignore[];
  readonly warn?: boolean;
}

export interface Parameter {
  readonly forceString?: boolean;
  readonly name?: string;
  readonly value?: string;
}

export interface Patch {
  readonly options?: Readonly<Record<string, boolean>>;
  readonly patch?: string;
  readonly path?: string;
  readonly target?: Target;
}

export interface Plugin {
  readonly env?: readonly NameValue[];
  readonly name?: string;
  readonly parameters?: readonly PluginParameter[];
}

export interface PluginParameter {
  readonly array?: readonly string[];
  readonly map?: Readonly<Record<string, string>>;
  readonly name?: string;
  readonly string?: string;
}

export interface Policy {
  readonly gpg: Gpg;
  readonly repos: readonly Repo[];
}

export interface PreservedFields {
  readonly annotations?: readonly string[];
  readonly labels?: readonly string[];
}

export interface PullRequest {
  readonly azuredevops?: Azuredevops;
  readonly bitbucket?: Bitbucket;
  readonly bitbucketServer?: BitbucketServer;
  readonly continueOnRepoNotFoundError?: boolean;
  readonly filters?: readonly Filter[];
  readonly gitea?: Gitea;
  readonly github?: Github;
  readonly gitlab?: Gitlab;
  readonly requeueAfterSeconds?: number;
  readonly template?: ApplicationSetTemplate;
  readonly values?: Readonly<Record<string, string>>;
}

export interface Replica {
  readonly count: number | string;
  readonly name: string;
}

export interface Repo {
  readonly url: string;
}

export interface Resource {
  readonly group?: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

export interface Retry {
  readonly backoff?: Backoff;
  readonly limit?: number;
  readonly refresh?: boolean;
}

export interface Role {
  readonly description?: string;
  readonly groups?: readonly string[];
  readonly jwtTokens?: readonly JwtToken[];
  readonly name: string;
  readonly policies?: readonly string[];
}

export interface RollingSync {
  readonly steps?: readonly Step[];
}

export interface ScmProvider {
  readonly awsCodeCommit?: AwsCodeCommit;
  readonly azureDevOps?: AzureDevOps;
  readonly bitbucket?: ScmProviderBitbucket;
  readonly bitbucketServer?: ScmProviderBitbucketServer;
  readonly cloneProtocol?: string;
  readonly filters?: readonly ScmProviderFilter[];
  readonly gitea?: ScmProviderGitea;
  readonly github?: ScmProviderGithub;
  readonly gitlab?: ScmProviderGitlab;
  readonly requeueAfterSeconds?: number;
  readonly template?: ApplicationSetTemplate;
  readonly values?: Readonly<Record<string, string>>;
}

export interface ScmProviderBitbucket {
  readonly allBranches?: boolean;
  readonly appPasswordRef: TokenRef;
  readonly owner: string;
  readonly user: string;
}

export interface ScmProviderBitbucketServer {
  readonly allBranches?: boolean;
  readonly api: string;
  readonly basicAuth?: BasicAuth;
  readonly bearerToken?: BearerToken;
  readonly caRef?: CaRef;
  readonly insecure?: boolean;
  readonly project: string;
}

export interface ScmProviderFilter {
  readonly branchMatch?: string;
  readonly labelMatch?: string;
  readonly pathsDoNotExist?: readonly string[];
  readonly pathsExist?: readonly string[];
  readonly repositoryMatch?: string;
}

export interface ScmProviderGitea {
  readonly allBranches?: boolean;
  readonly api: string;
  readonly excludeArchivedRepos?: boolean;
  readonly insecure?: boolean;
  readonly owner: string;
  readonly tokenRef?: TokenRef;
}

export interface ScmProviderGithub {
  readonly allBranches?: boolean;
  readonly api?: string;
  readonly appSecretName?: string;
  readonly excludeArchivedRepos?: boolean;
  readonly organization: string;
  readonly tokenRef?: TokenRef;
}

export interface ScmProviderGitlab {
  readonly allBranches?: boolean;
  readonly api?: string;
  readonly caRef?: CaRef;
  readonly group: string;
  readonly includeArchivedRepos?: boolean;
  readonly includeSharedProjects?: boolean;
  readonly includeSubgroups?: boolean;
  readonly insecure?: boolean;
  readonly tokenRef?: TokenRef;
  readonly topic?: string;
}

export interface SignatureKey {
  readonly keyID: string;
}

export interface Source {
  readonly chart?: string;
  readonly directory?: Directory;
  readonly helm?: Helm;
  readonly kustomize?: Kustomize;
  readonly name?: string;
  readonly path?: string;
  readonly plugin?: Plugin;
  readonly ref?: string;
  readonly repoURL: string;
  readonly tagPrefix?: string;
  readonly targetRevision?: string;
}

export interface SourceHydrator {
  readonly drySource: DrySource;
  readonly hydrateTo?: HydrateTo;
  readonly syncSource: SyncSource;
}

export interface SourceIntegrity {
  readonly git: SourceIntegrityGit;
}

export interface SourceIntegrityGit {
  readonly policies: readonly Policy[];
}

export interface Step {
  readonly matchExpressions?: readonly StepSelectorRequirement[];
  readonly maxUpdate?: number | string;
}

export interface StepSelectorRequirement {
  readonly key?: string;
  readonly operator?: string;
  readonly values?: readonly string[];
}

export interface Strategy {
  readonly deletionOrder?: string;
  readonly rollingSync?: RollingSync;
  readonly type?: string;
}

export interface Sync {
  readonly autoHealAttemptsCount?: number;
  readonly dryRun?: boolean;
  readonly manifests?: readonly string[];
  readonly prune?: boolean;
  readonly resources?: readonly Resource[];
  readonly revision?: string;
  readonly revisions?: readonly string[];
  readonly source?: Source;
  readonly sources?: readonly Source[];
  readonly syncOptions?: readonly string[];
  readonly syncStrategy?: SyncStrategy;
}

export interface SyncPolicy {
  readonly automated?: Automated;
  readonly managedNamespaceMetadata?: CommonMetadata;
  readonly retry?: Retry;
  readonly syncOptions?: readonly string[];
}

export interface SyncSource {
  readonly path: string;
  readonly repoURL?: string;
  readonly targetBranch: string;
}

export interface SyncStrategy {
  readonly apply?: Apply;
  readonly hook?: Apply;
}

export interface SyncWindow {
  readonly andOperator?: boolean;
  readonly applications?: readonly string[];
  readonly clusters?: readonly string[];
  readonly description?: string;
  readonly duration?: string;
  readonly kind?: string;
  readonly manualSync?: boolean;
  readonly namespaces?: readonly string[];
  readonly schedule?: string;
  readonly syncOverrun?: boolean;
  readonly timeZone?: string;
}

export interface TagFilter {
  readonly key: string;
  readonly value?: string;
}

export interface TokenRef {
  readonly key: string;
  readonly secretName: string;
}
