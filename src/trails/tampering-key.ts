// KMS's calls on the key of a trail → whether CloudTrail can still encrypt with it.

import { weaker } from './difference.ts';
import type { TrailPosture } from './posture.ts';
import { serviceMay } from './service-may.ts';
import type { Call, Hit } from './tampering.ts';

export function keyHits(call: Call, trails: readonly TrailPosture[]): readonly Hit[] {
  return trails.flatMap((known): readonly Hit[] => {
    const { trail } = known;
    if (trail.kmsKey === null || !namesKey(call, trail.kmsKey)) return [];
    const words = wordsOf(call, known, trail.kmsKey);
    return words === null ? [] : [{ subject: trail.arn, difference: weaker('key', words) }];
  });
}

/** A call names a key by id, ARN or alias; the record's resources give the ARN. */
function namesKey({ event }: Call, keyArn: string): boolean {
  const id = (keyArn.split('/').at(-1) ?? keyArn).toLowerCase();
  return event.identifiers.some(({ value }) => {
    const named = value.toLowerCase();
    return named === keyArn.toLowerCase() || named === id || (named.startsWith('arn:') && named.endsWith(`/${id}`));
  });
}

function wordsOf({ event, request, omitted }: Call, { trail }: TrailPosture, key: string): string | null {
  const which = `KMS key ${key} of trail ${trail.name}`;
  switch (event.action) {
    case 'DisableKey':
      return `${which} is disabled.`;
    case 'ScheduleKeyDeletion':
      return `${which} is about to be deleted.`;
    case 'DeleteImportedKeyMaterial':
      return `${which} is not usable: its key material was deleted.`;
    case 'PutKeyPolicy': {
      if (omitted)
        return `Whether CloudTrail may still use ${which} is not known: the new policy was too large to be kept.`;
      const call = { action: 'kms:GenerateDataKey', resource: key, trailArn: trail.arn, account: trail.account };
      const may = serviceMay(request.policy ?? null, call);
      return may === 'no' ? `CloudTrail may not encrypt with ${which}: its policy does not allow it any more.` : null;
    }
    default:
      return null;
  }
}
