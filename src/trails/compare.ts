// A trail as it should be and as it is → what differs, judged by direction. What was not read, then or now, is not compared:
// unknown is never off. Says nothing of who did it.
import { bucketDifferences } from './compare-bucket.ts';
import { type Difference, stronger, turned, weaker } from './difference.ts';
import { bucketOf, isGone, type Posture, type SelectorSet, type StorePosture, type TrailPosture } from './posture.ts';
import { covers, recordsAllOf, rulesOf } from './selector-set.ts';
import { isUnread, type TrailStatus } from './trail-report.ts';

/** `was`: its baseline. `now` null: AWS has no such trail any more. */
export function compare(was: TrailPosture, now: TrailPosture | null): readonly Difference[] {
  if (now === null) return [weaker('trail', `Trail ${was.trail.name} is not there any more: it was deleted.`)];
  return [
    ...loggingDifferences(was, now),
    ...settingDifferences(was, now),
    ...selectorDifferences(was, now),
    ...insightDifferences(was, now),
    ...bucketPart(was, now),
    ...keyDifferences(was, now),
    ...deliveryDifferences(was, now),
  ];
}

/** Whether a trail that AWS did not list is gone: only where its own account's home Region was read. */
export function isMissing({ trail }: TrailPosture, { places, trails }: Posture): boolean {
  if (trails.some((each) => each.trail.arn === trail.arn)) return false;
  const home = places.find(({ account, region }) => account === trail.account && region === trail.homeRegion);
  return home !== undefined && !isUnread(home.trails);
}

function loggingDifferences(was: TrailPosture, now: TrailPosture): readonly Difference[] {
  if (isUnread(was.status) || isUnread(now.status)) return [];
  return turned('logging', was.status.logging, now.status.logging, {
    off: `Trail ${now.trail.name} does not log: it was stopped.`,
    on: `Trail ${now.trail.name} logs.`,
  });
}

function settingDifferences({ trail: was }: TrailPosture, { trail: now }: TrailPosture): readonly Difference[] {
  const name = `Trail ${now.name}`;
  return [
    ...turned('regions', was.multiRegion, now.multiRegion, {
      off: `${name} records its home Region ${now.homeRegion} only: multi-Region was switched off.`,
      on: `${name} records all Regions.`,
    }),
    ...turned('member-accounts', was.organization, now.organization, {
      off: `${name} records its own account only: it is no organization trail any more.`,
      on: `${name} records the whole organization.`,
    }),
    ...turned('global-services', was.globalServices, now.globalServices, {
      off: `${name} leaves out global services (IAM, STS, CloudFront).`,
      on: `${name} records global services.`,
    }),
    ...turned('validation', was.validation, now.validation, {
      off: `${name} writes no digest files: log file validation was switched off.`,
      on: `${name} writes digest files.`,
    }),
    ...moved('bucket', was.bucket, now.bucket, `${name} delivers`),
    ...(was.bucket === now.bucket && (was.prefix ?? '') !== (now.prefix ?? '')
      ? [weaker('prefix', `${name} delivers under prefix ${now.prefix ?? '(none)'}, not ${was.prefix ?? '(none)'}.`)]
      : []),
    ...encryption(name, was.kmsKey, now.kmsKey),
    ...attached('log-group', was.logGroup, now.logGroup, `${name} sends events to CloudWatch Logs group`),
    ...attached('notifications', was.snsTopic, now.snsTopic, `${name} announces new files on SNS topic`),
  ];
}

function moved(aspect: 'bucket', was: string | null, now: string | null, who: string): readonly Difference[] {
  if (was === now) return [];
  return [weaker(aspect, `${who} to bucket ${now ?? '(none)'}, not to ${was ?? '(none)'}.`)];
}

function encryption(name: string, was: string | null, now: string | null): readonly Difference[] {
  if (was === now) return [];
  if (was === null) return [stronger('encryption', `${name} encrypts with KMS key ${now}.`)];
  const how = now === null ? 'with SSE-S3 only, not with a KMS key' : `with KMS key ${now}`;
  return [weaker('encryption', `${name} encrypts ${how}; it was key ${was}.`)];
}

