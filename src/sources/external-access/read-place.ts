// One account's Region → its analyzers, all pages of their findings, and the details of each. What AWS refuses or
// throttles is said, and what was read before it is kept.
import type { AnalyzerCalls, Page } from '../../aws/access-analyzer.ts';
import { type AwsTrouble, isTrouble, troubleClause } from '../../aws/aws-trouble.ts';
import type { RolePlace } from '../../aws/place-clients.ts';
import type { Analyzer, ExposureFinding, ExposurePlace, NotRead } from '../../exposure/finding.ts';

/** Waits so many milliseconds, or until the signal ends it. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

/** A hundred findings a page: twenty thousand of one analyzer. */
const PAGES_MAX = 200;
/** Details are one call each: more than anybody reads of one Region. */
const DETAILS_MAX = 2_000;
/** Calls for details at a time, in one place. AWS documents no rate for them. */
const AT_ONCE = 4;
/** Waits after throttling, in milliseconds; after the last, it is given up. */
const WAITS_MS = [500, 1_000, 2_000, 4_000] as const;

/** Never rejects for what AWS answers. */
export async function readPlace(
  calls: AnalyzerCalls,
  place: RolePlace,
  signal: AbortSignal,
  pause: Pause,
): Promise<ExposurePlace> {
  const again = <T extends object>(call: () => Promise<T | AwsTrouble>) => whileThrottled(call, signal, pause);
  const where = { account: place.accountId, region: place.region };
  const listed = await allPages<Analyzer>((token) => again(() => calls.analyzers(place, token, signal)));
  if (listed.notRead !== null && listed.items.length === 0) {
    return { ...where, analyzers: listed.notRead, findings: [], notRead: [] };
  }
  const notRead: NotRead[] = listed.notRead === null ? [] : [listed.notRead];
  const found: ExposureFinding[] = [];
  for (const analyzer of listed.items) {
    if (analyzer.status !== 'ACTIVE') continue;
    const read = await allPages<ExposureFinding>((token) =>
      again(() => calls.findings(place, analyzer, token, signal)),
    );
    found.push(...read.items);
    if (read.notRead !== null) notRead.push(read.notRead);
  }
  const detailed = await withDetails(found, (finding) => again(() => calls.details(place, finding, signal)));
  return { ...where, analyzers: listed.items, findings: detailed.findings, notRead: [...notRead, ...detailed.notRead] };
}

async function allPages<T>(
  page: (token: string | null) => Promise<Page<T> | AwsTrouble>,
): Promise<{ readonly items: readonly T[]; readonly notRead: NotRead | null }> {
  const items: T[] = [];
  let token: string | null = null;
  for (let count = 0; count < PAGES_MAX; count++) {
    const read: Page<T> | AwsTrouble = await page(token);
    if (isTrouble(read)) return { items, notRead: notReadOf(read) };
    items.push(...read.items);
    if (read.nextToken === null) return { items, notRead: null };
    token = read.nextToken;
  }
  return { items, notRead: { kind: 'page-limit', why: `more than ${PAGES_MAX} pages` } };
}

/** Active ones first: where there are too many, it is not of these that whom they let in stays unknown. */
async function withDetails(
  findings: readonly ExposureFinding[],
  details: (finding: ExposureFinding) => ReturnType<AnalyzerCalls['details']>,
): Promise<{ readonly findings: readonly ExposureFinding[]; readonly notRead: readonly NotRead[] }> {
  const wanted = (['active', 'archived', 'resolved'] as const).flatMap((status) =>
    findings.filter((finding) => finding.status === status && finding.error === null),
  );
  const waiting = wanted.slice(0, DETAILS_MAX);
  const known = new Map<ExposureFinding, ExposureFinding>();
  const troubles = new Map<string, NotRead>();
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const read = await details(next);
      if (isTrouble(read)) {
        const { kind, why } = notReadOf(read);
        troubles.set(why, { kind, why: `${why}, so who is let in is not known of some findings` });
      } else known.set(next, { ...next, details: read.details });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const left = wanted.length - DETAILS_MAX;
  const cut: NotRead = {
    kind: 'page-limit',
    why: `details were read of ${DETAILS_MAX} findings, and not of ${left} more`,
  };
  return {
    findings: findings.map((finding) => known.get(finding) ?? finding),
    notRead: [...troubles.values(), ...(left > 0 ? [cut] : [])],
  };
}

async function whileThrottled<T extends object>(
  call: () => Promise<T | AwsTrouble>,
  signal: AbortSignal,
  pause: Pause,
): Promise<T | AwsTrouble> {
  let answer = await call();
  for (const ms of WAITS_MS) {
    if (!isTrouble(answer) || answer.trouble !== 'throttled') return answer;
    await pause(ms, signal);
    answer = await call();
  }
  return answer;
}

export function notReadOf(trouble: AwsTrouble): NotRead {
  return { kind: kindOf(trouble), why: troubleClause(trouble) };
}

function kindOf({ trouble }: AwsTrouble): NotRead['kind'] {
  switch (trouble) {
    case 'throttled':
      return 'throttled';
    case 'credentials':
      return 'not-enabled';
    case 'denied':
    case 'expired':
    case 'refused':
      return 'denied';
    case 'lost-page':
      return 'page-limit';
    case 'stopped':
    case 'unreachable':
      return 'timed-out';
    default: {
      const never: never = trouble;
      throw new Error(`unknown trouble ${String(never)}`);
    }
  }
}
