// What AWS refused of Logs Insights → a Failure where a setting or permission has to change before anything can be asked,
// else a gap that says what was not read.
import type { AwsTrouble } from '../../aws/aws-trouble.ts';
import type { Gap } from '../../domain/coverage.ts';
import type { Failure } from '../../domain/failure.ts';
import { troubleGap as plainGap } from '../lake/lake-trouble.ts';
import type { TroubleWords } from '../query/run-span.ts';
import { type GroupChoice, groupWords } from './group-choice.ts';

/** A hundred queries of an account and Region run at once, dashboards' and scheduled ones included. */
export const BUSY = 'LimitExceededException';
const NOT_THERE = 'ResourceNotFoundException';
/** AWS's words for a time that ends before a log group begins. */
const TOO_OLD = /creation time|retention/i;

/** `where`: the log groups, within a sentence. */
export function logsWords(where: string): TroubleWords {
  return {
    settingFailure: (trouble) => settingFailure(trouble, where),
    troubleGap: (trouble, place, rest) => troubleGap(trouble, place, rest),
    isUnknownQuery: ({ code, action }) => code === NOT_THERE && action === 'logs:GetQueryResults',
  };
}

/** null: no setting has to change; it may go better another time. */
export function settingFailure(trouble: AwsTrouble, where: string): Failure | null {
  const { code, message, action } = trouble;
  const said = `AWS says: ${code}${message === '' ? '' : ` (${message})`}.`;
  switch (trouble.trouble) {
    case 'denied':
      return {
        ...notAsked(where),
        why: `AWS denied ${action}. ${said}`,
        instead: `Allow ${action} on those log groups to the credentials in use (deploy/iam/logs-insights.json), then ask again.`,
      };
    case 'credentials':
    case 'expired':
      return {
        ...notAsked(where),
        why: code === 'CredentialsProviderError' ? 'No AWS credentials were found.' : said,
        instead:
          'Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN for temporary ones), to credentials that are valid now in the Region of the log groups, then ask again.',
      };
    case 'refused':
      return refused(trouble, where, said);
    default:
      return null;
  }
}

function refused({ code, action, message }: AwsTrouble, where: string, said: string): Failure | null {
  if (code === NOT_THERE) return action === 'logs:StartQuery' ? gone(where, said) : null;
  if (action !== 'logs:StartQuery' || TOO_OLD.test(message)) return null;
  const why = `AWS refused ${action}. ${said}`;
  return { ...notAsked(where), why, instead: 'Ask another source, and tell whoever runs me.' };
}

export function goneFailure(choice: GroupChoice): Failure {
  return gone(groupWords(choice), 'AWS knows no such log group in this account and Region.');
}

function gone(where: string, why: string): Failure {
  return {
    ...notAsked(where),
    why,
    instead:
      'Set WHODID_LOGS_INSIGHTS_GROUPS to log groups that a trail or a telemetry rule of CloudTrail writes to, as ARNs where they are of another account, and WHODID_LOGS_INSIGHTS_REGION to their Region.',
  };
}

/** AWS could not be asked which log groups there are, and no setting is known to be why. */
export function unreachedFailure({ trouble, code, action }: AwsTrouble, where: string): Failure {
  return {
    failure: 'timed-out',
    what: notAsked(where).what,
    why:
      trouble === 'throttled'
        ? `AWS throttled ${action} again and again.`
        : `AWS gave no usable answer to ${action} (${code}).`,
    instead: 'Ask again in a minute; if it stays so, check that this machine reaches AWS.',
  };
}

function notAsked(where: string): Pick<Failure, 'failure' | 'what'> {
  const What = where.charAt(0).toUpperCase() + where.slice(1);
  return { failure: 'not-allowed', what: `${What} could not be asked through CloudWatch Logs Insights.` };
}

/** `rest`: a sentence on what was read; may be ''. */
function troubleGap(trouble: AwsTrouble, where: string, rest: string): Gap {
  const more = rest === '' ? '' : ` ${rest}`;
  if (trouble.code === BUSY && trouble.action === 'logs:StartQuery') {
    const detail = `${where} could not be asked: as many queries as AWS allows were running all the time that was waited.${more} Ask again later.`;
    return { kind: 'throttled', detail };
  }
  if (trouble.trouble === 'refused' && TOO_OLD.test(trouble.message)) {
    const detail = `${where}: the time asked about ended before they began to be written, or is no longer kept. Ask a source that keeps older events.`;
    return { kind: 'outside-horizon', detail };
  }
  return plainGap(trouble, where, rest);
}