function attached(
  aspect: 'log-group' | 'notifications',
  was: string | null,
  now: string | null,
  words: string,
): readonly Difference[] {
  if (was === now) return [];
  if (was === null) return [stronger(aspect, `${words} ${now}.`)];
  const [who, rest] = [words.replace(/ (sends|announces) .*$/, ''), words.includes('sends')];
  if (now === null) {
    const lost = rest ? 'sends events to no CloudWatch Logs group' : 'announces new files on no SNS topic';
    return [weaker(aspect, `${who} ${lost}; it was ${was}.`)];
  }
  return [weaker(aspect, `${words} ${now}, not to ${was}.`)];
}

function selectorDifferences(was: TrailPosture, now: TrailPosture): readonly Difference[] {
  if (isUnread(was.selectors) || isUnread(now.selectors)) return [];
  return compareSelectors(now.trail.name, was.selectors, now.selectors);
}

/** What a new set of selectors records less, or more, of. */
export function compareSelectors(name: string, was: SelectorSet, now: SelectorSet): readonly Difference[] {
  if (!recordsAllOf(now, was)) return [weaker('selectors', `Trail ${name} records less: ${lessWords(was, now)}.`)];
  return recordsAllOf(was, now) ? [] : [stronger('selectors', `Trail ${name} records more than before.`)];
}

/** In a clause: what of the events is left out now. */
export function lessWords(was: SelectorSet, now: SelectorSet): string {
  const categories = [...new Set(rulesOf(was).map(({ category }) => category))];
  const clauses = categories.flatMap((category): readonly string[] => {
    const before = rulesOf(was).filter((each) => each.category === category);
    const after = rulesOf(now).filter((each) => each.category === category);
    if (covers(after, before)) return [];
    const what = CATEGORY_WORDS[category] ?? `events of category ${category}`;
    if (after.length === 0) return [`${what} are not recorded any more`];
    return [`of ${what}, ${partWords(after)}`];
  });
  return clauses.join('; ') || 'some events are left out';
}

const CATEGORY_WORDS: Readonly<Record<string, string>> = {
  Management: 'management events',
  Data: 'data events',
  NetworkActivity: 'network activity events',
};

function partWords(after: ReturnType<typeof rulesOf>): string {
  const fields = after.flatMap((each) => each.fields);
  const flags = new Set(
    after.map((each) => each.fields.find(({ field }) => field === 'readOnly')?.some[0]?.value ?? null),
  );
  const clauses: string[] = [];
  if (flags.size === 1 && flags.has('true')) clauses.push('only reads are recorded');
  if (flags.size === 1 && flags.has('false')) clauses.push('only writes are recorded');
  const sources = [...new Set(fields.filter(({ field }) => field === 'eventSource').flatMap(({ not }) => not))];
  const left = [...new Set(sources.map(({ value }) => value))];
  if (left.length > 0) clauses.push(`calls of ${left.join(' and ')} are left out`);
  const others = fields.filter(
    ({ field, some, not }) => field !== 'readOnly' && (field !== 'eventSource' || some.length > 0 || not.length === 0),
  );
  const names = [...new Set(others.map(({ field }) => field))];
  if (names.length > 0) clauses.push(`some are left out by ${names.join(' and ')}`);
  return clauses.join(' and ') || 'some are left out';
}

function insightDifferences(was: TrailPosture, now: TrailPosture): readonly Difference[] {
  if (isUnread(was.insights) || isUnread(now.insights)) return [];
  return compareInsights(now.trail.name, was.insights, now.insights);
}

export function compareInsights(name: string, was: readonly string[], now: readonly string[]): readonly Difference[] {
  const lost = was.filter((each) => !now.includes(each));
  const won = now.filter((each) => !was.includes(each));
  if (lost.length > 0) {
    const words = now.length === 0 ? 'Insights is switched off' : `Insights no longer looks at ${lost.join(' and ')}`;
    return [weaker('insights', `On trail ${name}, ${words}.`)];
  }
  return won.length > 0 ? [stronger('insights', `On trail ${name}, Insights looks at ${won.join(' and ')}.`)] : [];
}

function bucketPart(was: TrailPosture, now: TrailPosture): readonly Difference[] {
  if (isGone(now.bucket))
    return isGone(was.bucket) ? [] : [weaker('bucket-gone', `Bucket ${now.bucket.name} is not there any more.`)];
  const [before, after] = [bucketOf(was), bucketOf(now)];
  // Another bucket was told above; its settings have nothing to be held against.
  if (before === null || after === null || before.name !== after.name) return [];
  return bucketDifferences(now.trail, before, after);
}

