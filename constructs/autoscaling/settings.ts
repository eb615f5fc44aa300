import type { MeteredEngine } from '../../catalog/engine-metrics';
import type { Service } from '../served-model';
import type { ScaleTarget } from './scale-target';

/** What 95 of 100 requests must not exceed, in whole milliseconds; at least one of the two. */
export type LatencyObjective =
  (TimeToFirstToken & Partial<TimePerOutputToken>) | (Partial<TimeToFirstToken> & TimePerOutputToken);

interface TimeToFirstToken {
  /** From the request's arrival to its first token, in milliseconds. */
  readonly timeToFirstTokenMs: number;
}

interface TimePerOutputToken {
  /** For each further token, in milliseconds: what a reader sees as speed. */
  readonly timePerOutputTokenMs: number;
}

/** An engine, by which the names of metrics are chosen. */
export interface MeasuredEngine {
  readonly name: MeteredEngine;
  /** Such as `0.11.0`. @default the newest known */
  readonly version?: string;
}

/** What is scaled, said in full. */
export interface ScaledWorkload {
  readonly target: ScaleTarget;
  /** @default the chart's */
  readonly namespace?: string;
  /** At least 1, or 0 on KEDA with `wakeUpQuery`. */
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly engine: MeasuredEngine;
  /** Name under which the engine serves the model, which its metrics carry. */
  readonly servedModelName: string;
  /** Port of the pods on which the engine answers, by its number, for Prometheus Operator 0.79 or later, or its name. */
  readonly metricsPort: number | string;
  /** @default /metrics */
  readonly metricsPath?: string;
}

/** What is scaled, read from a service: names, engine, and the range of `replicas`. */
export interface ScaledService {
  /** States `replicas` as a range, which leaves their number to an autoscaler. */
  readonly service: Service;
  /** Which half of an engine with prefill and decode apart. */
  readonly role?: 'prefill' | 'decode';
  /** @default the version in the tag of the engine's image, else the newest known */
  readonly engineVersion?: string;
  /** @default what the platform tells the engine */
  readonly servedModelName?: string;
}

/** What holds for each kind of scaler. */
export interface SloSettings {
  readonly objective: LatencyObjective;
  /** Name of the scaler, the monitor and the alerts. @default the target's name and `-slo` */
  readonly name?: string;
  /**
   * Requests that may wait for each replica; more of them add replicas before any latency is measured, which is when a
   * request has its first token. `false` to scale by latency alone.
   *
   * @default 5
   */
  readonly waitingPerReplica?: number | false;
  /** How replicas are taken away. @default one in five minutes, after fifteen minutes without need of it */
  readonly scaleDown?: ScaleDown;
  /** Seconds over which latencies are taken together, at least four times the interval of scraping. @default 300 */
  readonly rangeSeconds?: number;
  /** How the pods are measured, and when people are told. @default a PodMonitor, and alerts */
  readonly monitoring?: Monitoring;
}

/** How replicas are taken away; each has loaded its model for minutes, and low latency says little of the load. */
export interface ScaleDown {
  /** The most that was needed in this time is kept; 0 to 3600 seconds. @default 900 */
  readonly stabilizationSeconds?: number;
  /** How many may go in one step. @default 1 */
  readonly replicas?: number;
  /** Seconds that one step lasts, 1 to 1800. @default 300 */
  readonly everySeconds?: number;
}

/** How the pods are measured, and when people are told. */
export interface Monitoring {
  /**
   * Make a PodMonitor for the pods that answer. Without, whatever scrapes them must set the label `namespace`, and
   * services of one namespace are told apart by the name of their models alone.
   *
   * @default true
   */
  readonly podMonitor?: boolean;
  /** Make a PrometheusRule with alerts. @default true */
  readonly alerts?: boolean;
  /** Labels by which Prometheus finds PodMonitor and PrometheusRule, such as `release`. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default 15 */
  readonly scrapeIntervalSeconds?: number;
  /** Seconds for which something must be wrong before an alert fires. @default 600 */
  readonly alertAfterSeconds?: number;
}

/** Scaling by KEDA 2.18 or later. */
export interface KedaSettings {
  readonly scaler?: 'keda';
  /** Address of Prometheus as KEDA reaches it, such as `http://prometheus-operated.monitoring:9090`. */
  readonly prometheus: string | PrometheusServer;
  /**
   * PromQL of one number that is above 0 while clients ask for the model and no pod answers, such as the rate of a
   * gateway's requests; it must not be the engine's own metric, since no pod exposes that then.
   *
   * @default at least one replica stays
   */
  readonly wakeUpQuery?: string;
  /** Seconds between looks at whether to wake up, where `minReplicas` is 0. @default KEDA's 30 */
  readonly pollingIntervalSeconds?: number;
  /** Seconds without any request after which the last replica goes, where `minReplicas` is 0. @default 900 */
  readonly cooldownSeconds?: number;
  /**
   * How many replicas run while metrics cannot be had.
   *
   * @default as many as there are, where `minReplicas` is 1 or more
   */
  readonly fallback?: Fallback;
}

/** How KEDA reaches Prometheus. */
export interface PrometheusServer {
  readonly address: string;
  /** @default none */
  readonly authentication?: {
    readonly modes: readonly ('basic' | 'bearer' | 'custom' | 'tls')[];
    /** Name of a TriggerAuthentication in the namespace, or of a ClusterTriggerAuthentication. */
    readonly name: string;
    /** @default TriggerAuthentication */
    readonly kind?: 'TriggerAuthentication' | 'ClusterTriggerAuthentication';
  };
}

/** How many replicas run while metrics cannot be had, which is also while the first pod loads its model. */
export interface Fallback {
  readonly replicas: number;
  /** Failures in a row after which it holds. @default 3 */
  readonly failureThreshold?: number;
  /** Whether the number of replicas that run counts too. @default static: it does not */
  readonly behavior?: 'static' | 'currentReplicas' | 'currentReplicasIfHigher' | 'currentReplicasIfLower';
}

/**
 * Scaling by Kubernetes' own HorizontalPodAutoscaler, through the external metrics of prometheus-adapter, whose
 * configuration needs the rules of `SloAutoscaling.adapterRules`.
 */
export interface HpaSettings {
  readonly scaler: 'hpa';
}

/** Autoscaling by a service level objective. */
export type SloAutoscalingProps = (ScaledWorkload | ScaledService) & SloSettings & (KedaSettings | HpaSettings);

/** Autoscaling of a service, which is given apart. */
export type ServiceAutoscalingProps = Omit<ScaledService, 'service'> & SloSettings & (KedaSettings | HpaSettings);
