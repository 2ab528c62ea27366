// Calls on security groups, network ACLs, routes and DNS records → which traffic was let in or kept out, and where names
// and routes lead now. Rules come nested, flat, or by their id with the content in the response.
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

/** https://www.iana.org/assignments/service-names-port-numbers : those an auditor looks for. */
const PORT_NAMES: Readonly<Record<string, string>> = {
  20: 'FTP',
  21: 'FTP',
  22: 'SSH',
  23: 'Telnet',
  25: 'SMTP',
  53: 'DNS',
  80: 'HTTP',
  443: 'HTTPS',
  445: 'SMB',
  1433: 'SQL Server',
  1521: 'Oracle',
  2049: 'NFS',
  3306: 'MySQL',
  3389: 'RDP',
  5432: 'PostgreSQL',
  5439: 'Redshift',
  5900: 'VNC',
  6379: 'Redis',
  9200: 'Elasticsearch',
  11211: 'Memcached',
  27017: 'MongoDB',
};
/** https://www.iana.org/assignments/protocol-numbers */
const PROTOCOLS: Readonly<Record<string, string>> = { '-1': 'all', 1: 'ICMP', 6: 'TCP', 17: 'UDP', 58: 'ICMPv6' };
const PEERS_MAX = 4;
/** Whatever address stands before it, a prefix of no bits is every address. */
const ANYWHERE = /\/0$/;

/** `TCP 22 (SSH)`, `UDP 1000–2000`, `all traffic`. */
export function trafficText(protocol: string, from: string, to: string): string {
  const name = PROTOCOLS[protocol] ?? protocol.toUpperCase();
  if (name === 'all' || name === '') return 'all traffic';
  const end = to === '' ? from : to;
  if (from === '' || from === '-1' || name.startsWith('ICMP')) return name;
  if (from === '0' && end === '65535') return `${name}, all ports`;
  if (from !== end) return `${name} ${from}–${end}`;
  const known = PORT_NAMES[from];
  return known === undefined ? `${name} ${from}` : `${name} ${from} (${known})`;
}

/** `0.0.0.0/0 (anywhere)` */
export function cidrText(cidr: string): string {
  return ANYWHERE.test(cidr) ? `${cidr} (anywhere)` : cidr;
}

export const securityGroupRules: ChangeReader = (call) => {
  const match = /^(Authorize|Revoke)(DB|Cache|Cluster)?SecurityGroup(Ingress|Egress)$/.exec(call.action);
  if (match === null) return null;
  const { request } = call;
  const group = firstWord(
    request,
    'groupId',
    'groupName',
    'dBSecurityGroupName',
    'cacheSecurityGroupName',
    'clusterSecurityGroupName',
  );
  const out = match[3] === 'Egress';
  const say = (rule: string): Change => {
    const what = `${out ? 'outbound' : 'inbound'} rule of ${group === '' ? 'the security group' : group}: ${rule}`;
    return match[1] === 'Authorize' ? added(`Added ${what}`) : removed(`Removed ${what}`);
  };
  const rules = rulesOf(call, out);
  return rules.map(say);
};

function rulesOf(call: Call, out: boolean): readonly string[] {
  const nested = members(call.request, 'ipPermissions').map((each) => permissionText(each, out));
  if (nested.length > 0) return nested;
  // Rules named by id: what they were stands in the response, where AWS gives one.
  const told = [
    ...members(call.response, 'revokedSecurityGroupRuleSet'),
    ...members(call.response, 'securityGroupRuleSet'),
  ];
  const ids = words(call.request, 'securityGroupRuleIds', 'securityGroupRuleId');
  if (ids.length > 0) {
    return ids.map((id) => {
      const rule = told.find((each) => word(each, 'securityGroupRuleId') === id);
      return rule === undefined ? `${id} (the record does not say what it held)` : `${id}, ${ruleText(rule, out)}`;
    });
  }
  const flat = permissionText(call.request, out);
  return peersOf(call.request).length > 0 || told.length === 0 ? [flat] : told.map((each) => ruleText(each, out));
}

function permissionText(permission: Json, out: boolean): string {
  const traffic = trafficText(word(permission, 'ipProtocol'), word(permission, 'fromPort'), word(permission, 'toPort'));
  const peers = listOf(peersOf(permission), PEERS_MAX);
  return peers === '' ? traffic : `${traffic} ${out ? 'to' : 'from'} ${peers}`;
}

function peersOf(permission: Json): readonly string[] {
  return [
    ...[word(permission, 'cidrIp'), word(permission, 'cidrIpv6')],
    ...words(permission, 'ipRanges', 'cidrIp'),
    ...words(permission, 'ipv6Ranges', 'cidrIpv6'),
    ...words(permission, 'prefixListIds', 'prefixListId'),
    ...[...words(permission, 'groups', 'groupId', 'groupName'), firstWord(permission, ...GROUP_KEYS)].map((group) =>
      group === '' ? '' : `group ${group}`,
    ),
  ]
    .filter((each) => each !== '')
    .map(cidrText);
}

