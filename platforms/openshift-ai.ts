import type { PlatformFacts } from '../constructs/platform';
import type { RuntimeDescription } from '../constructs/runtime-description';
import type { ServiceDescription } from '../constructs/service';
import { Kserve } from './kserve/kserve';
import type { Labels } from './kserve/kserve';

const ON_DASHBOARD: Labels = { 'opendatahub.io/dashboard': 'true' };

/** What a service in Knative mode needs where the platform's service mesh terminates TLS in the pod. */
const SERVICE_MESH: Labels = {
  'serving.knative.openshift.io/enablePassthrough': 'true',
  'sidecar.istio.io/inject': 'true',
  'sidecar.istio.io/rewriteAppHTTPProbers': 'true',
};

/** OpenShift AI and Open Data Hub: KServe with a dashboard that shows what is labelled for it. */
export class OpenShiftAi extends Kserve {
  public override readonly name = 'openshift-ai';

  public override get facts(): PlatformFacts {
    return { ...super.facts, platform: 'openshift-ai' };
  }

  protected override runtimeLabels(): Labels {
    return ON_DASHBOARD;
  }

  protected override runtimeAnnotations(runtime: RuntimeDescription): Labels {
    const { resource } = runtime.engine.accelerator;
    return {
      ...displayName(runtime),
      ...(resource === undefined ? {} : { 'opendatahub.io/recommended-accelerators': JSON.stringify([resource]) }),
    };
  }

  protected override runtimeSpec() {
    return { multiModel: false };
  }

  protected override serviceLabels(): Labels {
    return ON_DASHBOARD;
  }

  protected override serviceAnnotations(service: ServiceDescription): Labels {
    return {
      ...displayName(service),
      ...(this.deploymentMode(service) === 'Knative' ? SERVICE_MESH : {}),
    };
  }
}

function displayName({ displayName }: { readonly displayName?: string }): Labels {
  return displayName === undefined ? {} : { 'openshift.io/display-name': displayName };
}
