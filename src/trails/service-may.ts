// A resource policy → whether CloudTrail may do one thing by it: yes, no, or not to be told (a condition that depends on
// what is not known here). Explicit denials win. Evaluates nothing else, and no other caller's rights.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
import type { Json, JsonObject } from '../domain/audit-event.ts';
import { isObject, objectOf } from '../records/json.ts';

const SERVICE = 'cloudtrail.amazonaws.com';

export interface ServiceCall {
  /** `s3:PutObject`. */
  readonly action: string;
  /** The resource's ARN. */
  readonly resource: string;
  readonly trailArn: string;
  readonly account: string;
}

export type May = 'yes' | 'no' | 'unsure';

/** `policy`: the document, as an object or as JSON in a string; null: there is none, so nothing is allowed. */
export function serviceMay(policy: Json, call: ServiceCall): May {
  const document = objectOf(policy ?? undefined);
  const statements = document === null ? [] : asList(document.Statement).filter(isObject);
  let allowed: May = 'no';
  let denied: May = 'no';
  for (const statement of statements) {
    const applies = statementApplies(statement, call);
    if (statement.Effect === 'Allow') allowed = either(allowed, applies);
    else if (statement.Effect === 'Deny') denied = either(denied, applies);
  }
  if (denied === 'yes') return 'no';
  return denied === 'unsure' && allowed === 'yes' ? 'unsure' : allowed;
}

function either(one: May, other: May): May {
  if (one === 'yes' || other === 'yes') return 'yes';
  return one === 'unsure' || other === 'unsure' ? 'unsure' : 'no';
}

function statementApplies(statement: JsonObject, call: ServiceCall): May {
  if (!namesService(statement)) return 'no';
  if (!covers(statement, 'Action', call.action, true)) return 'no';
  if (!covers(statement, 'Resource', call.resource, false)) return 'no';
  return conditionHolds(statement, call);
}

function namesService({ Principal, NotPrincipal }: JsonObject): boolean {
  if (Principal !== undefined) return isService(Principal);
  return NotPrincipal !== undefined && !isService(NotPrincipal);
}

function isService(principal: Json): boolean {
  if (principal === '*') return true;
  if (!isObject(principal)) return false;
  const services = asList(principal.Service).map((name) => String(name).toLowerCase());
  return services.includes(SERVICE) || asList(principal.AWS).includes('*') || services.includes('*');
}

function covers(statement: JsonObject, key: 'Action' | 'Resource', value: string, fold: boolean): boolean {
  const meets = (pattern: Json) => like(String(pattern), value, fold);
  const named = statement[key];
  if (named !== undefined) return asList(named).some(meets);
  const but = statement[`Not${key}`];
  return but !== undefined && !asList(but).some(meets);
}

/** What is known of CloudTrail's own calls. Keys in lower case; a value it never sends is null. */
function knownKeys({ trailArn, account }: ServiceCall): Readonly<Record<string, string | null>> {
  return {
    'aws:sourcearn': trailArn,
    'aws:sourceaccount': account,
    'aws:principalisawsservice': 'true',
    'aws:principalservicename': SERVICE,
    'aws:securetransport': 'true',
    'aws:via_aws_service': 'false',
    's3:x-amz-acl': 'bucket-owner-full-control',
    // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
    'kms:encryptioncontext:aws:cloudtrail:arn': trailArn,
    // A service principal has no account, organization, address or endpoint of its own.
    'aws:principalorgid': null,
    'aws:principalaccount': null,
    'aws:principalarn': null,
    'aws:sourcevpce': null,
    'aws:sourcevpc': null,
    'aws:sourceip': null,
  };
}

function conditionHolds(statement: JsonObject, call: ServiceCall): May {
  const { Condition } = statement;
  if (!isObject(Condition)) return 'yes';
  const keys = knownKeys(call);
  let all: May = 'yes';
  for (const [operator, tests] of Object.entries(Condition)) {
    if (!isObject(tests)) return 'unsure';
    for (const [key, wanted] of Object.entries(tests)) {
      const value = keys[key.toLowerCase()];
      const one = value === undefined ? 'unsure' : testHolds(operator, value, asList(wanted).map(String));
      if (one === 'no') return 'no';
      if (one === 'unsure') all = 'unsure';
    }
  }
  return all;
}

const OPERATORS =
  /^(?:For(?:Any|All)Value(?:s)?:)?(String|Arn|Bool|Null)(Not)?(Equals|Like)?(IgnoreCase)?(IfExists)?$/i;

function testHolds(operator: string, value: string | null, wanted: readonly string[]): May {
  const parts = OPERATORS.exec(operator);
  if (parts === null) return 'unsure';
  const [, type = '', not, , , ifExists] = parts;
  if (type.toLowerCase() === 'null') return wanted.includes(String(value === null)) ? 'yes' : 'no';
  // A negated test of a key that is not sent holds; any other does not, unless it is only for when it is sent.
  if (value === null) return ifExists !== undefined || not !== undefined ? 'yes' : 'no';
  const met = wanted.some((pattern) => like(pattern, value, type.toLowerCase() === 'bool'));
  return met === (not === undefined) ? 'yes' : 'no';
}

/** `*` and `?` as in policies, everywhere: a pattern without them is equality. Linear in both, whatever the pattern. */
function like(pattern: string, value: string, fold: boolean): boolean {
  const [wanted, given] = fold ? [pattern.toLowerCase(), value.toLowerCase()] : [pattern, value];
  let at = 0;
  let star = -1;
  let mark = 0;
  let p = 0;
  while (at < given.length) {
    if (p < wanted.length && (wanted[p] === '?' || wanted[p] === given[at]) && wanted[p] !== '*') {
      p += 1;
      at += 1;
    } else if (wanted[p] === '*') {
      star = p;
      mark = at;
      p += 1;
    } else if (star >= 0) {
      p = star + 1;
      mark += 1;
      at = mark;
    } else return false;
  }
  while (wanted[p] === '*') p += 1;
  return p === wanted.length;
}

function asList(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
