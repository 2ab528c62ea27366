// Calls with an instance's credentials → who launched the instance, and what speaks for or against the instance itself
// having made them: another network within minutes, a tool on a desktop system. Facts only: nobody is named as the caller.

import { describeToolUse } from '../answer/words/describe-tool.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import { type ReadThrough, readBatched } from './chain-read.ts';
import type { Said } from './gather-facts.ts';
import { instant } from './hints.ts';
import { arnRef } from './issuers.ts';
import { APART_MS_MAX, apartWords, elsewhereNear } from './networks.ts';
import { instanceOf } from './session-of.ts';
import { callerName } from './who-called.ts';

/** Distinct instances looked up for one answer. */
const INSTANCES_MAX = 20;
/** Calls read around one; more change nothing about a fact. */
const CALLS_MAX = 200;
/** How long before and after a call its address is looked at, in milliseconds. */
const AROUND_MS = 60 * 60_000;

interface Wanted {
  readonly call: AuditEvent;
  readonly instance: string;
}

export async function instanceFacts(
  calls: readonly AuditEvent[],
  read: ReadThrough,
): Promise<ReadonlyMap<string, Said>> {
  const all = calls.flatMap((call): readonly Wanted[] => {
    const instance = instanceOf(call);
    return instance === null ? [] : [{ call, instance }];
  });
  const instances = new Set([...new Set(all.map(({ instance }) => instance))].slice(0, INSTANCES_MAX));
  const wanted = all.filter(({ instance }) => instances.has(instance));
  if (wanted.length === 0) return new Map();
  const [launches, uses] = await Promise.all([findLaunches(wanted, read), findUses(wanted, read)]);
  const odd = wanted.filter(({ call }) => oddities(call, usesOf(call, uses)).length > 0);
  const neighbours = await findNeighbours(odd, read);
  return new Map(
    wanted.map(({ call, instance }) => [
      call.eventID,
      {
        hints: [...launched(instance, launches), ...oddities(call, usesOf(call, uses)), ...alsoThere(call, neighbours)],
      },
    ]),
  );
}

async function findLaunches(wanted: readonly Wanted[], read: ReadThrough): Promise<readonly AuditEvent[]> {
  const ids = new Set(wanted.map(({ instance }) => instance));
  const batches = await readBatched(
    [{ span: { fromMs: null, toMs: Math.max(...wanted.map(({ call }) => call.timeMs)) + 1 } }],
    () => ({
      test: {
        kind: 'all',
        tests: [
          {
            kind: 'any',
            tests: ['RunInstances', 'CreateFleet'].map((name) => ({ kind: 'action', service: 'ec2', name })),
          },
          { kind: 'any', tests: [...ids].map((id) => ({ kind: 'resource', resource: arnRef(id) })) },
        ],
      },
      limit: CALLS_MAX,
      worth: 'when-free',
    }),
    read,
  );
  return batches.flatMap(({ events }) => events).filter(({ outcome }) => outcome.kind !== 'attempted');
}

function launched(instance: string, launches: readonly AuditEvent[]): readonly string[] {
  const launch = launches.find(({ identifiers }) =>
    identifiers.some(({ place, value }) => place === 'response' && value.toLowerCase() === instance),
  );
  if (launch === undefined) return [];
  const how = describeToolUse(launch.tool);
  return [
    `Instance ${instance} was launched by ${callerName(launch)} ${how} at ${instant(launch.timeMs)} (event ${launch.eventID}).`,
  ];
}

/** What else the same role session did at about that time. */
async function findUses(wanted: readonly Wanted[], read: ReadThrough): Promise<readonly AuditEvent[]> {
  const near = wanted.map(({ call }) => ({
    call,
    span: { fromMs: call.timeMs - APART_MS_MAX, toMs: call.timeMs + APART_MS_MAX },
  }));
  const batches = await readBatched(
    near,
    (each) => ({
      test: {
        kind: 'any',
        tests: [...new Set(each.map(({ call }) => call.actor.arn ?? call.actor.name))].map((arn) => ({
          kind: 'actor',
          resource: arnRef(arn),
        })),
      },
      limit: CALLS_MAX,
      worth: 'when-free',
    }),
    read,
  );
  return batches.flatMap(({ events }) => events);
}

function usesOf(call: AuditEvent, uses: readonly AuditEvent[]): readonly AuditEvent[] {
  return uses.filter(({ actor }) => actor.arn?.toLowerCase() === call.actor.arn?.toLowerCase());
}

/** Systems that people sit at; EC2 has Macs and Windows too, so this is a fact and no proof. */
const DESKTOP: readonly (readonly [RegExp, string])[] = [
  [/\bDarwin\b|os\/macos|Mac OS X/i, 'macOS'],
  [/\bWindows\b/i, 'Windows'],
  [/\bkali\b/i, 'Kali Linux'],
];

function oddities(call: AuditEvent, uses: readonly AuditEvent[]): readonly string[] {
  const hints: string[] = [];
  const apart = elsewhereNear(call, uses);
  if (apart !== null) {
    hints.push(
      `The instance’s credentials were used from ${apart.here} and, ${apartWords(apart.apartMs)} apart, from ${apart.there} (event ${apart.thereEvent.eventID}).`,
    );
  }
  const system = DESKTOP.find(([pattern]) => pattern.test(call.userAgent ?? ''))?.[1];
  if (system !== undefined && call.sourceIp !== null) {
    hints.push(
      `The call came from ${call.sourceIp} ${describeToolUse(call.tool)}, which says it runs on ${system}: somebody may have taken the instance’s credentials.`,
    );
  }
  return hints;
}

/** Who else called from the address of an odd call: a fact about the address. */
async function findNeighbours(odd: readonly Wanted[], read: ReadThrough): Promise<readonly AuditEvent[]> {
  const near = odd.flatMap(({ call }) =>
    call.sourceIp === null
      ? []
      : [{ ip: call.sourceIp, span: { fromMs: call.timeMs - AROUND_MS, toMs: call.timeMs + AROUND_MS } }],
  );
  const batches = await readBatched(
    near,
    (each) => ({
      test: { kind: 'any', tests: [...new Set(each.map(({ ip }) => ip))].map((ip) => ({ kind: 'source-ip', ip })) },
      limit: CALLS_MAX,
      worth: 'when-free',
    }),
    read,
  );
  return batches.flatMap(({ events }) => events);
}

const NEIGHBOURS_MAX = 3;

function alsoThere(call: AuditEvent, neighbours: readonly AuditEvent[]): readonly string[] {
  const others = neighbours.filter(
    (event) => event.sourceIp === call.sourceIp && instanceOf(event) === null && event.actor.kind !== 'unknown',
  );
  const names = [...new Set(others.map(callerName))];
  if (names.length === 0) return [];
  const more = names.length > NEIGHBOURS_MAX ? ` and ${names.length - NEIGHBOURS_MAX} more` : '';
  return [
    `From ${call.sourceIp} calls were also made within the hour by ${names.slice(0, NEIGHBOURS_MAX).join(', ')}${more}: many may share an address.`,
  ];
}
