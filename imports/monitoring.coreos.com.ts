// Generated from CRDs by `npm run import`; change the CRDs and import again.

import { ApiObject, type ApiObjectMetadata, type ApiObjectProps, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import type {
  KeySelector,
  LabelSelector,
  Quantity,
} from './shared';

export interface PodMonitorProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: PodMonitorSpec;
}

/** `kind: PodMonitor` of `apiVersion: monitoring.coreos.com/v1`. */
export class PodMonitor extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'monitoring.coreos.com/v1', kind: 'PodMonitor' };

  static manifest(props: PodMonitorProps): ApiObjectProps {
    return { ...PodMonitor.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: PodMonitorProps) {
    super(scope, id, PodMonitor.manifest(props));
  }
}

export interface PrometheusRuleProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: PrometheusRuleSpec;
}

/** `kind: PrometheusRule` of `apiVersion: monitoring.coreos.com/v1`. */
export class PrometheusRule extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule' };

  static manifest(props: PrometheusRuleProps): ApiObjectProps {
    return { ...PrometheusRule.GVK, ...props };
  }

  constructor(scope: Construct, id: string, props: PrometheusRuleProps) {
    super(scope, id, PrometheusRule.manifest(props));
  }
}

export interface AttachMetadata {
  readonly node?: boolean;
}

export interface Authorization {
  readonly credentials?: KeySelector;
  readonly type?: string;
}

export interface BasicAuth {
  readonly password?: KeySelector;
  readonly username?: KeySelector;
}

export interface ClientId {
  readonly configMap?: KeySelector;
  readonly secret?: KeySelector;
}

export interface Group {
  readonly interval?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly limit?: number;
  readonly name: string;
  readonly partial_response_strategy?: string;
  readonly query_offset?: string;
  readonly rules?: readonly Rule[];
}

export interface MetricRelabeling {
  readonly action?: 'Drop' | 'DropEqual' | 'HashMod' | 'Keep' | 'KeepEqual' | 'LabelDrop' | 'LabelKeep' | 'LabelMap' | 'Lowercase' | 'Replace' | 'Uppercase' | 'drop' | 'dropequal' | 'hashmod' | 'keep' | 'keepequal' | 'labeldrop' | 'labelkeep' | 'labelmap' | 'lowercase' | 'replace' | 'uppercase';
  readonly modulus?: number;
  readonly regex?: string;
  readonly replacement?: string;
  readonly separator?: string;
  readonly sourceLabels?: readonly string[];
  readonly targetLabel?: string;
}

export interface NamespaceSelector {
  readonly any?: boolean;
  readonly matchNames?: readonly string[];
}

export interface Oauth2 {
  readonly clientId: ClientId;
  readonly clientSecret: KeySelector;
  readonly endpointParams?: Readonly<Record<string, string>>;
  readonly noProxy?: string;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly KeySelector[]>>;
  readonly proxyFromEnvironment?: boolean;
  readonly proxyUrl?: string;
  readonly scopes?: readonly string[];
  readonly tlsConfig?: TlsConfig;
  readonly tokenUrl: string;
}

export interface PodMetricsEndpoint {
  readonly authorization?: Authorization;
  readonly basicAuth?: BasicAuth;
  readonly bearerTokenSecret?: KeySelector;
  readonly enableHttp2?: boolean;
  readonly filterRunning?: boolean;
  readonly followRedirects?: boolean;
  readonly honorLabels?: boolean;
  readonly honorTimestamps?: boolean;
  readonly interval?: string;
  readonly metricRelabelings?: readonly MetricRelabeling[];
  readonly noProxy?: string;
  readonly oauth2?: Oauth2;
  readonly params?: Readonly<Record<string, readonly string[]>>;
  readonly path?: string;
  readonly port?: string;
  readonly portNumber?: number;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly KeySelector[]>>;
  readonly proxyFromEnvironment?: boolean;
  readonly proxyUrl?: string;
  readonly relabelings?: readonly MetricRelabeling[];
  readonly scheme?: 'HTTP' | 'HTTPS' | 'http' | 'https';
  readonly scrapeTimeout?: string;
  readonly targetPort?: number | string;
  readonly tlsConfig?: TlsConfig;
  readonly trackTimestampsStaleness?: boolean;
}

export interface PodMonitorSpec {
  readonly attachMetadata?: AttachMetadata;
  readonly bodySizeLimit?: string;
  readonly convertClassicHistogramsToNHCB?: boolean;
  readonly fallbackScrapeProtocol?: 'OpenMetricsText0.0.1' | 'OpenMetricsText1.0.0' | 'PrometheusProto' | 'PrometheusText0.0.4' | 'PrometheusText1.0.0';
  readonly jobLabel?: string;
  readonly keepDroppedTargets?: number;
  readonly labelLimit?: number;
  readonly labelNameLengthLimit?: number;
  readonly labelValueLengthLimit?: number;
  readonly namespaceSelector?: NamespaceSelector;
  readonly nativeHistogramBucketLimit?: number;
  readonly nativeHistogramMinBucketFactor?: Quantity;
  readonly podMetricsEndpoints?: readonly PodMetricsEndpoint[];
  readonly podTargetLabels?: readonly string[];
  readonly sampleLimit?: number;
  readonly scrapeClass?: string;
  readonly scrapeClassicHistograms?: boolean;
  readonly scrapeNativeHistograms?: boolean;
  readonly scrapeProtocols?: readonly ('OpenMetricsText0.0.1' | 'OpenMetricsText1.0.0' | 'PrometheusProto' | 'PrometheusText0.0.4' | 'PrometheusText1.0.0')[];
  readonly selector: LabelSelector;
  readonly selectorMechanism?: 'RelabelConfig' | 'RoleSelector';
  readonly targetLimit?: number;
}

export interface PrometheusRuleSpec {
  readonly groups?: readonly Group[];
}

export interface Rule {
  readonly alert?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly expr: number | string;
  readonly for?: string;
  readonly keep_firing_for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly record?: string;
}

export interface TlsConfig {
  readonly ca?: ClientId;
  readonly cert?: ClientId;
  readonly insecureSkipVerify?: boolean;
  readonly keySecret?: KeySelector;
  readonly maxVersion?: 'TLS10' | 'TLS11' | 'TLS12' | 'TLS13';
  readonly minVersion?: 'TLS10' | 'TLS11' | 'TLS12' | 'TLS13';
  readonly serverName?: string;
}
