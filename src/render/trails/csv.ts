// Trails as they stand → CSV: one row for each trail, and one for each account without any.
import { stringify } from 'csv-stringify/sync';
import { accountsWithoutTrail, type Posture } from '../../trails/posture.ts';
import { escapeCsv } from '../escape-csv.ts';
import { trailFacts } from './trail-facts.ts';

/** Excel reads UTF-8 only after this mark: https://support.microsoft.com/office/8a935af5-3416-4edd-ba7e-3dfd2bc4a032 */
const BYTE_ORDER_MARK = '\uFEFF';

const COLUMNS = [
  'trail',
  'account',
  'account_name',
  'home_region',
  'arn',
  'logs',
  'regions',
  'records',
  'insights',
  'validated',
  'encrypted',
  'kms_key',
  'bucket',
  'prefix',
  'cloudtrail_may_write',
  'public_access',
  'versioning',
  'object_lock',
  'access_log',
  'kept',
  'log_group',
  'last_delivery_utc',
  'delivery_error',
  'cis',
] as const;

export function postureCsv(posture: Posture, accountNames: Readonly<Record<string, string>>): string {
  const rows = posture.trails.map((each): readonly string[] => {
    const { trail } = each;
    const facts = trailFacts(each);
    return [
      trail.name,
      trail.account,
      accountNames[trail.account] ?? '',
      trail.homeRegion,
      trail.arn,
      facts.logs,
      facts.regions,
      facts.records,
      facts.insights,
      facts.validated,
      facts.encrypted,
      trail.kmsKey ?? '',
      trail.bucket ?? '',
      trail.prefix ?? '',
      facts.mayWrite,
      facts.publicAccess,
      facts.versioning,
      facts.objectLock,
      facts.accessLog,
      facts.kept,
      facts.logGroup,
      facts.deliveredMs === null ? facts.deliveredWords : new Date(facts.deliveredMs).toISOString(),
      facts.deliveryError,
      facts.cis,
    ];
  });
  const bare = accountsWithoutTrail(posture).map((account) => {
    const row = ['(no trail)', account, accountNames[account] ?? ''];
    return [...row, ...Array.from({ length: COLUMNS.length - row.length }, () => '')];
  });
  const cells = [COLUMNS, ...rows, ...bare].map((row) => row.map((cell) => escapeCsv(cell)));
  return BYTE_ORDER_MARK + stringify(cells);
}
