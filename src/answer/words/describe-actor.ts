// An actor → the few words by which a colleague would name them. Plain text, unescaped: renderers escape it.
// Says only what the record says; the person behind a role is `describeHuman`, and needs a chain.
import type { AnsweredActor, Chain, Human } from '../../domain/answer.ts';
import type { Actor } from '../../domain/audit-event.ts';
import { describeService } from './describe-service.ts';

/** Instances sign with their role and their own id as session name. */
const INSTANCE_ID = /^i-[0-9a-f]{8,17}$/i;
/** `invokedBy` values behind which stands the person in the console, not a service acting for them. */
const CONSOLE_ITSELF = /^(?:signin\.amazonaws\.com|.*\bconsole\b.*|AWS Internal)$/i;

/** For SAML users the identity provider is often given as a hash, the name qualifier: it tells nobody anything. */
const NAME_QUALIFIER = /^[A-Za-z0-9+/]{20,}=*$/;

/**
 * `bert-jan`, `dana (Identity Center, AdministratorAccess)`, `session deploy of role ci`, `root of account 1…`,
 * `CloudFormation for bert-jan`. Never empty.
 */
export function describeActor(actor: Actor): string {
  const caller = describeCaller(actor);
  const service = actor.invokedBy;
  if (service === null || CONSOLE_ITSELF.test(service) || actor.kind === 'aws-service') return caller;
  // Behind a service-linked role there is nobody but the service.
  if (isServiceLinked(actor)) return `${describeService(service)} (its service-linked role)`;
  return `${describeService(service)} for ${caller}`;
}

/**
 * The actor with what is known of who is behind it: `ana@example.com through role prod-operator (chain of 3 hops)`,
 * `role ci-deploy for GitHub repository org/repo, run 123`, `Auto Scaling (because ben changed the desired capacity of
 * web 4 s before)`, `role prod-operator calling itself “ana”`.
 */
export function describeAnsweredActor({ actor, human, chain }: AnsweredActor): string {
  const cause = describeCause(actor, human, chain);
  if (cause !== null) return cause;
  if (human !== null) {
    return human.name === actor.name ? describeActor(actor) : `${describeHuman(human)} ${describeWay(actor, human)}`;
  }
  const hop = chain?.hops.findLast(({ kind }) => kind === 'web-identity' || kind === 'session-name');
  if (hop === undefined || actor.kind === 'web-identity-user') return describeActor(actor);
  const role = actor.roleName ?? actor.via;
  if (role === null) return describeActor(actor);
  return hop.kind === 'web-identity' ? `role ${role} for ${hop.name}` : `role ${role} calling itself “${hop.name}”`;
}

/** A service that somebody made act; null where no call of anybody is known to be behind it. */
function describeCause(actor: Actor, human: Human | null, chain: Chain | undefined): string | null {
  const cause = chain?.hops.findLast(({ deed }) => deed !== undefined);
  if (cause === undefined) return null;
  const service = describeService(actor.invokedBy ?? actor.name);
  const because = cause.confidence === 'certain' ? 'because' : 'probably because';
  return `${service} (${because} ${human?.name ?? cause.name} ${cause.deed})`;
}

/** Through what the person came, and by how many hops. */
function describeWay(actor: Actor, { hops }: Human): string {
  const length = hops.length > 1 ? ` (chain of ${hops.length} hops)` : '';
  const role = actor.roleName ?? actor.via;
  if (actor.kind === 'role-session' && role !== null) return `through role ${role}${length}`;
  if (actor.kind === 'federated-user') return `through federated session ${actor.name}${length}`;
  return `through ${describeActor(actor)}${length}`;
}

/** `bert-jan`, `probably bert-jan`, `bert-jan by their own account`: the name with what it is worth. */
export function describeHuman(human: Human): string {
  switch (human.confidence) {
    case 'certain':
      return human.name;
    case 'likely':
      return `probably ${human.name}`;
    case 'self-asserted':
      return `${human.name} by their own account`;
    default:
      return unreachable(human.confidence);
  }
}

function describeCaller(actor: Actor): string {
  const name = actor.name.trim() === '' ? 'someone without a name' : actor.name;
  switch (actor.kind) {
    case 'root':
      return actor.accountId === null ? 'root' : `root of account ${actor.accountId}`;
    case 'iam-user':
      return name;
    case 'role-session':
      return describeSession(actor, name);
    case 'identity-center-user':
      return actor.via === null ? `${name} (Identity Center)` : `${name} (Identity Center, ${actor.via})`;
    case 'federated-user':
      return actor.via === null ? `${name} (federated)` : `${name} (federated by ${actor.via})`;
    case 'saml-user':
      return actor.via === null || NAME_QUALIFIER.test(actor.via) ? `${name} (SAML)` : `${name} (SAML, ${actor.via})`;
    case 'web-identity-user':
      return actor.via === null ? `${name} (web identity)` : `${name} (web identity, ${actor.via})`;
    case 'aws-account':
      return describeAccount(actor, name);
    case 'aws-service':
      return describeService(name);
    case 'unknown':
      return name === 'unknown' ? 'an unknown caller' : name;
    default:
      return unreachable(actor.kind);
  }
}

function describeSession(actor: Actor, name: string): string {
  const role = actor.roleName ?? actor.via;
  if (isServiceLinked(actor)) return `service-linked role ${role}`;
  const session = actor.sessionName;
  if (session === null || session === role) return role === null ? name : `role ${role}`;
  if (INSTANCE_ID.test(session)) return role === null ? `instance ${session}` : `instance ${session} (role ${role})`;
  return role === null ? `session ${session}` : `session ${session} of role ${role}`;
}

/** AWS reserves this name: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html */
function isServiceLinked(actor: Actor): boolean {
  return actor.kind === 'role-session' && (actor.roleName ?? '').startsWith('AWSServiceRoleFor');
}

function describeAccount(actor: Actor, name: string): string {
  if (actor.accountId === null) return `account ${name}`;
  return name === actor.accountId ? `account ${name}` : `session ${name} from account ${actor.accountId}`;
}

function unreachable(value: never): never {
  throw new Error(`Not described: ${String(value)}`);
}
