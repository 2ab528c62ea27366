// KMS, as far as a trail's key needs it: what state a key is in, switching it off and on, and scheduling its deletion.
// https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html and the pages beside it.
import { type Dict, numberAt, textAt } from '../json.ts';
import { KEY_DELETION } from '../limits.ts';
import { type AwsError, isError, type Outcome, ok, refuse } from '../outcome.ts';
import { recordCall } from '../record-call.ts';
import type { Caller, KeyState, Operation, SeedKey, World } from '../world.ts';

export const KMS: Readonly<Record<string, Operation>> = {
  DescribeKey: {
    action: 'kms:DescribeKey',
    run: (world, caller, input) => {
      const key = findKey(world, caller, textAt(input, 'KeyId'));
      return isError(key) ? key : ok({ KeyMetadata: shown(key) });
    },
  },
  EnableKey: { action: 'kms:EnableKey', run: (w, c, input) => change(w, c, 'EnableKey', 'Enabled', input) },
  DisableKey: { action: 'kms:DisableKey', run: (w, c, input) => change(w, c, 'DisableKey', 'Disabled', input) },
  ScheduleKeyDeletion: { action: 'kms:ScheduleKeyDeletion', run: scheduleDeletion },
  CancelKeyDeletion: { action: 'kms:CancelKeyDeletion', run: cancelDeletion },
};

/** The key of a seed. */
export function startKey(seed: SeedKey): KeyState {
  const arn = `arn:aws:kms:${seed.region}:${seed.account}:key/${seed.id}`;
  return { seed, arn, state: seed.state ?? 'Enabled' };
}

/** A key by id, ARN, alias or alias ARN, as `KeyId` of KMS and of a trail's settings may name it; from anywhere. */
export function keyNamed(world: World, name: string, account: string, region: string): KeyState | undefined {
  return world.keys.find(({ seed, arn }) => {
    if (name === arn) return true;
    const alias = seed.alias === undefined ? undefined : `alias/${seed.alias.replace(/^alias\//, '')}`;
    if (alias !== undefined && name === `arn:aws:kms:${seed.region}:${seed.account}:${alias}`) return true;
    return seed.account === account && seed.region === region && (name === seed.id || name === alias);
  });
}

// A key of another account is found by its ARN only, and only where its policy allows; the fake's do not.
function findKey(world: World, caller: Caller, name: string | undefined): KeyState | AwsError {
  if (!name) return refuse('ValidationException', "1 validation error detected: Value null at 'keyId'");
  const key = keyNamed(world, name, caller.account, caller.region);
  if (key === undefined || key.seed.region !== caller.region) {
    const what = name.includes('alias/') ? 'Alias' : 'Key';
    return refuse('NotFoundException', `${what} '${fullName(caller, name)}' does not exist`);
  }
  if (key.seed.account === caller.account) return key;
  const why = `User: ${caller.principal.arn} is not authorized to perform: kms:DescribeKey on resource: ${key.arn} because no resource-based policy allows the kms:DescribeKey action`;
  return refuse('AccessDeniedException', why);
}

function fullName({ account, region }: Caller, name: string): string {
  if (name.startsWith('arn:')) return name;
  return `arn:aws:kms:${region}:${account}:${name.startsWith('alias/') ? '' : 'key/'}${name}`;
}

function shown({ seed, arn, state, deletionMs }: KeyState): Dict {
  return {
    AWSAccountId: seed.account,
    KeyId: seed.id,
    Arn: arn,
    Enabled: state === 'Enabled',
    Description: seed.description ?? '',
    KeyUsage: 'ENCRYPT_DECRYPT',
    KeyState: state,
    KeyManager: 'CUSTOMER',
    KeySpec: 'SYMMETRIC_DEFAULT',
    Origin: 'AWS_KMS',
    MultiRegion: seed.id.startsWith('mrk-'),
    ...(deletionMs === undefined ? {} : { DeletionDate: deletionMs / 1_000 }),
  };
}

function change(world: World, caller: Caller, name: string, state: KeyState['state'], input: Dict): Outcome {
  const key = findKey(world, caller, textAt(input, 'KeyId'));
  if (isError(key)) return key;
  if (key.state === 'PendingDeletion') return refuse('KMSInvalidStateException', `${key.arn} is pending deletion.`);
  if (key.state !== state) setState(world, key, state);
  logged(world, caller, name, key, { keyId: textAt(input, 'KeyId') }, { keyId: key.arn });
  return ok({});
}

// https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html
function scheduleDeletion(world: World, caller: Caller, input: Dict): Outcome {
  const key = findKey(world, caller, textAt(input, 'KeyId'));
  if (isError(key)) return key;
  const days = numberAt(input, 'PendingWindowInDays') ?? KEY_DELETION.daysDefault;
  if (days < KEY_DELETION.daysLeast || days > KEY_DELETION.daysMost) {
    return refuse('ValidationException', `1 validation error detected: Value '${days}' at 'pendingWindowInDays'`);
  }
  if (key.state === 'PendingDeletion') return refuse('KMSInvalidStateException', `${key.arn} is pending deletion.`);
  setState(world, key, 'PendingDeletion');
  key.deletionMs = world.clock() + days * 86_400_000;
  const request = { keyId: textAt(input, 'KeyId'), pendingWindowInDays: days };
  const deletionDate = new Date(key.deletionMs).toISOString();
  logged(world, caller, 'ScheduleKeyDeletion', key, request, {
    keyId: key.arn,
    keyState: 'PendingDeletion',
    deletionDate,
  });
  return ok({ KeyId: key.arn, DeletionDate: key.deletionMs / 1_000, KeyState: key.state, PendingWindowInDays: days });
}

/** The key comes back switched off: https://docs.aws.amazon.com/kms/latest/APIReference/API_CancelKeyDeletion.html */
function cancelDeletion(world: World, caller: Caller, input: Dict): Outcome {
  const key = findKey(world, caller, textAt(input, 'KeyId'));
  if (isError(key)) return key;
  if (key.state !== 'PendingDeletion') {
    return refuse('KMSInvalidStateException', `${key.arn} is not pending deletion.`);
  }
  setState(world, key, 'Disabled');
  delete key.deletionMs;
  logged(world, caller, 'CancelKeyDeletion', key, { keyId: textAt(input, 'KeyId') }, { keyId: key.arn });
  return ok({ KeyId: key.arn });
}

function setState(world: World, key: KeyState, state: KeyState['state']): void {
  key.state = state;
  key.sinceMs = world.clock();
}

function logged(world: World, caller: Caller, name: string, key: KeyState, request: Dict, response: Dict): void {
  const resources = [{ accountId: key.seed.account, type: 'AWS::KMS::Key', ARN: key.arn }];
  recordCall(world, caller, { source: 'kms.amazonaws.com', name, request, response, resources });
}
