// The list of digests. A test compares it with the folder.
import type { DigestDefinition } from '../definition.ts';
import { denied } from './denied.ts';
import { exposure } from './exposure.ts';
import { iamChanges } from './iam-changes.ts';
import { root } from './root.ts';
import { signIns } from './sign-ins.ts';
import { spend } from './spend.ts';
import { trailHealth } from './trail-health.ts';

export const definitions: readonly DigestDefinition[] = [
  root,
  signIns,
  iamChanges,
  trailHealth,
  exposure,
  denied,
  spend,
];

export function definitionOf(name: string): DigestDefinition | null {
  return definitions.find((each) => each.name === name) ?? null;
}
