// Calls that put, replace or take away a policy document → what it says now, or what changed against the one before.
import type { Json, JsonObject } from '../../domain/audit-event.ts';
import { added, type Call, type Change, firstWord, get, nowSet, removed, word } from './change.ts';
import { policyChanges, statementsOf, statementText } from './policy-statements.ts';

/** A policy document that a call put somewhere. */
export interface PolicyPut {
  /** Whose policy it is, in words; the same for every call on the same policy. */
  readonly name: string;
  readonly statements: readonly JsonObject[];
}

/** What a call puts; null where it carries no policy document. */
export function policyPutBy(call: Call): PolicyPut | null {
  const { action, request } = call;
  if (!/^(Put|Create|Set|Update|Modify|Register|Attach|Import|Add)/.test(action)) return null;
  for (const [key, value] of documentsIn(request)) {
    const statements = statementsOf(value);
    if (statements !== null) return { name: nameOf(call, key), statements };
  }
  return null;
}

/** Top level and one below: SQS has the document among the attributes, EC2 in a wrapper. */
function* documentsIn(request: JsonObject): Generator<readonly [string, Json]> {
  for (const [key, value] of Object.entries(request)) {
    if (/policy|content|attributeValue/i.test(key)) yield [key, value];
    if (!/^attributes$/i.test(key) || value === null || typeof value !== 'object') continue;
    yield [key, get(value, 'Policy')];
  }
}

function nameOf({ service, action, request, response }: Call, key: string): string {
  if (/assumeRolePolicy/i.test(key) || action === 'UpdateAssumeRolePolicy') {
    return `The trust policy of role ${word(request, 'roleName')} (who may take on the role)`;
  }
  if (service === 's3') return `The policy of bucket ${word(request, 'bucketName')}`;
  if (service === 'kms') {
    const id = firstWord(request, 'keyId') || word(response, 'keyMetadata', 'keyId');
    return id === '' ? 'The policy of the new key' : `The policy of key ${id}`;
  }
  if (service === 'iam' && action.startsWith('Put')) return `The ${inlineName(request)}`;
  const name = firstWord(request, 'policyArn', 'policyName', 'queueUrl', 'topicArn', 'repositoryName', 'name', ...IDS);
  return name === '' ? 'The policy' : `The policy of ${name}`.replace(/^The policy of (.*policy\/)/, 'Policy $1');
}

const IDS = ['resourceArn', 'secretId', 'policyId', 'vpcEndpointId', 'vaultName', 'functionName', 'id', 'arn'];

/** `inline policy backup of role sample-ci` */
function inlineName(request: JsonObject): string {
  const of = (['role', 'user', 'group'] as const).find((kind) => word(request, `${kind}Name`) !== '');
  const owner = of === undefined ? '' : ` of ${of} ${word(request, `${of}Name`)}`;
  return `inline policy ${word(request, 'policyName')}${owner}`;
}

/** `before`: what an earlier event of the same answer put under the same name. */
export function policyPut(put: PolicyPut, before: PolicyPut | null, call: Call): readonly Change[] {
  return policyChanges(put.name, put.statements, before === null ? null : before.statements, call.accountId);
}

/** The name, as in `PolicyPut`, of the policy that a call takes away; null for any other call. */
export function policyRemovedBy({ service, action, request }: Call): string | null {
  if (service === 's3' && action === 'DeleteBucketPolicy') return `The policy of bucket ${word(request, 'bucketName')}`;
  return service === 'iam' && /^Delete(Role|User|Group)Policy$/.test(action) ? `The ${inlineName(request)}` : null;
}

/** `held`: the policy as an earlier event of the same answer put it; null where none did. */
export function policyRemoved(name: string, held: PolicyPut | null, call: Call): readonly Change[] {
  return [
    removed(`${name} was taken away whole`),
    ...(held?.statements ?? []).map((statement) =>
      removed(`Statement removed: ${statementText(statement, call.accountId)}`),
    ),
  ];
}

/** Managed policies by name: attached, detached, their versions and boundaries. */
export function managedPolicies({ action, request }: Call): readonly Change[] | null {
  const owner = ownerOf(request);
  const arn = word(request, 'policyArn');
  if (/^Attach(Role|User|Group)Policy$/.test(action)) return [added(`Policy ${arn} attached to ${owner}`)];
  if (/^Detach(Role|User|Group)Policy$/.test(action)) return [removed(`Policy ${arn} detached from ${owner}`)];
  if (/^Put(Role|User)PermissionsBoundary$/.test(action)) {
    return [nowSet(`Permissions boundary of ${owner} set to ${firstWord(request, 'permissionsBoundary')}`)];
  }
  if (/^Delete(Role|User)PermissionsBoundary$/.test(action)) {
    return [removed(`Permissions boundary of ${owner} taken away`)];
  }
  if (action === 'SetDefaultPolicyVersion') {
    return [nowSet(`Policy ${arn} now applies its version ${word(request, 'versionId')}`)];
  }
  return null;
}

function ownerOf(request: JsonObject): string {
  const kind = (['role', 'user', 'group'] as const).find((each) => word(request, `${each}Name`) !== '');
  return kind === undefined ? 'it' : `${kind} ${word(request, `${kind}Name`)}`;
}
