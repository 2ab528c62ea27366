// Settings → the way to make approved changes; nothing where no role is set for them.
import { reachOf } from './aws/aws-options.ts';
import type { Config } from './config/config.ts';
import type { Remediator } from './domain/remediation.ts';

export async function openRemediator({
  approvals,
  eventHistory,
}: Config): Promise<(Remediator & { close(): void }) | null> {
  const { role } = approvals;
  if (role === null) return null;
  const { remediator } = await import('./aws/remediation.ts');
  return remediator({ aws: reachOf(eventHistory), role, externalId: eventHistory.externalId, clock: Date.now });
}