const GROUP_KEYS = ['sourceSecurityGroupName', 'eC2SecurityGroupId', 'eC2SecurityGroupName'];

/** A rule as responses and ModifySecurityGroupRules write it. */
function ruleText(rule: Json, out: boolean): string {
  const peer = firstWord(rule, 'cidrIpv4', 'cidrIpv6', 'prefixListId', 'referencedGroupId');
  const traffic = trafficText(word(rule, 'ipProtocol'), word(rule, 'fromPort'), word(rule, 'toPort'));
  const direction = (flag(rule, 'isEgress') ?? out) ? 'to' : 'from';
  return peer === '' ? traffic : `${traffic} ${direction} ${cidrText(peer)}`;
}

export const modifiedRules: ChangeReader = ({ action, request }) => {
  if (action !== 'ModifySecurityGroupRules') return null;
  const group = word(request, 'groupId');
  const rules = [...members(request, 'securityGroupRules'), ...members(request, 'securityGroupRule')];
  return rules.map((rule) => {
    const content = get(rule, 'securityGroupRule') ?? rule;
    return nowSet(`Rule ${word(rule, 'securityGroupRuleId')} of ${group} set to: ${ruleText(content, false)}`);
  });
};

export const aclEntries: ChangeReader = ({ service, action, request }) => {
  const match = /^(Create|Replace|Delete)NetworkAclEntry$/.exec(action);
  if (match === null || service !== 'ec2') return null;
  const direction = flag(request, 'egress') === true ? 'outbound' : 'inbound';
  const name = `${direction} entry ${word(request, 'ruleNumber')} of network ACL ${word(request, 'networkAclId')}`;
  if (match[1] === 'Delete') return [removed(`Removed ${name}`)];
  const traffic = trafficText(
    word(request, 'aclProtocol'),
    word(request, 'portRange', 'from'),
    word(request, 'portRange', 'to'),
  );
  const peer = cidrText(firstWord(request, 'cidrBlock', 'ipv6CidrBlock'));
  const rule = `${word(request, 'ruleAction')} ${traffic} ${direction === 'outbound' ? 'to' : 'from'} ${peer}`;
  return match[1] === 'Create' ? [added(`Added ${name}: ${rule}`)] : [nowSet(`Set ${name} to: ${rule}`)];
};

const ROUTE_TARGETS = [
  'gatewayId',
  'natGatewayId',
  'transitGatewayId',
  'vpcPeeringConnectionId',
  'networkInterfaceId',
  'instanceId',
  'egressOnlyInternetGatewayId',
  'localGatewayId',
  'carrierGatewayId',
  'vpcEndpointId',
  'coreNetworkArn',
];

export const routes: ChangeReader = ({ service, action, request }) => {
  const match = /^(Create|Replace|Delete)Route$/.exec(action);
  if (match === null || service !== 'ec2') return null;
  const to = cidrText(
    firstWord(request, 'destinationCidrBlock', 'destinationIpv6CidrBlock', 'destinationPrefixListId'),
  );
  const name = `route to ${to} in ${word(request, 'routeTableId')}`;
  if (match[1] === 'Delete') return [removed(`Removed the ${name}`)];
  const target = firstWord(request, ...ROUTE_TARGETS);
  const text = `${name}, through ${target === '' ? 'a target the record does not name' : target}`;
  return match[1] === 'Create' ? [added(`Added a ${text}`)] : [nowSet(`Changed the ${text}`)];
};

export const dnsRecords: ChangeReader = ({ service, action, request }) => {
  if (service !== 'route53' || action !== 'ChangeResourceRecordSets') return null;
  const zone = word(request, 'hostedZoneId');
  return members(request, 'changeBatch', 'changes').map((change) => {
    const set = get(change, 'resourceRecordSet');
    const name = `DNS record ${word(set, 'name')} (${word(set, 'type')}) in zone ${zone}`;
    const values = [
      ...words(set, 'resourceRecords', 'value'),
      ...[word(set, 'aliasTarget', 'dNSName')].filter((each) => each !== '').map((each) => `alias ${each}`),
    ];
    const value = listOf(values, PEERS_MAX);
    const text = value === '' ? name : `${name}: ${value}`;
    switch (word(change, 'action').toUpperCase()) {
      case 'DELETE':
        return removed(`Removed ${text}`);
      case 'CREATE':
        return added(`Added ${text}`);
      default:
        return nowSet(`Set ${text}`);
    }
  });
};
