// A bucket → the accounts, kinds of log and Regions in it, level by level by their common prefixes: never by its objects.
import { type AwsTrouble, isTrouble } from '../aws/aws-trouble.ts';
import { atMost } from './at-most.ts';
import { logsRoot } from './bucket-address.ts';
import type { Lack } from './journal.ts';
import { readPlace } from './log-keys.ts';
import { listAll, type Pass } from './pass.ts';
import { lackOf } from './sync-words.ts';

/** Folders listed at once. */
const LISTED_AT_ONCE = 8;

const ORGANIZATION = /^o-[a-z0-9]{10,32}$/;
const ACCOUNT = /^\d{12}$/;
const KIND = /^CloudTrail(-Insight|-NetworkActivity)?$/;
const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/;

/** What may come in a folder, by the folder's own name. */
function mayFollow(name: string): readonly RegExp[] {
  if (name === '') return [ORGANIZATION, ACCOUNT];
  if (ORGANIZATION.test(name)) return [ACCOUNT];
  if (ACCOUNT.test(name)) return [KIND];
  return KIND.test(name) ? [REGION] : [];
}

/** Makes the places below `scope` known to the journal. A trouble: not even the first folder could be listed. */
export async function findPlaces(pass: Pass, scope: string): Promise<null | AwsTrouble> {
  const startedMs = pass.clock();
  const unlisted: Record<string, Lack> = {};
  const places: string[] = [];
  let level: readonly string[] = [scope];
  let first: AwsTrouble | null = null;
  while (level.length > 0) {
    const next: string[] = [];
    await atMost(LISTED_AT_ONCE, level, async (path) => {
      if (readPlace(path) !== null) {
        places.push(path);
        return;
      }
      const inside = await foldersIn(pass, path);
      if (!isTrouble(inside)) next.push(...inside);
      else if (path === scope) first = inside;
      else
        unlisted[path] = lackOf(
          inside,
          { bucket: pass.address.bucket, path: `${logsRoot(pass.address)}${path}/` },
          null,
        );
    });
    if (first !== null) return first;
    level = next;
  }
  for (const place of places) pass.book.know(place);
  pass.book.lookedFor(scope, startedMs, unlisted);
  return null;
}

async function foldersIn(pass: Pass, path: string): Promise<readonly string[] | AwsTrouble> {
  const below = path === '' ? '' : `${path}/`;
  const listing = await listAll(pass, below, '/');
  if (isTrouble(listing)) return listing;
  const patterns = mayFollow(path.slice(path.lastIndexOf('/') + 1));
  const root = `${logsRoot(pass.address)}${below}`;
  const names = listing.prefixes.map((prefix) => prefix.slice(root.length, -1));
  return names.filter((name) => patterns.some((pattern) => pattern.test(name))).map((name) => `${below}${name}`);
}
