// Calls that say who else may use or read a thing: launch permissions, snapshots, public access blocks, ACLs, function
// permissions → with whom it is shared now, and whether that is everybody.
import type { Json, JsonObject } from '../../domain/audit-event.ts';
import { listOf } from '../words/count.ts';
import {
  added,
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

const NAMES_MAX = 4;

export const imageAndSnapshotSharing: ChangeReader = ({ action, request }) => {
  if (!/^Modify(Image|Snapshot|FpgaImage|DB(Cluster)?Snapshot)Attribute$/.test(action)) return null;
  const thing = firstWord(
    request,
    'imageId',
    'snapshotId',
    'fpgaImageId',
    'dBSnapshotIdentifier',
    'dBClusterSnapshotIdentifier',
  );
  const permission = get(request, 'launchPermission') ?? get(request, 'createVolumePermission') ?? request;
  const granted = [...grantees(get(permission, 'add')), ...words(request, 'valuesToAdd')];
  const withdrawn = [...grantees(get(permission, 'remove')), ...words(request, 'valuesToRemove')];
  if (granted.length + withdrawn.length === 0) return null;
  return [
    ...(granted.length === 0 ? [] : [added(`${thing} shared with ${whom(granted)}`)]),
    ...(withdrawn.length === 0 ? [] : [removed(`${thing} no longer shared with ${whom(withdrawn)}`)]),
  ];
};

function grantees(value: Json): readonly string[] {
  return members(value)
    .map((each) => firstWord(each, 'userId', 'group', 'organizationArn', 'organizationalUnitArn'))
    .filter((each) => each !== '');
}

function whom(names: readonly string[]): string {
  const said = names.map((name) => {
    if (name === 'all') return 'everybody (all AWS accounts)';
    return /^\d{12}$/.test(name) ? `account ${name}` : name;
  });
  return listOf(said, NAMES_MAX);
}

const BLOCKS = ['blockPublicAcls', 'ignorePublicAcls', 'blockPublicPolicy', 'restrictPublicBuckets'];

export const publicAccessBlocks: ChangeReader = ({ action, request }) => {
  const match = /^(Put|Delete)(?:Account|Bucket|AccessPoint)?PublicAccessBlock$/.exec(action);
  if (match === null) return null;
  const bucket = word(request, 'bucketName');
  const of = bucket === '' ? 'the account' : `bucket ${bucket}`;
  if (match[1] === 'Delete') return [removed(`Block Public Access of ${of}: nothing is blocked by it any more`)];
  const settings = get(request, 'publicAccessBlockConfiguration') ?? request;
  const off = BLOCKS.filter((name) => flag(settings, name) !== true);
  const on = BLOCKS.filter((name) => flag(settings, name) === true);
  return [
    ...(on.length === 0 ? [] : [added(`Block Public Access of ${of}: ${listOf(on)} on`)]),
    ...(off.length === 0 ? [] : [removed(`Block Public Access of ${of}: ${listOf(off)} off`)]),
  ];
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html */
const CANNED: Readonly<Record<string, string>> = {
  'public-read': 'everybody may read',
  'public-read-write': 'everybody may read and write',
  'authenticated-read': 'every AWS account may read',
  private: 'only the owner',
};
const GROUPS: Readonly<Record<string, string>> = {
  AllUsers: 'everybody',
  AuthenticatedUsers: 'every AWS account',
  LogDelivery: 'S3 log delivery',
};

export const accessControlLists: ChangeReader = ({ service, action, request }) => {
  if (service !== 's3' || !/^Put(Bucket|Object)Acl$/.test(action)) return null;
  const object = word(request, 'key');
  const of = `${word(request, 'bucketName')}${object === '' ? '' : `/${object}`}`;
  const canned = words(request, 'x-amz-acl');
  const [acl] = canned;
  if (acl !== undefined) {
    const means = CANNED[acl];
    return [nowSet(`ACL of ${of} set to ${acl}${means === undefined ? '' : ` (${means})`}`)];
  }
  const grants = members(request, 'accessControlPolicy', 'accessControlList', 'grant');
  return grants.map((grant) =>
    nowSet(`ACL of ${of}: ${granteeText(get(grant, 'grantee'))} ${word(grant, 'permission')}`),
  );
};

function granteeText(grantee: Json): string {
  const group = /\/groups\/(?:global|s3)\/(\w+)$/.exec(word(grantee, 'uRI'))?.[1];
  if (group !== undefined) return GROUPS[group] ?? group;
  return firstWord(grantee, 'displayName', 'emailAddress', 'iD') || 'somebody the record does not name';
}

/** Resource permissions given one at a time: Lambda, SNS and SQS name the call alike. */
export const permissions: ChangeReader = ({ action, request }) => {
  const match = /^(Add|Remove)(?:LayerVersion)?Permission$/.exec(action);
  if (match === null) return null;
  const thing = firstWord(request, 'functionName', 'layerName', 'topicArn', 'queueUrl', 'queueName');
  const label = firstWord(request, 'statementId', 'label');
  if (match[1] === 'Remove') return [removed(`Permission ${label} of ${thing} taken away`)];
  const accounts = [...words(request, 'principal'), ...words(request, 'aWSAccountIds')];
  const calls = [...words(request, 'action'), ...words(request, 'actions'), ...words(request, 'actionNames')];
  const who = accounts.map((each) => (each === '*' ? 'everybody (*)' : each));
  const from = firstWord(request, 'sourceArn', 'sourceAccount', 'principalOrgID');
  const only = from === '' ? '' : `, only for ${from}`;
  return [added(`${listOf(who, NAMES_MAX)} may call ${listOf(calls, NAMES_MAX)} on ${thing}${only} (${label})`)];
};

export const functionUrls: ChangeReader = ({ service, action, request }) => {
  const match = /^(Create|Update|Delete)FunctionUrlConfig$/.exec(action);
  if (match === null || service !== 'lambda') return null;
  const name = `The web address of function ${word(request, 'functionName')}`;
  if (match[1] === 'Delete') return [removed(`${name} taken away`)];
  const auth = word(request, 'authType');
  if (auth === '') return null;
  return [nowSet(`${name} ${auth === 'NONE' ? 'asks for no sign-in (authType NONE)' : `asks for ${auth}`}`)];
};

export const grants: ChangeReader = ({ service, action, request }): readonly Change[] | null => {
  if (service !== 'kms' || !/^(CreateGrant|RevokeGrant|RetireGrant)$/.test(action)) return null;
  const key = word(request, 'keyId');
  if (action !== 'CreateGrant') return [removed(`Grant ${word(request, 'grantId')} on key ${key} withdrawn`)];
  const operations = listOf(words(request, 'operations'), NAMES_MAX);
  return [added(`${word(request, 'granteePrincipal')} may use key ${key} for ${operations}`)];
};

export function bucketSettings({
  service,
  action,
  request,
}: {
  service: string;
  action: string;
  request: JsonObject;
}): readonly Change[] | null {
  if (service !== 's3' || action !== 'PutBucketVersioning') return null;
  const status = word(request, 'versioningConfiguration', 'status');
  const of = `Versioning of bucket ${word(request, 'bucketName')}`;
  return [/^suspended$/i.test(status) ? removed(`${of} suspended`) : added(`${of}: ${status.toLowerCase()}`)];
}
