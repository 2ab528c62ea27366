// Calls that change settings of instances, databases, groups of instances, functions and keys → each setting as it is now.
import type { Json } from '../../domain/audit-event.ts';
import { listOf } from '../words/count.ts';
import {
  added,
  type Call,
  type Change,
  type ChangeReader,
  firstWord,
  flag,
  get,
  members,
  nowSet,
  removed,
  word,
  words,
} from './change.ts';

const NAMES_MAX = 5;

/** `label`: the setting in words. A protection that is off is a removal, on an addition. */
function protection(label: string, on: boolean | null): readonly Change[] {
  if (on === null) return [];
  return on ? [added(`${label} on`)] : [removed(`${label} off`)];
}

function setting(label: string, value: string): readonly Change[] {
  return value === '' ? [] : [nowSet(`${label} set to ${value}`)];
}

/** `disableApiTermination: { value: true }`, or `attribute: 'disableApiTermination', value: 'true'`. */
function attributeOf(request: Json, name: string): string {
  const direct = word(request, name);
  if (direct !== '') return direct;
  return word(request, 'attribute').toLowerCase() === name.toLowerCase() ? word(request, 'value') : '';
}

export const instanceAttributes: ChangeReader = ({ service, action, request }) => {
  if (service !== 'ec2') return null;
  const id = word(request, 'instanceId');
  if (action === 'ModifyInstanceMetadataOptions') {
    const tokens = word(request, 'httpTokens');
    if (tokens === '') return null;
    const means = tokens === 'optional' ? ' (IMDSv1 works again)' : tokens === 'required' ? ' (IMDSv2 only)' : '';
    return [nowSet(`Metadata tokens of ${id} ${tokens}${means}`)];
  }
  if (action !== 'ModifyInstanceAttribute') return null;
  const truth = (name: string): boolean | null => flag(attributeOf(request, name));
  const groups = words(request, 'groupSet', 'groupId');
  return [
    ...protection(`Termination protection of ${id}`, truth('disableApiTermination')),
    ...protection(`Stop protection of ${id}`, truth('disableApiStop')),
    ...setting(`Instance type of ${id}`, attributeOf(request, 'instanceType')),
    ...(groups.length === 0 ? [] : setting(`Security groups of ${id}`, listOf(groups, NAMES_MAX))),
    ...setting(`Source and destination check of ${id}`, onOff(truth('sourceDestCheck'))),
    ...setting(`What a shutdown of ${id} does`, attributeOf(request, 'instanceInitiatedShutdownBehavior')),
    ...(attributeOf(request, 'userData') === '' ? [] : [nowSet(`User data of ${id} replaced (not shown)`)]),
  ];
};

function onOff(value: boolean | null): string {
  return value === null ? '' : value ? 'on' : 'off';
}

/** What became of each instance, where the response says it: also that it had been so before. */
export const instanceStates: ChangeReader = ({ service, action, response }) => {
  if (service !== 'ec2' || !/^(Terminate|Stop|Start)Instances$/.test(action)) return null;
  return members(response, 'instancesSet').flatMap((each) => {
    const [id, before, now] = [word(each, 'instanceId'), stateOf(each, 'previousState'), stateOf(each, 'currentState')];
    if (id === '' || now === '') return [];
    if (before === now) return [nowSet(`${id}: it was ${now} already`)];
    const text = before === '' ? `${id}: now ${now}` : `${id}: was ${before}, now ${now}`;
    return [action === 'StartInstances' ? added(text) : removed(text)];
  });
};

function stateOf(instance: Json, when: string): string {
  return word(instance, when, 'name');
}

export const newInstances: ChangeReader = ({ service, action, request, response }) => {
  if (service !== 'ec2' || action !== 'RunInstances') return null;
  const ids = words(response, 'instancesSet', 'instanceId');
  const image = words(request, 'instancesSet', 'imageId')[0] ?? '';
  const profile = firstWord(get(request, 'iamInstanceProfile'), 'name', 'arn');
  const parts = [
    word(request, 'instanceType'),
    image === '' ? '' : `image ${image}`,
    word(request, 'subnetId') === '' ? '' : `in ${word(request, 'subnetId')}`,
    profile === '' ? '' : `with the role of ${profile}`,
  ].filter((part) => part !== '');
  const most = words(request, 'instancesSet', 'maxCount')[0] ?? '1';
  const what = ids.length === 0 ? `Up to ${most} new, for each` : `New: ${listOf(ids, NAMES_MAX)}, each`;
  return [added([what, ...parts].join(', '))];
};

const DATABASE = /^(Create|Modify|Delete|RestoreDB)\w*DB(Instance|Cluster)\w*$/;

export const databases: ChangeReader = ({ service, action, request }) => {
  if (service !== 'rds' || !DATABASE.test(action) || /Attribute|Group|Parameter|Proxy/.test(action)) return null;
  const id = firstWord(request, 'dBInstanceIdentifier', 'dBClusterIdentifier');
  const open = flag(request, 'publiclyAccessible');
  if (action.startsWith('Delete')) return finalSnapshot(id, flag(request, 'skipFinalSnapshot'));
  if (!action.startsWith('Modify')) return [newDatabase(id, request)];
  const changes = [
    ...(open === null
      ? []
      : [open ? added(`${id} reachable from the internet`) : nowSet(`${id} not reachable from the internet`)]),
    ...protection(`Deletion protection of ${id}`, flag(request, 'deletionProtection')),
    ...backups(id, word(request, 'backupRetentionPeriod')),
    ...(word(request, 'masterUserPassword') === '' ? [] : [nowSet(`Master password of ${id} replaced (not shown)`)]),
    ...setting(`Class of ${id}`, word(request, 'dBInstanceClass')),
    ...setting(`Storage of ${id} in GiB`, word(request, 'allocatedStorage')),
    ...setting(`Engine version of ${id}`, word(request, 'engineVersion')),
    ...setting(
      `Security groups of ${id}`,
      listOf(words(request, 'vpcSecurityGroupIds', 'vpcSecurityGroupId'), NAMES_MAX),
    ),
    ...setting(`Name of ${id}`, firstWord(request, 'newDBInstanceIdentifier', 'newDBClusterIdentifier')),
  ];
  return changes.length === 0 ? null : changes;
};

