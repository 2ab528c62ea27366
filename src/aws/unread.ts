// What went wrong with a reading → what stands in its place: why it is not known, never a guess at what it is.
import type { Unread } from '../trails/trail-report.ts';
import type { AwsTrouble } from './aws-trouble.ts';

export function unreadOf({ trouble, action, code }: AwsTrouble): Unread {
  if (trouble === 'denied' || trouble === 'refused') return { unread: 'denied', action, code };
  // A Region that is switched off does not know the credentials.
  return { unread: trouble === 'credentials' ? 'not-enabled' : 'no-answer', action, code };
}
