// `whodid help`: what one can type, with examples that work on the sample organisation of `whodid demo`.
import { write } from './terminal.ts';

const HELP = `whodid – ask who did something in AWS, and get an answer you can stand behind.

  whodid demo                       a page to try it on, with a sample organisation's logs
  whodid demo --aws                 the same, asked of a stand-in for AWS: paced, with its limits
  whodid ask "<question>"           one question; add --json for machines
  whodid ask "<question>" --csv FILE   all its events to a file, however many
  whodid ask --batch FILE.jsonl     one {"id","question","now","tz"} a line, one JSON line out for each
  whodid explain "<question>"       how a question would be read; runs nothing
  whodid ingest FOLDER              index a folder of CloudTrail log files now
  whodid ingest s3://BUCKET/PREFIX  copy a trail's log files of the last days first
  whodid athena setup               make the table that Athena is asked of; --dry-run shows it first
  whodid doctor                     try everything that is configured; says what to change
  whodid start                      answer in Slack (see README for the tokens)
  whodid help                       this text

Options of ask and explain
  --logs FOLDER     CloudTrail log files to ask (default: WHODID_LOGS)
  --tz ZONE         your IANA time zone (default: this machine's)
  --now INSTANT     read dates as if it were this instant, e.g. 2026-01-31T09:00:00Z

Examples
  whodid ask "i-0123456789abcdef0 terminate" --logs ./logs
  whodid ask "who deleted bucket invoices yesterday?" --logs ./logs
  whodid ask "console logins last week" --logs ./logs --json

Options of ingest, with a bucket
  --days N          the last N days (default: 7)
  --from DAY        from that day on, e.g. 2026-01-31 (UTC); --to DAY: up to that day
  --role ARN        the role to read the bucket with
  --disk-gb N       stop when the copies take that much (default: 20)

Options of doctor
  --logs FOLDER     look at this folder instead of WHODID_LOGS
  --json            one JSON object for machines; exit status 1 when a check failed

Exit status: 0 answered (also when nothing was found), 2 refused (with what to type instead), 1 failed.
`;

export async function helpCommand(): Promise<number> {
  write.out(HELP);
  return 0;
}
