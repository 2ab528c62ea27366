// What AWS refused of Athena, or why it ended a query → a Failure where a setting, table, workgroup or permission has to
// change before anything can be asked, else a gap that says what was not read.
import type { AwsTrouble } from '../../aws/aws-trouble.ts';
import type { DescribedQuery } from '../../aws/query-calls.ts';
import type { Gap } from '../../domain/coverage.ts';
import type { Failure } from '../../domain/failure.ts';
import type { TroubleWords } from '../query/run-span.ts';

/** As many queries as AWS allows are queued or running. The same name stands for calls that come too fast. */
export function isBusy({ code, message }: AwsTrouble): boolean {
  return code === 'TooManyRequestsException' && /concurrent/i.test(message);
}

/** Failures of a query that half the time may be spared: https://docs.aws.amazon.com/athena/latest/ug/performance-tuning.html */
export const TOO_LARGE = /exhausted resources|query timeout/i;

export interface Asked {
  /** `database.table`. */
  readonly table: string;
  readonly workGroup: string;
  /** What the workgroup allows a query to scan; null: not known. */
  readonly cutoffBytes: number | null;
}

export function athenaWords(asked: Asked): TroubleWords {
  return {
    settingFailure: (trouble) => settingFailure(trouble, asked),
    troubleGap,
    isUnknownQuery: ({ code, message }) => code === 'InvalidRequestException' && /was not found/i.test(message),
    endFailure: (query) => endFailure(query, asked),
  };
}

/** null: no setting has to change; it may go better another time. */
export function settingFailure(trouble: AwsTrouble, asked: Asked): Failure | null {
  const { code, message, action } = trouble;
  const said = `AWS says: ${code}${message === '' ? '' : ` (${message})`}.`;
  if (/workgroup .*(not found|disabled)/i.test(message)) return workGroupFailure(asked, said);
  if (/output location/i.test(message)) return outputFailure(asked, 'It has no place for results.');
  if (code === 'MetadataException' || /(database|table) \S+ (was )?not found/i.test(message)) {
    return tableFailure(asked.table, said);
  }
  switch (trouble.trouble) {
    case 'denied':
      return {
        ...notAsked(asked.table),
        why: `AWS denied ${action}. ${said}`,
        instead: `Allow ${action}, and what it needs of Glue and S3, to the credentials in use (deploy/iam/athena.json), then ask again.`,
      };
    case 'credentials':
    case 'expired':
      return {
        ...notAsked(asked.table),
        why: code === 'CredentialsProviderError' ? 'No AWS credentials were found.' : said,
        instead:
          'Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN for temporary ones), to credentials that are valid now in WHODID_ATHENA_REGION, then ask again.',
      };
    case 'refused':
      return /was not found|not yet finished/i.test(message)
        ? null
        : {
            ...notAsked(asked.table),
            why: `AWS refused ${action}. ${said}`,
            instead: 'Ask another source, and tell whoever runs me.',
          };
    default:
      return null;
  }
}

/** https://docs.aws.amazon.com/athena/latest/ug/troubleshooting-athena.html */
function endFailure({ error }: DescribedQuery, asked: Asked): Failure | null {
  const said = `AWS says: ${error.slice(0, 300)}.`;
  if (/bytes scanned limit/i.test(error)) {
    const limit = asked.cutoffBytes === null ? '' : ` of ${gigabytes(asked.cutoffBytes)}`;
    return {
      ...notAsked(asked.table),
      why: `The question would scan more than the limit${limit} that workgroup ${asked.workGroup} sets for each query; AWS ended it there, and bills what was scanned.`,
      instead:
        'Ask about a shorter time, or name an account and a Region; else raise BytesScannedCutoffPerQuery of the workgroup.',
    };
  }
  if (/writing output|output location|output bucket/i.test(error)) return outputFailure(asked, said);
  if (
    /^(COLUMN_NOT_FOUND|TABLE_NOT_FOUND|SCHEMA_NOT_FOUND|TYPE_MISMATCH|SYNTAX_ERROR|CONSTRAINT_VIOLATION|HIVE_)/.test(
      error,
    )
  ) {
    return tableFailure(asked.table, said);
  }
  if (/access denied|not authorized to perform|insufficient (lake formation )?permission/i.test(error)) {
    return {
      ...notAsked(asked.table),
      why: said,
      instead:
        'Allow the credentials in use to read the log files, the catalog and the key they are encrypted with (deploy/iam/athena.json), then ask again.',
    };
  }
  return null;
}

/** `why`: one sentence. */
export function tableFailure(table: string, why: string): Failure {
  return {
    ...notAsked(table),
    why,
    instead:
      'Make the table with whodid athena setup (--dry-run shows the statement first), or set WHODID_ATHENA_DATABASE and WHODID_ATHENA_TABLE to one like it.',
  };
}

