// Which calls make which services act, and what each of them names: the table behind "CloudFormation did it, because ana
// deleted the stack". A service that is not in it acts for itself, as far as we can tell.
import type { AuditEvent } from '../domain/audit-event.ts';

export interface CausingAction {
  /** Service and event name of the call that a person makes. */
  readonly service: string;
  readonly name: string;
  /** `changed the desired capacity of`: what they did, before the name of the thing. */
  readonly verb: string;
  /** What it can lead the service to do; `any`: both. */
  readonly leadsTo: 'making' | 'removing' | 'any';
}

export interface CausingService {
  readonly actions: readonly CausingAction[];
  /** Parameters, anywhere in the causing call, that name what the service then works on. */
  readonly keys: RegExp;
  /** Tags that the service puts on what it makes, naming the same. */
  readonly tags: RegExp;
  /** How long after the call the service may still act on it, where a name links the two, in milliseconds. */
  readonly linkedMs: number;
  /** …and where only time does. */
  readonly timeMs: number;
}

const MINUTE = 60_000;

type Row = readonly [name: string, verb: string, leadsTo: CausingAction['leadsTo']];

function of(service: string, rows: readonly Row[]): readonly CausingAction[] {
  return rows.map(([name, verb, leadsTo]) => ({ service, name, verb, leadsTo }));
}

const CLOUDFORMATION: CausingService = {
  actions: of('cloudformation', [
    ['DeleteStack', 'deleted stack', 'removing'],
    ['UpdateStack', 'updated stack', 'any'],
    ['ExecuteChangeSet', 'executed a change set of stack', 'any'],
    ['CreateStack', 'created stack', 'making'],
    ['RollbackStack', 'rolled back stack', 'any'],
    ['CancelUpdateStack', 'cancelled the update of stack', 'any'],
    ['ContinueUpdateRollback', 'rolled back stack', 'any'],
    ['DeleteStackInstances', 'deleted instances of stack set', 'removing'],
    ['CreateStackInstances', 'created instances of stack set', 'making'],
    ['UpdateStackSet', 'updated stack set', 'any'],
  ]),
  keys: /^(?:stackName|stackId|changeSetName|changeSetId|stackSetName)$/i,
  tags: /^aws:cloudformation:stack-(?:name|id)$/i,
  linkedMs: 120 * MINUTE,
  timeMs: 2 * MINUTE,
};

const AUTO_SCALING: CausingService = {
  actions: of('autoscaling', [
    ['SetDesiredCapacity', 'changed the desired capacity of', 'any'],
    ['UpdateAutoScalingGroup', 'updated', 'any'],
    ['TerminateInstanceInAutoScalingGroup', 'terminated an instance of', 'any'],
    ['DeleteAutoScalingGroup', 'deleted', 'removing'],
    ['CreateAutoScalingGroup', 'created', 'making'],
    ['ExecutePolicy', 'executed a policy of', 'any'],
    ['StartInstanceRefresh', 'started an instance refresh of', 'any'],
    ['SetInstanceHealth', 'set the health of an instance of', 'any'],
  ]),
  keys: /^(?:autoScalingGroupName|instanceId)$/i,
  tags: /^aws:autoscaling:groupName$/i,
  linkedMs: 15 * MINUTE,
  timeMs: 2 * MINUTE,
};

const OPSWORKS: CausingService = {
  actions: of('opsworks', [
    ['StopInstance', 'stopped OpsWorks instance', 'removing'],
    ['StartInstance', 'started OpsWorks instance', 'making'],
    ['RebootInstance', 'rebooted OpsWorks instance', 'any'],
    ['DeleteInstance', 'deleted OpsWorks instance', 'removing'],
    ['CreateInstance', 'created OpsWorks instance', 'making'],
    ['StopStack', 'stopped OpsWorks stack', 'removing'],
    ['StartStack', 'started OpsWorks stack', 'making'],
    ['DeleteStack', 'deleted OpsWorks stack', 'removing'],
    ['DeleteLayer', 'deleted OpsWorks layer', 'removing'],
    ['CreateLayer', 'created OpsWorks layer', 'making'],
  ]),
  keys: /^(?:instanceId|ec2InstanceId|stackId|layerId|hostname|name)$/i,
  tags: /^opsworks:(?:stack|instance|layer:.+)$/i,
  linkedMs: 15 * MINUTE,
  timeMs: 2 * MINUTE,
};

const ELASTIC_BEANSTALK: CausingService = {
  actions: of('elasticbeanstalk', [
    ['TerminateEnvironment', 'terminated environment', 'removing'],
    ['RebuildEnvironment', 'rebuilt environment', 'any'],
    ['UpdateEnvironment', 'updated environment', 'any'],
    ['CreateEnvironment', 'created environment', 'making'],
    ['RestartAppServer', 'restarted environment', 'any'],
    ['SwapEnvironmentCNAMEs', 'swapped environment', 'any'],
    ['DeleteApplication', 'deleted application', 'removing'],
  ]),
  keys: /^(?:environmentName|environmentId|applicationName)$/i,
  tags: /^elasticbeanstalk:environment-(?:name|id)$/i,
  linkedMs: 60 * MINUTE,
  timeMs: 2 * MINUTE,
};

