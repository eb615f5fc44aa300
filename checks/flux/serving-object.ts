/** An object whose health shows whether a model is served; a controller may make it. */
export interface ServingObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** What has to be healthy for a service to serve, or why that is not known. */
export type ServingResult = readonly ServingObject[] | { readonly because: string };
