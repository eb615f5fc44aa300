import { nameOf } from '../../../kubernetes/manifest';
import { child } from '../child-object';
import type { ChildObject } from '../child-object';
import { metadataOf } from './component';
import type { OmeComponent } from './component';

/**
 * What lets a router see the pods that it leads requests to.
 *
 * @see https://github.com/sgl-project/ome/blob/main/pkg/controller/v1beta1/inferenceservice/reconcilers/rbac/rbac_reconciler.go Reconcile
 */
export function routerAccess(router: OmeComponent): readonly ChildObject[] {
  const { namespace } = metadataOf(router);
  const { app: _label, ...labels } = router.labels;
  const name = `${nameOf(router.service)}-router`;
  const metadata = { name, namespace, labels };
  const group = 'rbac.authorization.k8s.io';
  return [
    child(['v1', 'ServiceAccount'], metadata, {}, 'what the router runs as'),
    child(
      [`${group}/v1`, 'Role'],
      metadata,
      { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] }] },
      'lets the router see pods',
    ),
    child(
      [`${group}/v1`, 'RoleBinding'],
      metadata,
      {
        roleRef: { apiGroup: group, kind: 'Role', name },
        subjects: [{ kind: 'ServiceAccount', name, ...(namespace === undefined ? {} : { namespace }) }],
      },
      'gives the Role to the router',
    ),
  ];
}
