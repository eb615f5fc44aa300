import type { Fault } from '../finding';

/** Everything that is found in the two ConfigMaps of a custom runtime. */
export type HydraRule =
  // What the text is.
  | 'hydra/yaml'
  | 'hydra/structure'
  | 'hydra/unknown-field'
  | 'hydra/misplaced-field'
  // Names of runtimes.
  | 'hydra/runtime-missing'
  | 'hydra/runtime-twice'
  | 'hydra/runtime-unknown'
  // Templates.
  | 'hydra/variable'
  | 'hydra/template'
  | 'hydra/no-value'
  | 'hydra/blank'
  | 'hydra/not-checked'
  // How the container is started.
  | 'hydra/command-words'
  | 'hydra/shell-script'
  | 'hydra/argument-words'
  | 'hydra/argument-empty'
  | 'hydra/argument-value'
  | 'hydra/argument-line'
  // Custom arguments.
  | 'hydra/custom-arguments-lost'
  | 'hydra/custom-arguments-twice'
  | 'hydra/custom-arguments-one-word'
  | 'hydra/custom-arguments-glued'
  | 'hydra/custom-arguments-as-command'
  | 'hydra/custom-arguments-to-ray'
  // Several pods.
  | 'hydra/never-distributed'
  | 'hydra/equal-pods'
  | 'hydra/worker-without-leader'
  | 'hydra/ray-backend'
  | 'hydra/ray-waiting'
  | 'hydra/ray-ends'
  | 'hydra/ray-blocks'
  // The address of the service.
  | 'hydra/port'
  | 'hydra/host'
  // What the container mounts and states.
  | 'hydra/volume-twice'
  | 'hydra/volume-missing'
  | 'hydra/mount-path'
  | 'hydra/mount-twice'
  | 'hydra/model-mount'
  | 'hydra/container-port'
  // Images of runtimes.
  | 'hydra/match'
  | 'hydra/match-twice'
  | 'hydra/image'
  | 'hydra/image-tag'
  | 'hydra/image-fit';

/** A fault of a custom runtime. */
export interface HydraFault extends Fault {
  readonly id: HydraRule;
}
