// A reading to plain data that says how the question was read, for `whodid explain` and its Slack twin. Which source
// would be used, and why, is planning's to add.
import type { Question, QuestionReading, ResourceRef, Window } from '../domain/question.ts';
import { describeTest } from './describe-test.ts';

export interface ExplainedRef {
  readonly text: string;
  /** "an id of type ec2:instance", "a name", … */
  readonly is: string;
  /** Forms under which the same thing is looked up. */
  readonly tokens: readonly string[];
}

export interface Explanation {
  readonly status: 'read' | 'refused';
  readonly kind: Question['kind'] | null;
  readonly verb: string | null;
  /** As echoed: names, or families of names (`ec2:Modify…`). */
  readonly eventNames: readonly string[];
  readonly resources: readonly ExplainedRef[];
  readonly actors: readonly ExplainedRef[];
  /** What answers the question, and what would be linked to it; in words. */
  readonly looksFor: string | null;
  readonly related: string | null;
  readonly attempts: boolean;
  /** As read; null when no date was typed, or the question was not read. */
  readonly window: Window | null;
  readonly private: boolean;
  readonly source: string | null;
  readonly assumptions: readonly string[];
  readonly problems: readonly { readonly kind: string; readonly text: string; readonly instead: readonly string[] }[];
}

const NOTHING = {
  kind: null,
  verb: null,
  eventNames: [],
  resources: [],
  actors: [],
  looksFor: null,
  related: null,
  attempts: false,
  window: null,
  private: false,
  source: null,
} as const;

/** How a question was read; for one that was not, what could not be, and what to type instead. */
export function explainQuestion(reading: QuestionReading): Explanation {
  if (!reading.ok) {
    return { status: 'refused', ...NOTHING, assumptions: reading.assumptions, problems: reading.problems };
  }
  const { question } = reading;
  return {
    status: 'read',
    kind: question.kind,
    verb: question.verb?.word ?? null,
    eventNames: question.verb?.eventNames ?? [],
    resources: question.resources.map(explainRef),
    actors: question.actors.map(explainRef),
    looksFor: describeTest(question.test),
    related: question.related === null ? null : describeTest(question.related),
    attempts: question.asksForAttempts,
    window: question.window,
    private: question.private,
    source: question.source,
    assumptions: reading.assumptions,
    problems: [],
  };
}

const FORMS: Readonly<Record<ResourceRef['form'], string>> = {
  id: 'an id',
  arn: 'an ARN',
  url: 'an address',
  name: 'a name',
  ip: 'an IP address',
  cidr: 'a range of IP addresses',
  'access-key': 'an access key',
  'principal-id': "IAM's id of a principal",
  account: 'an account',
  email: 'an e-mail address',
};

function explainRef(ref: ResourceRef): ExplainedRef {
  const type = ref.type === null ? '' : ` of type ${ref.type}`;
  const partial = ref.partial ? ', shortened' : '';
  return { text: ref.text, is: `${FORMS[ref.form]}${type}${partial}`, tokens: ref.tokens };
}