function newDatabase(id: string, request: Json): Change {
  const parts = [
    word(request, 'engine'),
    word(request, 'dBInstanceClass'),
    flag(request, 'publiclyAccessible') === true ? 'reachable from the internet' : '',
    flag(request, 'deletionProtection') === false ? 'without deletion protection' : '',
    word(request, 'backupRetentionPeriod') === '0' ? 'without automatic backups' : '',
    flag(request, 'storageEncrypted') === false ? 'not encrypted' : '',
  ].filter((part) => part !== '');
  return added(parts.length === 0 ? `${id} created` : `${id} created: ${parts.join(', ')}`);
}

function finalSnapshot(id: string, skipped: boolean | null): readonly Change[] | null {
  return skipped === true ? [removed(`${id} deleted without a last snapshot`)] : null;
}

function backups(id: string, days: string): readonly Change[] {
  if (days === '') return [];
  if (days === '0') return [removed(`Automatic backups of ${id} off`)];
  return [nowSet(`Automatic backups of ${id} kept ${days === '1' ? '1 day' : `${days} days`}`)];
}

/** Load balancers and stacks name their protections in pairs or flags of their own. */
export const otherProtections: ChangeReader = ({ action, request }) => {
  if (action === 'UpdateTerminationProtection') {
    return protection(
      `Termination protection of stack ${word(request, 'stackName')}`,
      flag(request, 'enableTerminationProtection'),
    );
  }
  if (action !== 'ModifyLoadBalancerAttributes' && action !== 'ModifyTargetGroupAttributes') return null;
  return members(request, 'attributes').map((each) => nowSet(`${word(each, 'key')} set to ${word(each, 'value')}`));
};

export const capacities: ChangeReader = ({ service, action, request }) => {
  const group = firstWord(request, 'autoScalingGroupName', 'service', 'serviceName');
  const known =
    (service === 'autoscaling' && /^(SetDesiredCapacity|UpdateAutoScalingGroup)$/.test(action)) ||
    (service === 'ecs' && action === 'UpdateService');
  if (!known) return null;
  const changes = [
    ...setting(`Desired capacity of ${group}`, firstWord(request, 'desiredCapacity', 'desiredCount')),
    ...setting(`Least size of ${group}`, word(request, 'minSize')),
    ...setting(`Greatest size of ${group}`, word(request, 'maxSize')),
    ...setting(`Task definition of ${group}`, word(request, 'taskDefinition')),
  ];
  return changes.length === 0 ? null : changes;
};

export const functions: ChangeReader = ({ service, action, request }) => {
  if (service !== 'lambda') return null;
  const name = word(request, 'functionName');
  if (action === 'UpdateFunctionCode') {
    const key = word(request, 's3Key');
    const from = firstWord(request, 'imageUri') || (key === '' ? '' : `${word(request, 's3Bucket')}/${key}`);
    return [nowSet(`Code of function ${name} replaced${from === '' ? '' : ` by ${from}`}`)];
  }
  if (action !== 'UpdateFunctionConfiguration') return null;
  const variables = Object.keys(objectAt(get(request, 'environment', 'variables')));
  const changes = [
    ...setting(`Role of function ${name}`, word(request, 'role')),
    ...setting(`Handler of function ${name}`, word(request, 'handler')),
    ...setting(`Runtime of function ${name}`, word(request, 'runtime')),
    ...setting(`Layers of function ${name}`, listOf(words(request, 'layers', 'arn'), NAMES_MAX)),
    ...setting(`Memory of function ${name} in MB`, word(request, 'memorySize')),
    ...setting(`Timeout of function ${name} in seconds`, word(request, 'timeout')),
    ...(variables.length === 0
      ? []
      : [nowSet(`Environment variables of function ${name} (values not shown): ${listOf(variables, NAMES_MAX)}`)]),
  ];
  return changes.length === 0 ? null : changes;
};

function objectAt(value: Json): object {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
}

export const encryptionKeys: ChangeReader = (call: Call) => {
  const { service, action, request, response } = call;
  if (service !== 'kms') return null;
  const key = `Key ${word(request, 'keyId')}`;
  switch (action) {
    case 'DisableKey':
      return [removed(`${key} disabled: nothing can be encrypted or decrypted with it`)];
    case 'EnableKey':
      return [added(`${key} enabled`)];
    case 'ScheduleKeyDeletion': {
      const days = word(request, 'pendingWindowInDays');
      const on = word(response, 'deletionDate');
      const when = on !== '' ? ` on ${on}` : days === '' ? '' : ` in ${days} days`;
      return [removed(`${key} will be deleted${when}; until then that can be cancelled`)];
    }
    case 'CancelKeyDeletion':
      return [added(`${key} will not be deleted; it stays disabled until somebody enables it`)];
    case 'DisableKeyRotation':
      return [removed(`Yearly rotation of key ${word(request, 'keyId')} off`)];
    case 'EnableKeyRotation':
      return [added(`Rotation of key ${word(request, 'keyId')} on`)];
    default:
      return null;
  }
};
