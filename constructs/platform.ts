import type { Construct } from 'constructs';
import type { ClusterFacts } from '../checks/cluster-facts';
import type { RuntimeDescription } from './runtime-description';
import type { ServiceDescription } from './service';

/** What is known of a cluster by the platform that serves on it. */
export type PlatformFacts = Pick<ClusterFacts, 'platform' | 'kserve'>;

/**
 * A serving platform: it knows which objects carry an engine and a service, with which labels, and in which template
 * language late-bound values are written.
 */
export interface Platform {
  /** Lower-case word for the platform, such as `openshift-ai`. */
  readonly name: string;
  /**
   * Whether a service's objects hold its engine in full, so that an engine may differ from service to service.
   *
   * @default false: services refer to the runtime's object
   */
  readonly servicesHoldEngine?: boolean;
  /**
   * What the platform's options say of a cluster, by which the checks judge what is written for it.
   *
   * @default - nothing is known
   */
  readonly facts?: PlatformFacts;
  /** Adds the objects that offer an engine to services. */
  writeRuntime(scope: Construct, runtime: RuntimeDescription): void;
  /** Adds the objects that serve one model. */
  writeService(scope: Construct, service: ServiceDescription): void;
}
