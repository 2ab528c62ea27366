// What an id's first letters say it is. AWS publishes no such table; EC2's prefixes are in its API reference's examples,
// IAM's on https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html (unique identifiers).

export interface IdKind {
  /** `service:type`, with IAM's resource type where it has one: `ec2:instance`. */
  readonly type: string;
  /** Key of the noun in the service's action names (see `split-name.ts`): `TerminateInstances` → `instance`. */
  readonly noun: string;
}

/** `prefix: type noun`; the noun is the type without its dashes unless a second word gives it. */
const EC2 = `i instance · sg security-group · sgr security-group-rule · vol volume · snap snapshot · ami image
 · eni network-interface · nat natgateway · fl vpc-flow-log flowlog · vpc vpc · subnet subnet · rtb route-table · igw internet-gateway
 · eigw egress-only-internet-gateway · acl network-acl · eipalloc elastic-ip address · lt launch-template · tgw transit-gateway
 · tgw-attach transit-gateway-attachment · tgw-rtb transit-gateway-route-table · vpce vpc-endpoint · vpce-svc vpc-endpoint-service
 · pcx vpc-peering-connection · vgw vpn-gateway · cgw customer-gateway · vpn vpn-connection · dopt dhcp-options · pl prefix-list managedprefixlist
 · key key-pair · sir spot-instances-request spotinstancerequest · sfr spot-fleet-request spotfleetrequest · fleet fleet · r reservation
 · cr capacity-reservation · h dedicated-host host · eipassoc elastic-ip-association address · rtbassoc route-table-association
 · aclassoc network-acl-association · vpc-cidr-assoc vpc-cidr-association vpccidrblock · import-ami import-image-task · export-i export-instance-task
 · cvpn-endpoint client-vpn-endpoint · ipam ipam · ipam-pool ipam-pool · lgw local-gateway · cagw carrier-gateway`;

const OTHERS: readonly (readonly [prefix: string, type: string, noun: string])[] = [
  ['mi', 'ssm:managed-instance', 'managedinstance'],
  ['cmd', 'ssm:command', 'command'],
  ['mw', 'ssm:maintenancewindow', 'maintenancewindow'],
  ['pb', 'ssm:patchbaseline', 'patchbaseline'],
  ['fs', 'elasticfilesystem:file-system', 'filesystem'],
  ['fsap', 'elasticfilesystem:access-point', 'accesspoint'],
  ['fsmt', 'elasticfilesystem:mount-target', 'mounttarget'],
  ['o', 'organizations:organization', 'organization'],
  ['ou', 'organizations:organizationalunit', 'organizationalunit'],
  ['p', 'organizations:policy', 'policy'],
  ['d', 'ds:directory', 'directory'],
  ['ssoins', 'sso:Instance', 'instance'],
  ['ps', 'sso:PermissionSet', 'permissionset'],
  ['apl', 'sso:Application', 'application'],
  ['dxcon', 'directconnect:dxcon', 'connection'],
  ['dxvif', 'directconnect:dxvif', 'virtualinterface'],
  ['cell', 'rds:cell', 'cell'],
  ['rslvr-in', 'route53resolver:resolver-endpoint', 'resolverendpoint'],
  ['rslvr-out', 'route53resolver:resolver-endpoint', 'resolverendpoint'],
];

const HEX_IDS: ReadonlyMap<string, IdKind> = new Map([
  ...EC2.split('·').map((row): readonly [string, IdKind] => {
    const [prefix = '', type = '', noun = type.replaceAll('-', '')] = row.trim().split(/\s+/);
    return [prefix, { type: `ec2:${type}`, noun }];
  }),
  ...OTHERS.map(([prefix, type, noun]): readonly [string, IdKind] => [prefix, { type, noun }]),
]);

/** Lengths of the hexadecimal part of a whole EC2 id: 17, or 8 for what was made before longer ids.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html */
const WHOLE_HEX: ReadonlySet<number> = new Set([8, 17]);