function keyDifferences(was: TrailPosture, now: TrailPosture): readonly Difference[] {
  const { key } = now;
  if (key === null || isUnread(key) || key.state === 'Enabled') {
    const mended =
      key !== null && !isUnread(key) && was.key !== null && !isUnread(was.key) && was.key.state !== 'Enabled';
    return mended ? [stronger('key', `KMS key ${key.arn} is enabled.`)] : [];
  }
  const before = was.key === null || isUnread(was.key) ? null : was.key;
  if (before !== null && before.arn === key.arn && before.state === key.state) return [];
  return [weaker('key', `KMS key ${key.arn} of trail ${now.trail.name} is ${keyWords(key.state)}.`)];
}

function keyWords(state: string): string {
  if (state === 'PendingDeletion') return 'about to be deleted';
  return state === 'Disabled' ? 'disabled' : `not usable (${state})`;
}

function deliveryDifferences(was: TrailPosture, now: TrailPosture): readonly Difference[] {
  if (isUnread(now.status)) return [];
  const before = isUnread(was.status) ? null : was.status;
  return [...deliveryError(now, before, now.status), ...logGroupError(now, before, now.status)];
}

function deliveryError(now: TrailPosture, was: TrailStatus | null, is: TrailStatus): readonly Difference[] {
  if (is.deliveryError === null) {
    return was?.deliveryError == null ? [] : [stronger('delivery', `Trail ${now.trail.name} delivers to its bucket.`)];
  }
  if (was?.deliveryError === is.deliveryError) return [];
  return [weaker('delivery', `Trail ${now.trail.name} cannot deliver to its bucket: S3 says ${is.deliveryError}.`)];
}

function logGroupError(now: TrailPosture, was: TrailStatus | null, is: TrailStatus): readonly Difference[] {
  if (is.logGroupError === null || was?.logGroupError === is.logGroupError) return [];
  return [weaker('log-group', `Trail ${now.trail.name} cannot send to its log group: AWS says ${is.logGroupError}.`)];
}

/** An event data store as it should be and as it is. `now` null: AWS has none any more. */
export function compareStore(was: StorePosture, now: StorePosture | null): readonly Difference[] {
  const name = `Event data store ${was.name}`;
  if (now === null) return [weaker('store-gone', `${name} is not there any more.`)];
  if (now.status !== was.status && now.status === 'PENDING_DELETION') {
    return [weaker('store-gone', `${name} is deleted: it can be restored for seven days.`)];
  }
  const takesIn = (store: StorePosture) => store.status === 'ENABLED' || store.status === 'CREATED';
  return [
    ...turned('store-ingestion', takesIn(was), takesIn(now), {
      off: `${name} takes in no events: its ingestion was stopped.`,
      on: `${name} takes in events.`,
    }),
    ...turned('store-settings', was.multiRegion, now.multiRegion, {
      off: `${name} takes in events of one Region only.`,
      on: `${name} takes in events of all Regions.`,
    }),
    ...turned('store-settings', was.organization, now.organization, {
      off: `${name} takes in events of its own account only.`,
      on: `${name} takes in events of the whole organization.`,
    }),
    ...retention(name, was.retentionDays, now.retentionDays),
    ...(was.protected === true && now.protected === false
      ? [weaker('store-settings', `${name} may be deleted at once: its termination protection was switched off.`)]
      : []),
    ...storeSelectors(name, was, now),
  ];
}

function retention(name: string, was: number | null, now: number | null): readonly Difference[] {
  if (was === null || now === null || was === now) return [];
  const words = `${name} keeps events for ${now} days; it was ${was}.`;
  return [now < was ? weaker('store-settings', words) : stronger('store-settings', words)];
}

function storeSelectors(name: string, was: StorePosture, now: StorePosture): readonly Difference[] {
  if (was.selectors.length === 0 || now.selectors.length === 0) return [];
  const [before, after] = [was, now].map(({ selectors }): SelectorSet => ({ kind: 'advanced', selectors }));
  if (before === undefined || after === undefined || recordsAllOf(after, before)) return [];
  return [weaker('store-settings', `${name} takes in less: ${lessWords(before, after)}.`)];
}
