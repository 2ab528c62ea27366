// What the log groups are, asked of AWS at most every few minutes: since when they hold events, and which there are.
import { type AwsTrouble, isTrouble } from '../../aws/aws-trouble.ts';
import type { LogGroupFacts } from '../../aws/log-groups.ts';
import type { LogsInsightsCalls } from '../../aws/logs-insights.ts';
import type { EventCategory } from '../../domain/audit-event.ts';
import type { Failure } from '../../domain/failure.ts';
import { type Known, knownFor } from '../query/known-for.ts';
import { type Persistence, persist } from '../query/persist.ts';
import { type GroupChoice, groupWords } from './group-choice.ts';
import { goneFailure, settingFailure, unreachedFailure } from './logs-trouble.ts';

export interface KnownGroups {
  /** Of those that there are; null: AWS does not let these credentials know. */
  readonly groups: readonly LogGroupFacts[] | null;
  /** Named in the setting, and not there. */
  readonly gone: readonly string[];
}

export type GroupFacts = Known<KnownGroups>;

/** Where telemetry rules write, unless told otherwise. */
const USUAL_PREFIX = 'aws/cloudtrail/';

export function groupFacts(
  calls: LogsInsightsCalls,
  choice: GroupChoice,
  persistence: Persistence,
  now: () => number = () => performance.now(),
): GroupFacts {
  return knownFor(() => look(calls, choice, persistence), now);
}

async function look(calls: LogsInsightsCalls, choice: GroupChoice, again: Persistence): Promise<KnownGroups | Failure> {
  if (choice.kind !== 'listed') {
    const prefix = choice.kind === 'prefix' ? choice.prefix : USUAL_PREFIX;
    const found = await persist(() => calls.groups({ kind: 'prefix', prefix }), again);
    if (isTrouble(found)) return troubled(found, choice);
    return found.length === 0 && choice.kind === 'prefix' ? goneFailure(choice) : { groups: found, gone: [] };
  }
  const groups: LogGroupFacts[] = [];
  const gone: string[] = [];
  for (const { name, account, identifier } of choice.groups) {
    const found = await persist(() => calls.groups({ kind: 'name', name, account }), again);
    if (isTrouble(found)) return troubled(found, choice);
    if (found.length === 0) gone.push(identifier);
    groups.push(...found);
  }
  return groups.length === 0 ? goneFailure(choice) : { groups, gone };
}

function troubled(trouble: AwsTrouble, choice: GroupChoice): KnownGroups | Failure {
  if (trouble.trouble === 'denied') return { groups: null, gone: [] };
  const where = groupWords(choice);
  return settingFailure(trouble, where) ?? unreachedFailure(trouble, where);
}

/** Oldest instant a log group can hold anything of, epoch milliseconds; null: not told. */
export function reachOfGroup({ createdMs, retentionDays }: LogGroupFacts, now: number): number | null {
  const kept = retentionDays === null ? null : now - retentionDays * 86_400_000;
  const each = [createdMs, kept].filter((one) => one !== null);
  return each.length === 0 ? null : Math.max(...each);
}

/** Since when all of them hold events; null: not known of any. */
export function reachOf({ groups }: KnownGroups, now: number): number | null {
  const each = (groups ?? []).map((group) => reachOfGroup(group, now)).filter((one) => one !== null);
  return each.length === 0 ? null : Math.max(...each);
}

/** Telemetry rules write each category to a log group of its own; what a trail writes, only its selectors tell. */
const TELEMETRY: readonly (readonly [RegExp, EventCategory])[] = [
  [/(^|\/)aws\/cloudtrail\/managementevents$/, 'Management'],
  [/(^|\/)aws\/cloudtrail\/dataevents$/, 'Data'],
  [/(^|\/)aws\/cloudtrail\/networkactivityevents$/, 'NetworkActivity'],
  [/(^|\/)aws\/cloudtrail\/insightevents$/, 'Insight'],
];

/** null: a trail's, or whoever's. */
export function categoryOf(name: string): EventCategory | null {
  return TELEMETRY.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

/** null: some log group's are not known. */
export function categoriesOf(names: readonly string[]): readonly EventCategory[] | null {
  const each = names.map(categoryOf);
  return each.length === 0 || each.includes(null) ? null : [...new Set(each.filter((one) => one !== null))];
}
