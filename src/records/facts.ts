// What a call changed, from its parameters, where the event name alone does not tell: AWS uses one name for do and undo
// (UpdateAccessKey, PutEventSelectors, Modify…Attribute), and a rule's CIDR decides whether the world was let in.
import type { AuditEvent, Json, JsonObject } from '../domain/audit-event.ts';
import type { ParameterFact } from '../domain/question.ts';
import { at, isObject, leavesOf, objectOf, objectsUnder, plainText, someLeaf, text } from './json.ts';
import { opensToAnyone, principalsOf } from './policy-principals.ts';

type Reader = (request: JsonObject, event: AuditEvent) => readonly ParameterFact[];

/** Facts of one event; empty for most. */
export function factsOf(event: AuditEvent): ReadonlySet<ParameterFact> {
  const request = objectOf(event.record.requestParameters) ?? {};
  const readers = [
    signIn,
    networkRules,
    sharing,
    policies,
    accessKeys,
    eventSelectors,
    protection,
    switches,
    publicAccess,
  ];
  return new Set(readers.flatMap((read) => read(request, event)));
}

/** Whatever address stands before it, a prefix of no bits is every address: AWS takes 208.236.235.254/0 for 0.0.0.0/0. */
const WORLD = /\/0$/;
const CIDR_KEY = /^cidr/i;

/** How the person signed in is in additionalEventData. */
const signIn: Reader = (_request, event) => {
  const used = objectOf(event.record.additionalEventData)?.MFAUsed;
  return event.service === 'signin' && used === 'Yes' ? ['mfa-used'] : [];
};

/** Rules come nested (`ipPermissions.items[].ipRanges.items[].cidrIp`) or flat (`cidrIp` beside `fromPort`). */
const networkRules: Reader = (request, event) => {
  const action = event.action;
  const rule = /^(Authorize|Revoke|Modify)(DB|Cache|Cluster)?SecurityGroup(Ingress|Egress|Rules)?$/.exec(action);
  const acl = /^(Create|Replace|Delete)NetworkAclEntry$/.exec(action);
  if (rule === null && acl === null) return [];
  const outbound = rule?.[3] === 'Egress' || plainText(at(request, 'egress')) === 'true';
  const direction: ParameterFact = outbound ? 'egress' : 'ingress';
  const denies = acl !== null && at(request, 'ruleAction') === 'deny';
  if (
    outbound ||
    denies ||
    !someLeaf(request, (leaf, key) => CIDR_KEY.test(key ?? '') && WORLD.test(plainText(leaf)))
  ) {
    return [direction];
  }
  const undone = rule?.[1] === 'Revoke' || acl?.[1] === 'Delete';
  return [direction, undone ? 'closed-to-world' : 'opened-to-world'];
};

/** Launch permissions, restore attributes and volume permissions: who else may use an image or snapshot. */
const sharing: Reader = (request, event) => {
  if (!/^Modify(Image|Snapshot|FpgaImage|DB(Cluster)?Snapshot)Attribute$/.test(event.action)) return [];
  const granted = [...leavesOf(permissionChange(request, 'add')), ...leavesOf(request.valuesToAdd)];
  const withdrawn = [...leavesOf(permissionChange(request, 'remove')), ...leavesOf(request.valuesToRemove)];
  const facts: ParameterFact[] = [];
  if (granted.length > 0) facts.push('shared-outside');
  if (granted.includes('all')) facts.push('made-public');
  if (withdrawn.length > 0) facts.push('unshared');
  if (withdrawn.includes('all')) facts.push('made-private');
  return facts;
};

function permissionChange(request: JsonObject, direction: 'add' | 'remove'): Json {
  const permission = objectOf(request.launchPermission) ?? objectOf(request.createVolumePermission);
  return permission?.[direction] ?? null;
}

/** Resource policies that let in everybody, or an account that is not the resource's own. */
const policies: Reader = (request, event) => {
  if (event.readOnly || /^(Put|Create|Update|Attach)\w*(Role|User|Group)\w*Policy/.test(event.action)) return [];
  const principals = Object.entries(request).flatMap(([key, value]) =>
    /policy|^attributes$/i.test(key) ? principalsOf(value) : [],
  );
  if (/^AddPermission/.test(event.action)) principals.push(...leavesOf(request.principal ?? request.aWSAccountIds));
  const facts: ParameterFact[] = [];
  if (principals.some(opensToAnyone)) facts.push('made-public', 'shared-outside');
  const outside = principals.some((principal) => {
    const account = /\b(\d{12})\b/.exec(principal)?.[1];
    return account !== undefined && event.accountId !== null && account !== event.accountId;
  });
  if (outside) facts.push('shared-outside');
  return facts;
};