const SERVICE_CATALOG: CausingService = {
  actions: of('servicecatalog', [
    ['TerminateProvisionedProduct', 'terminated provisioned product', 'removing'],
    ['UpdateProvisionedProduct', 'updated provisioned product', 'any'],
    ['ProvisionProduct', 'provisioned product', 'making'],
  ]),
  keys: /^(?:provisionedProductName|provisionedProductId|recordId)$/i,
  tags: /^aws:servicecatalog:provisionedProductArn$/i,
  linkedMs: 30 * MINUTE,
  timeMs: 2 * MINUTE,
};

const EKS: CausingService = {
  actions: of('eks', [
    ['DeleteNodegroup', 'deleted node group', 'removing'],
    ['UpdateNodegroupConfig', 'changed node group', 'any'],
    ['UpdateNodegroupVersion', 'updated node group', 'any'],
    ['CreateNodegroup', 'created node group', 'making'],
    ['DeleteCluster', 'deleted cluster', 'removing'],
    ['CreateCluster', 'created cluster', 'making'],
  ]),
  keys: /^(?:nodegroupName|clusterName|name)$/i,
  tags: /^(?:eks:nodegroup-name|eks:cluster-name|aws:eks:cluster-name)$/i,
  linkedMs: 30 * MINUTE,
  timeMs: 2 * MINUTE,
};

const SYSTEMS_MANAGER: CausingService = {
  actions: of('ssm', [
    ['StartAutomationExecution', 'started automation', 'any'],
    ['StartChangeRequestExecution', 'started change request', 'any'],
  ]),
  keys: /^(?:automationExecutionId|documentName|instanceId|instanceIds)$/i,
  tags: /^$/,
  linkedMs: 60 * MINUTE,
  timeMs: 2 * MINUTE,
};

/** By the service's host name without `.amazonaws.com`. */
const SERVICES: Readonly<Record<string, CausingService>> = {
  cloudformation: CLOUDFORMATION,
  'stacksets.cloudformation': CLOUDFORMATION,
  'member.org.stacksets.cloudformation': CLOUDFORMATION,
  autoscaling: AUTO_SCALING,
  opsworks: OPSWORKS,
  elasticbeanstalk: ELASTIC_BEANSTALK,
  servicecatalog: SERVICE_CATALOG,
  eks: EKS,
  'eks-nodegroup': EKS,
  ssm: SYSTEMS_MANAGER,
};

/** Services that act through another: what they cause shows there as well. */
const BEHIND: Readonly<Record<string, readonly string[]>> = {
  autoscaling: ['eks', 'elasticbeanstalk'],
  cloudformation: ['elasticbeanstalk', 'servicecatalog'],
};

const SERVICE_LINKED: Readonly<Record<string, string>> = {
  AWSServiceRoleForAutoScaling: 'autoscaling',
  AWSServiceRoleForAmazonEKSNodegroup: 'eks-nodegroup',
  AWSServiceRoleForElasticBeanstalk: 'elasticbeanstalk',
};

/** The service that made this call for somebody, if it is one whose causes are known. */
export function causingService({ actor, sourceIp }: AuditEvent): string | null {
  const hosts = [actor.invokedBy, actor.kind === 'aws-service' ? actor.name : null, sourceIp].map(
    (host) => host?.toLowerCase().replace(/\.amazonaws\.com(?:\.cn)?$/, '') ?? '',
  );
  const named = hosts.find((host) => Object.hasOwn(SERVICES, host));
  if (named !== undefined) return named;
  const role = actor.roleName?.replace(/_.*$/, '') ?? '';
  return Object.hasOwn(SERVICE_LINKED, role) ? (SERVICE_LINKED[role] ?? null) : null;
}

/** Whose calls to look at: those of the service itself, or of services that act through it. */
export type Reach = 'own' | 'behind';

/** What may have made the service act. */
export function causesOf(service: string, reach: Reach): readonly CausingService[] {
  const names = reach === 'own' ? [service] : (BEHIND[service] ?? []);
  return names.flatMap((name) => {
    const known = Object.hasOwn(SERVICES, name) ? SERVICES[name] : undefined;
    return known === undefined ? [] : [known];
  });
}

const REMOVING = /^(?:Terminate|Delete|Stop|Remove|Detach|Deregister|Release|Revoke|Disassociate|Cancel)/;
const MAKING = /^(?:Run|Create|Start|Put|Add|Attach|Register|Allocate|Authorize|Associate|Request)/;

/** Whether an action of that direction can lead to this call. */
export function canLeadTo({ leadsTo }: CausingAction, { action }: AuditEvent): boolean {
  if (leadsTo === 'any') return true;
  if (REMOVING.test(action)) return leadsTo === 'removing';
  return MAKING.test(action) ? leadsTo === 'making' : true;
}
