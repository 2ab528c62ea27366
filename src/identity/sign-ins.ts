// A console session in a role → the change of role (SwitchRole) or the sign-in it began with. The console signs with keys
// of its own that no logged call issued, so session and instant link, and no two people may fit.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
import type { AuditEvent } from '../domain/audit-event.ts';
import { textAt } from '../records/json.ts';
import { type ReadThrough, readBatched } from './chain-read.ts';
import { arnRef } from './issuers.ts';
import type { Contested, Found, Link } from './link.ts';
import { isMadeUpName } from './machine-name.ts';
import type { NeedOf } from './needs.ts';
import { createdOf } from './session-of.ts';

/** A console session ends after 12 hours. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-console.html */
const CONSOLE_MS_MAX = 12 * 3_600_000;
/** Between the change of role and the first credentials in it, in milliseconds. */
const SAME_SWITCH_MS = 5_000;

export async function findSignIns(needs: readonly NeedOf<'sign-in'>[], read: ReadThrough): Promise<Found> {
  const wanted = needs.map((need) => {
    const { createdMs, usedMs } = need.session;
    const beganMs = Math.min(createdMs ?? usedMs, usedMs);
    return { ...need, span: { fromMs: beganMs - CONSOLE_MS_MAX, toMs: usedMs + SAME_SWITCH_MS } };
  });
  const batches = await readBatched(
    wanted,
    (each) => ({
      test: {
        kind: 'all',
        tests: [
          {
            kind: 'any',
            tests: ['SwitchRole', 'ConsoleLogin'].map((name) => ({ kind: 'action', service: 'signin', name })),
          },
          {
            kind: 'any',
            tests: each.map(({ session }) => ({ kind: 'actor', resource: arnRef(session.arn ?? '') })),
          },
        ],
      },
      limit: null,
      worth: 'needed',
    }),
    read,
  );
  const links = new Map<string, Link | Contested>();
  for (const { wanted: each, events } of batches) {
    for (const need of each) {
      const link = linkOf(need, events);
      if (link !== null) links.set(need.id, link);
    }
  }
  const gaps = batches.flatMap((batch) => (batch.wanted.every(({ id }) => links.has(id)) ? [] : batch.gaps));
  return { links, gaps };
}

function linkOf({ session }: NeedOf<'sign-in'>, events: readonly AuditEvent[]): Link | Contested | null {
  const own = events.filter(
    ({ actor, outcome, timeMs }) =>
      outcome.kind !== 'attempted' &&
      actor.arn?.toLowerCase() === session.arn?.toLowerCase() &&
      timeMs <= session.usedMs + SAME_SWITCH_MS &&
      timeMs >= session.usedMs - CONSOLE_MS_MAX,
  );
  const switches = own.filter(({ action, record }) => action === 'SwitchRole' && switchedFrom(record) !== null);
  return switches.length > 0 ? bySwitch(switches, session.createdMs) : bySignIn(own, session.createdMs);
}

function bySwitch(switches: readonly AuditEvent[], createdMs: number | null): Link | Contested | null {
  const exact = switches.filter((each) => sameSwitch(each, createdMs));
  const candidates = exact.length > 0 ? exact : switches;
  const to = candidates.at(-1);
  if (to === undefined) return null;
  const from = new Set(candidates.map(({ record }) => switchedFrom(record)?.toLowerCase()));
  if (from.size > 1) {
    return { contested: `${from.size} people switched to this role under one session name, and no date tells which.` };
  }
  const { name, person } = nameIn(switchedFrom(to.record) ?? '');
  return { kind: 'switched-role', to, confidence: exact.length > 0 ? 'certain' : 'likely', name, person };
}

function switchedFrom(record: AuditEvent['record']): string | null {
  return textAt(record.additionalEventData, 'SwitchFrom');
}

function sameSwitch(event: AuditEvent, createdMs: number | null): boolean {
  if (createdMs === null) return false;
  return createdOf(event) === createdMs || Math.abs(event.timeMs - createdMs) <= SAME_SWITCH_MS;
}

/** Whom an ARN names, and whether that is a person: a user, or an Identity Center role's session. */
function nameIn(arn: string): { readonly name: string; readonly person: boolean } {
  const resource = arn.split(':').slice(5).join(':');
  const [form, ...rest] = resource.split('/');
  const last = rest.at(-1) ?? arn;
  if (form === 'user') return { name: last, person: true };
  if (form !== 'assumed-role') return { name: resource === '' ? arn : resource, person: false };
  const reserved = /^AWSReservedSSO_.+_[0-9a-f]{16}$/.test(rest[0] ?? '');
  return reserved ? { name: last, person: true } : { name: rest.join('/'), person: false };
}

/** With an identity provider's sign-in the provider gives the session its name; with a broker's, the broker does. */
function bySignIn(own: readonly AuditEvent[], createdMs: number | null): Link | null {
  const signIns = own.filter(({ action }) => action === 'ConsoleLogin');
  const to = signIns.find((each) => createdMs !== null && createdOf(each) === createdMs) ?? signIns.at(-1);
  if (to === undefined) return null;
  const name = to.actor.sessionName ?? to.actor.name;
  const provider = textAt(to.record.additionalEventData, 'SamlProviderArn');
  const vouched = provider !== null && !isMadeUpName(name);
  return { kind: 'console-sign-in', to, confidence: vouched ? 'likely' : 'self-asserted', name, person: vouched };
}