/** Prefixes whose ids are not 8 or 17 hexadecimal digits, with their lengths, so that a whole id is not called shortened. */
const OTHER_LENGTHS: ReadonlyMap<string, readonly number[]> = new Map([
  ['o', [10, 11, 12]],
  ['d', [10]],
  ['ssoins', [16]],
  ['ps', [16]],
  ['apl', [16]],
  ['fs', [8, 17]],
  ['dxcon', [8]],
]);

/** What an id-shaped text is: its kind, and whether it is only the beginning of an id. null: not an id by its shape. */
export function readId(text: string): { readonly kind: IdKind; readonly partial: boolean } | null {
  const lower = text.toLowerCase();
  const job = /^j-([0-9a-z]{1,16})$/.exec(lower);
  if (job !== null)
    return { kind: { type: 'elasticmapreduce:cluster', noun: 'jobflow' }, partial: (job[1] ?? '').length < 11 };
  const dash = lower.lastIndexOf('-');
  const kind = HEX_IDS.get(lower.slice(0, Math.max(dash, 0)));
  const hex = lower.slice(dash + 1);
  if (kind === undefined || !/^[0-9a-f]+$/.test(hex) || hex.length > 40) return null;
  // Single letters are too weak a sign on their own: `p-1` and `r-2` are names until they are long enough to be ids.
  const weak = kind.type !== 'ec2:instance' && dash <= 2 && hex.length < 8;
  if (weak && !['sg', 'fl'].includes(lower.slice(0, dash))) return null;
  const lengths = OTHER_LENGTHS.get(lower.slice(0, dash));
  const whole = lengths === undefined ? WHOLE_HEX.has(hex.length) || hex.length > 17 : lengths.includes(hex.length);
  return { kind, partial: !whole };
}

/** IAM's unique ids: the four letters say what they name. Access keys are apart: they act, the others are. */
const UNIQUE_IDS: ReadonlyMap<string, IdKind> = new Map([
  ['AKIA', { type: 'iam:access-key', noun: 'accesskey' }],
  ['ASIA', { type: 'sts:session-key', noun: 'accesskey' }],
  ['AROA', { type: 'iam:role', noun: 'role' }],
  ['AIDA', { type: 'iam:user', noun: 'user' }],
  ['AGPA', { type: 'iam:group', noun: 'group' }],
  ['AIPA', { type: 'iam:instance-profile', noun: 'instanceprofile' }],
  ['ANPA', { type: 'iam:policy', noun: 'policy' }],
  ['ANVA', { type: 'iam:policy-version', noun: 'policyversion' }],
  ['ASCA', { type: 'iam:server-certificate', noun: 'servercertificate' }],
  ['ABIA', { type: 'iam:service-bearer-token', noun: 'servicespecificcredential' }],
  ['ACCA', { type: 'iam:service-specific-credential', noun: 'servicespecificcredential' }],
  ['APKA', { type: 'iam:ssh-public-key', noun: 'sshpublickey' }],
]);

/** Shortest whole unique id of IAM, by https://docs.aws.amazon.com/IAM/latest/APIReference/API_AccessKey.html */
const UNIQUE_ID_MIN = 16;

/** Reads IAM's unique ids (`AKIA…`, `AROA…:session`); published records mask some with `*`. null: not one. */
export function readUniqueId(
  text: string,
): { readonly kind: IdKind; readonly key: boolean; readonly partial: boolean } | null {
  const match = /^(a[a-z]{3})([a-z0-9*]{2,128})(:[\w+=,.@-]+)?$/i.exec(text);
  const letters = match?.[1]?.toUpperCase() ?? '';
  const kind = UNIQUE_IDS.get(letters);
  const rest = match?.[2] ?? '';
  // Short words begin with these letters too ("Asiatic"): an id has digits, masks, or only capitals.
  const head = text.slice(0, 4 + rest.length);
  if (kind === undefined || !(/[0-9*]/.test(rest) || head === head.toUpperCase())) return null;
  const key = letters === 'AKIA' || letters === 'ASIA';
  return { kind, key, partial: 4 + rest.length < UNIQUE_ID_MIN && match?.[3] === undefined };
}
