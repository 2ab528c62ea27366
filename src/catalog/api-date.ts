// Event names that carry the date and version of their API: `DeleteFunction20150331`, `UpdateFunctionCode20150331v2`,
// CloudFront's `DeleteDistribution2020_05_31`. The action is the name without it. Seen on Lambda and CloudFront records.

const API_DATE = /(?:20\d{2}_\d{2}_\d{2}|20\d{6})(?:v\d+)?$/;

/** The action: `eventName` without an API date or version. */
export function withoutApiDate(eventName: string): string {
  return eventName.replace(API_DATE, '');
}
