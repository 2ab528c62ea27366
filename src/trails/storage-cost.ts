// What a trail writes a day, and how long its bucket keeps it → what that roughly costs a month, in words.
import { bucketOf, keptDays, logPrefix, type TrailPosture } from './posture.ts';
import { isUnread } from './trail-report.ts';

/** US dollars for a GB a month, S3 Standard in us-east-1; elsewhere a little more. https://aws.amazon.com/s3/pricing/ */
export const USD_PER_GB_MONTH = 0.023;
const BYTES_PER_GB = 1_000_000_000;
const DAYS_A_YEAR = 365;

/** A sentence of plain text, or of a trail whose name is written by others: unescaped. */
export function storageWords(posture: TrailPosture, bytesPerDay: number): string {
  const bucket = bucketOf(posture);
  const days =
    bucket === null || isUnread(bucket.expiries) ? null : keptDays(bucket.expiries, logPrefix(posture.trail));
  const usd = (kept: number) => money((bytesPerDay * kept * USD_PER_GB_MONTH) / BYTES_PER_GB);
  const wrote = `Trail ${posture.trail.name} wrote ${sizeWords(bytesPerDay)} yesterday`;
  if (days !== null && days > 0) return `${wrote}; kept for ${days} days, that is roughly ${usd(days)} a month in S3.`;
  return `${wrote}; every year that is kept adds roughly ${usd(DAYS_A_YEAR)} a month in S3.`;
}

function money(usd: number): string {
  return usd < 0.01 ? 'less than $0.01' : `$${usd.toFixed(usd < 100 ? 2 : 0)}`;
}

function sizeWords(bytes: number): string {
  if (bytes >= BYTES_PER_GB) return `${(bytes / BYTES_PER_GB).toFixed(1)} GB`;
  return bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1000))} kB`;
}
