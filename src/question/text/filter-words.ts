// Words that narrow a question and name nothing: tools, outcomes, reading and writing, root, the world, other accounts.

export type Outcome = 'done' | 'attempted' | 'denied';

const TOOLS: Readonly<Record<string, string>> = {
  console:
    'console|aws console|management console|aws management console|web console|web ui|browser|ui|gui|by hand|hand|manually|manual|clickops|click ops|clicking around|clicking|point and click|web interface',
  cli: 'cli|aws cli|awscli|command line|aws-cli|command line interface',
  terraform: 'terraform|tf|opentofu|iac|terragrunt',
  cloudformation: 'cloudformation|cfn|aws cloudformation|cdk|aws cdk|sam',
  sdk: 'sdk|aws sdk|script|scripts|code|programmatically',
  boto3: 'boto3|boto|python|python script',
  phone:
    'phone|mobile|mobile app|mobile phone|smartphone|iphone|ipad|android|cell phone|cellphone|mobile device|tablet|aws mobile app|console mobile app',
  'aws-service': 'aws itself|aws services|aws service|amazon',
};

const OUTCOMES: Readonly<Record<Outcome, string>> = {
  attempted:
    "failed|unsuccessful|failing|errored|unsuccessfully|erroring|fail|fails|failure|failures|failed attempts|failed calls|in vain|error|errors|without success|but without success|with no success|did not work|didn't work|did not succeed|didn't succeed|not successful",
  denied:
    'denied|unauthorized|unauthorised|forbidden|access denied|accessdenied|access-denied|denied access to|denied access|refused|unauthorizedoperation|not allowed|permission denied|blocked by policy|denials|denial|not authorized|permission errors|access denials|blocked',
  done: 'successful|successfully|succeeded|succeed|success|that worked|that succeeded',
};

const MODES: Readonly<Record<string, string>> = {
  read: 'read-only|readonly|read only|read calls|read events|reading calls|read operations|reads only|read activity',
  write:
    'writes|write|write calls|write events|mutating|mutations|mutation|write operations|write activity|mutating calls|non-read-only|modifying calls|write-only|write actions|changing calls|writes only',
};

const ROOT = 'root|root user|root account|account root|root credentials|root user account|root principal';
const WORLD =
  'world|whole world|internet|public|public internet|anywhere|all ips|all ip addresses|any ip|everywhere|entire internet|outside world|publicly|worldwide|all addresses';
const OUTSIDE =
  'outside|outside the account|outside our account|outside of the account|outside of our account|outside the organization|outside the org|outside our organization|outside our org|outside of the organization|outside the company|externally|external|another account|different account|other accounts|other account|external account|external accounts|cross-account|cross account|third party|foreign account|outside aws account|unknown account';

/** Services listening on a port, as people say them when they open one. https://www.iana.org/assignments/service-names-port-numbers */
const PORTS: Readonly<Record<string, number>> = {
  ssh: 22,
  rdp: 3389,
  telnet: 23,
  ftp: 21,
  smtp: 25,
  https: 443,
  http: 80,
};

export type FilterWord =
  | { readonly kind: 'tool'; readonly tool: string }
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  | { readonly kind: 'mode'; readonly readOnly: boolean }
  | { readonly kind: 'root' }
  | { readonly kind: 'world' }
  | { readonly kind: 'outside' }
  | { readonly kind: 'port'; readonly port: number };

function toMap(): ReadonlyMap<string, FilterWord> {
  const map = new Map<string, FilterWord>();
  const add = (phrases: string, word: FilterWord) => {
    for (const phrase of phrases.split('|')) map.set(phrase, word);
  };
  for (const [tool, phrases] of Object.entries(TOOLS)) add(phrases, { kind: 'tool', tool });
  for (const [outcome, phrases] of Object.entries(OUTCOMES))
    add(phrases, { kind: 'outcome', outcome: outcome as Outcome });
  for (const [mode, phrases] of Object.entries(MODES)) add(phrases, { kind: 'mode', readOnly: mode === 'read' });
  add(ROOT, { kind: 'root' });
  add(WORLD, { kind: 'world' });
  add(OUTSIDE, { kind: 'outside' });
  for (const [name, port] of Object.entries(PORTS)) add(name, { kind: 'port', port });
  return map;
}

/** Phrase in lower case → what it narrows. */
export const FILTER_WORDS: ReadonlyMap<string, FilterWord> = toMap();