/** The table is there, but lacks what this question is about. */
export function columnsFailure(table: string, columns: readonly string[]): Failure {
  const [only = ''] = columns;
  const named = columns.length === 1 ? `column ${only}` : `columns ${columns.join(', ')}`;
  return {
    failure: 'unsupported',
    what: `The table ${table} of Athena cannot answer this.`,
    why: `It lacks the ${named}, without which events that answer would not be found.`,
    instead: 'Make a table that has all columns with whodid athena setup, or ask another source.',
  };
}

export function workGroupFailure({ table, workGroup }: Pick<Asked, 'table' | 'workGroup'>, why: string): Failure {
  return {
    ...notAsked(table),
    why,
    instead: `Set WHODID_ATHENA_WORKGROUP to a workgroup of that Region that is enabled, instead of ${workGroup}.`,
  };
}

export function noLimitFailure({ table, workGroup }: Pick<Asked, 'table' | 'workGroup'>): Failure {
  return {
    ...notAsked(table),
    why: `Workgroup ${workGroup} sets no limit to what a query may scan, so one mistake could cost any amount.`,
    instead: `Set BytesScannedCutoffPerQuery of workgroup ${workGroup} (aws athena update-work-group --work-group ${workGroup} --configuration-updates BytesScannedCutoffPerQuery=100000000000), then ask again.`,
  };
}

export function outputFailure({ table, workGroup }: Pick<Asked, 'table' | 'workGroup'>, why: string): Failure {
  return {
    ...notAsked(table),
    why: `Workgroup ${workGroup} cannot write or read its results: ${why}`,
    instead:
      'Give the workgroup a query result location (or set WHODID_ATHENA_OUTPUT) in a bucket that the credentials in use may write and read (deploy/iam/athena.json), then ask again.',
  };
}

/** AWS could not be asked what the workgroup or the table is, and no setting is known to be why. */
export function unreachedFailure(table: string, { trouble, code, action }: AwsTrouble): Failure {
  return {
    failure: 'timed-out',
    what: notAsked(table).what,
    why:
      trouble === 'throttled'
        ? `AWS throttled ${action} again and again.`
        : `AWS gave no usable answer to ${action} (${code}).`,
    instead: 'Ask again in a minute; if it stays so, check that this machine reaches AWS.',
  };
}

function notAsked(table: string): Pick<Failure, 'failure' | 'what'> {
  return { failure: 'not-allowed', what: `The table ${table} of Athena could not be asked.` };
}

/** `rest`: a sentence on what was read; may be ''. */
export function troubleGap(trouble: AwsTrouble, where: string, rest: string): Gap {
  const { code, message, action } = trouble;
  const more = rest === '' ? '' : ` ${rest}`;
  const said = `AWS says: ${code}${message === '' ? '' : ` (${message})`}.`;
  if (isBusy(trouble)) {
    const detail = `${where} could not be asked: as many queries as AWS allows were running all the time that was waited.${more} Ask again later.`;
    return { kind: 'throttled', detail };
  }
  switch (trouble.trouble) {
    case 'throttled': {
      const detail = `AWS throttled ${action} again and again while ${where} was asked.${more} Ask again in a minute.`;
      return { kind: 'throttled', detail };
    }
    case 'denied':
    case 'credentials': {
      const need = /s3:GetObject/.test(message) ? 's3:GetObject on the bucket of the results' : 'it';
      return {
        kind: 'denied',
        detail: `AWS denied ${action} while ${where} was asked.${more} ${said} Allow ${need} and ask again.`,
      };
    }
    case 'expired': {
      const detail = `The credentials expired while ${where} was asked, and could not be renewed.${more} Renew them and ask again.`;
      return { kind: 'denied', detail };
    }
    case 'refused':
      return { kind: 'denied', detail: `AWS refused ${action} while ${where} was asked.${more} ${said}` };
    case 'lost-page': {
      const detail = `AWS lost the place while the rows of ${where} were read.${more} Ask again.`;
      return { kind: 'page-limit', detail };
    }
    case 'stopped':
    case 'unreachable': {
      const detail = `${where} could not be read to its end: no usable answer from AWS (${code}).${more} Check the network and ask again.`;
      return { kind: 'timed-out', detail };
    }
    default:
      return unreachable(trouble.trouble);
  }
}

function gigabytes(bytes: number): string {
  return bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${Math.round(bytes / 1e8) / 10} GB`;
}

function unreachable(trouble: never): never {
  throw new Error(`unknown trouble ${String(trouble)}`);
}
