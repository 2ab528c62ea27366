// Every story of the sample organisation. To add one: a file here, and a line in this list.
import type { TellStory } from '../story.ts';
import { accessKeys } from './access-keys.ts';
import { consoleChanges } from './console-changes.ts';
import { deletedBucket } from './deleted-bucket.ts';
import { deletedDatabase } from './deleted-database.ts';
import { deletedObjects } from './deleted-objects.ts';
import { deletedStack } from './deleted-stack.ts';
import { deniedAttempts } from './denied-attempts.ts';
import { disabledKey } from './disabled-key.ts';
import { failedSignIns } from './failed-sign-ins.ts';
import { grantedAdmin } from './granted-admin.ts';
import { hostileStrings } from './hostile-strings.ts';
import { openedSecurityGroup } from './opened-security-group.ts';
import { publicBucket } from './public-bucket.ts';
import { readSecret } from './read-secret.ts';
import { roleChain } from './role-chain.ts';
import { rootSignIn } from './root-sign-in.ts';
import { sharedSnapshot } from './shared-snapshot.ts';
import { stoppedTrail } from './stopped-trail.ts';
import { terminatedInstance } from './terminated-instance.ts';
import { updatedFunction } from './updated-function.ts';

/** By name; the name seeds the story's own draws, so that adding one leaves the others as they were. */
export const STORIES: Readonly<Record<string, TellStory>> = {
  'terminated-instance': terminatedInstance,
  'opened-security-group': openedSecurityGroup,
  'stopped-trail': stoppedTrail,
  'public-bucket': publicBucket,
  'root-sign-in': rootSignIn,
  'failed-sign-ins': failedSignIns,
  'denied-attempts': deniedAttempts,
  'deleted-database': deletedDatabase,
  'role-chain': roleChain,
  'deleted-bucket': deletedBucket,
  'access-keys': accessKeys,
  'deleted-stack': deletedStack,
  'shared-snapshot': sharedSnapshot,
  'updated-function': updatedFunction,
  'disabled-key': disabledKey,
  'read-secret': readSecret,
  'console-changes': consoleChanges,
  'deleted-objects': deletedObjects,
  'hostile-strings': hostileStrings,
  'granted-admin': grantedAdmin,
};
