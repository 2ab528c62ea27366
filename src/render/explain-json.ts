// How a question was read → the JSON of `whodid explain --json`. Fields may be added, never renamed.
import type { QuestionKind } from '../domain/question.ts';
import type { Explanation } from './explain.ts';

interface ExplanationJson {
  readonly status: 'read' | 'refused';
  readonly question: { readonly kind: QuestionKind; readonly text: string } | null;
  readonly event_names: readonly string[];
  readonly resources: readonly string[];
  readonly actors: readonly string[];
  readonly window: { readonly from: string | null; readonly to: string; readonly zone: string } | null;
  readonly source: string | null;
  readonly assumptions: readonly string[];
  readonly problems: readonly string[];
  readonly instead: readonly string[];
}

export function explanationJson({ reading, window, sourcePlan }: Explanation): ExplanationJson {
  const question = reading.ok ? reading.question : null;
  const problems = reading.ok ? [] : reading.problems;
  return {
    status: reading.ok ? 'read' : 'refused',
    question: question === null ? null : { kind: question.kind, text: question.text },
    event_names: question?.verb?.eventNames ?? [],
    resources: question?.resources.map((each) => each.text) ?? [],
    actors: question?.actors.map((each) => each.text) ?? [],
    window: window === null ? null : { from: window.from, to: window.to, zone: window.zone },
    source: sourcePlan ?? null,
    assumptions: reading.assumptions,
    problems: problems.map((problem) => problem.text),
    instead: problems.flatMap((problem) => problem.instead),
  };
}
