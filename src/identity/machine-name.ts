// A user name → whether it sounds like a machine's. It decides only what is worth looking up and how sure to sound:
// never who somebody is.

const WORDS =
  'svc|service|ci|cd|cicd|bot|robot|deploy|deployer|deployment|automation|pipeline|jenkins|terraform|github|gitlab|circleci|travis|buildkite|backup|backups|monitor|monitoring|ses|smtp|api|machine|system|lambda|build|builder|runner|sync|agent|exporter|integration|uploader|cron|batch|job|app';
const MACHINE = new RegExp(`(?:^|[-_.+/])(?:${WORDS})(?:[-_.+/\\d]|$)`, 'i');

/** Session names that tools make up when nobody gives one. */
const MADE_UP =
  /^(?:aws-(?:go-sdk|sdk-\w+|cli-session|java)[-\w]*|botocore-session-\d+|boto3?-session[-\w]*|\d{6,}|[0-9a-f]{16,}|[0-9a-f-]{32,}|AWSCLI-Session|GitHubActions|default|session|temp|test)$/i;

export function isMachineName(name: string): boolean {
  return !name.includes('@') && MACHINE.test(name);
}

/** True where nobody chose the session name: a tool did. */
export function isMadeUpName(name: string): boolean {
  return MADE_UP.test(name);
}

/** A name that an identity provider would give a person: an e-mail address. */
export function isAddress(name: string): boolean {
  return /^[^@\s/:<>]+@[^@\s/:<>]+\.[a-z]{2,}$/i.test(name);
}
