import { Construct } from 'constructs';
import type { Platform } from './platform';
import type { ServiceDescription } from './service';

/** One served model on the platform of its cluster; made by `runtime.serve()`. */
export class Service extends Construct {
  public readonly description: ServiceDescription;

  public constructor(
    scope: Construct,
    id: string,
    platform: Platform | undefined,
    describe: (service: Service) => ServiceDescription,
  ) {
    super(scope, id);
    this.description = describe(this);
    platform?.writeService(this, this.description);
  }
}