const accessKeys: Reader = (request, event) => {
  if (!/^Update(AccessKey|SigningCertificate|SSHPublicKey|ServiceSpecificCredential)$/.test(event.action)) return [];
  if (request.status === 'Inactive') return ['key-inactive', 'disabled'];
  return request.status === 'Active' ? ['key-active', 'enabled'] : [];
};

/** Basic selectors say it in a flag; advanced ones log management events only if a selector names that category. */
const eventSelectors: Reader = (request, event) => {
  if (event.action !== 'PutEventSelectors') return [];
  const basic = listOf(request.eventSelectors);
  const advanced = listOf(request.advancedEventSelectors);
  const logged =
    basic.some((selector) => plainText(at(selector, 'includeManagementEvents')) === 'true') ||
    advanced.some((selector) => someLeaf(selector, (leaf) => leaf === 'Management'));
  return logged ? ['management-events-on', 'enabled'] : ['management-events-off', 'disabled'];
};

function listOf(value: Json | undefined): readonly Json[] {
  if (Array.isArray(value)) return value;
  const items = at(value, 'items');
  return Array.isArray(items) ? items : [];
}

const PROTECTION_KEY = /^(disableApiTermination|disableApiStop|deletionProtection\w*|enableTerminationProtection)$/i;

const protection: Reader = (request) => {
  const facts: ParameterFact[] = [];
  for (const object of objectsUnder(request)) {
    for (const key in object) {
      if (!PROTECTION_KEY.test(key)) continue;
      const flag = plainText(at(object, key, 'value') ?? object[key]);
      if (flag === 'false') facts.push('protection-off');
      if (flag === 'true') facts.push('protection-on');
    }
    if (/protection/i.test(text(object.key) ?? text(object.attribute) ?? '')) {
      facts.push(plainText(object.value) === 'true' ? 'protection-on' : 'protection-off');
    }
  }
  return facts;
};

const SWITCH_KEY = /^(enable|enabled|status|state|isEnabled|keyRotationEnabled)$/i;
const OFF = /^(false|disabled?|inactive|suspended|off|paused)$/i;
const ON = /^(true|enabled?|active|on|running)$/i;

/** Flags on updating calls: `{"enable": false}`, `{"Status": "Suspended"}`. */
const switches: Reader = (request, event) => {
  if (!/^(Update|Modify|Put|Set|Configure|Change)/.test(event.action)) return [];
  const facts: ParameterFact[] = [];
  for (const object of objectsUnder(request)) {
    for (const key in object) {
      if (!SWITCH_KEY.test(key) || isObject(object[key])) continue;
      const value = plainText(object[key]);
      if (OFF.test(value)) facts.push('disabled');
      if (ON.test(value)) facts.push('enabled');
    }
  }
  return facts;
};

const PUBLIC_ACL = new Set(['public-read', 'public-read-write', 'authenticated-read']);
const ALL_USERS = /\/groups\/global\/(AllUsers|AuthenticatedUsers)/;

/** Bucket ACLs, the public access block, public endpoints of databases and functions. */
const publicAccess: Reader = (request, event) => {
  const facts: ParameterFact[] = [];
  if (/^Delete(Account|Bucket)?PublicAccessBlock$/.test(event.action)) facts.push('made-public');
  if (/PublicAccessBlock$/.test(event.action) && event.action.startsWith('Put')) {
    const flags = leavesOrFlags(request.PublicAccessBlockConfiguration ?? request);
    facts.push(flags.includes('false') ? 'made-public' : 'made-private');
  }
  if (/Acl$/.test(event.action) && !event.readOnly) {
    const acl = leavesOf(request['x-amz-acl']);
    const open = acl.some((value) => PUBLIC_ACL.has(value)) || leavesOf(request).some((leaf) => ALL_USERS.test(leaf));
    if (open) facts.push('made-public', 'shared-outside');
    else if (acl.includes('private')) facts.push('made-private');
  }
  if (!event.readOnly && 'publiclyAccessible' in request) {
    facts.push(plainText(request.publiclyAccessible) === 'true' ? 'made-public' : 'made-private');
  }
  if (/FunctionUrlConfig$/.test(event.action) && request.authType === 'NONE') facts.push('made-public');
  return facts;
};

function leavesOrFlags(value: Json | undefined): readonly string[] {
  const found: string[] = [];
  for (const object of objectsUnder(value)) {
    for (const key in object) if (!isObject(object[key])) found.push(plainText(object[key]));
  }
  return found;
}
