// The technique that every tampering with a trail is, under both of its ids: the older one is what most tools still write.

export interface Technique {
  readonly id: string;
  readonly name: string;
  /** ATT&CK releases that have it. */
  readonly versions: string;
}

/**
 * Revoked in ATT&CK v19 in favour of the second: https://attack.mitre.org/techniques/T1562/008/ ; the Sigma rules moved:
 * https://github.com/SigmaHQ/sigma/blob/master/rules/cloud/aws/cloudtrail/aws_cloudtrail_disable_logging.yml
 */
export const TECHNIQUES: readonly [Technique, Technique] = [
  { id: 'T1562.008', name: 'Impair Defenses: Disable or Modify Cloud Logs', versions: 'up to v18' },
  { id: 'T1685.002', name: 'Disable or Modify Tools: Disable or Modify Cloud Log', versions: 'from v19' },
];

/** `MITRE ATT&CK T1562.008 (from v19: T1685.002)`. */
export function techniqueWords(): string {
  const [old, now] = TECHNIQUES;
  return `MITRE ATT&CK ${old.id} (${now.versions}: ${now.id})`;
}
