import { acknowledgementRules } from './acknowledgement';
import { argoCdRules } from './argo-cd';
import { autoscalingRules } from './autoscaling';
import { cceRules } from './cce';
import { cceTemplateRules } from './cce-templates';
import { configurationRules } from './configuration';
import { constructRules } from './constructs';
import { dataRules } from './data';
import { engineArgumentRules } from './engine-arguments';
import { enginePodRules } from './engine-pods';
import { environmentRules } from './environments';
import { everyObjectRules } from './every-object';
import { fluxRules } from './flux';
import { hydraRules } from './hydra';
import { immutabilityRules } from './immutability';
import { inputsRules } from './inputs';
import { kserveRules } from './kserve';
import { kserveSelectionRules } from './kserve-selection';
import { llmInferenceServiceRules } from './llm-inference-service';
import { lwsRules } from './lws';
import { mindieRules } from './mindie';
import { modelServerRules } from './model-servers';
import { omeRules } from './ome';
import { omeTemplateRules } from './ome-templates';
import { podRules } from './pod';
import type { Rule, Rules } from './rule';
import { schemaRules } from './schema';
import { scriptRules } from './script';
import { secretRules } from './secrets';
import { sglangRules } from './sglang';
import { sglangRefusalRules } from './sglang-refusals';
import { sourceRules } from './source';
import { synthesisRules } from './synthesis';
import { templateRules } from './templates';
import { vllmGroupRules } from './vllm-groups';
import { vllmRefusalRules } from './vllm-refusals';
import { vllmStartRules } from './vllm-starts';

const FAMILIES: readonly Rules[] = [
  // One a line, in the order of their names.
  acknowledgementRules,
  argoCdRules,
  autoscalingRules,
  cceRules,
  cceTemplateRules,
  configurationRules,
  constructRules,
  engineArgumentRules,
  enginePodRules,
  environmentRules,
  everyObjectRules,
  fluxRules,
  hydraRules,
  immutabilityRules,
  inputsRules,
  kserveRules,
  kserveSelectionRules,
  llmInferenceServiceRules,
  lwsRules,
  mindieRules,
  modelServerRules,
  omeRules,
  omeTemplateRules,
  podRules,
  schemaRules,
  scriptRules,
  dataRules,
  secretRules,
  sglangRefusalRules,
  sglangRules,
  sourceRules,
  synthesisRules,
  templateRules,
  vllmGroupRules,
  vllmRefusalRules,
  vllmStartRules,
];

/** Every rule there is, by its id, in the order of ids. */
export const allRules: ReadonlyMap<string, Rule> = new Map(
  FAMILIES.flatMap((family) => Object.entries(family)).sort(([one], [other]) => (one < other ? -1 : 1)),
);
