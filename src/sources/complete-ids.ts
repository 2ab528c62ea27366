// A shortened id (`i-0abc`) is the beginning of one: offers the whole ids it fits, so that it is never answered "nobody".
import type { Failure } from '../domain/failure.ts';
import { isFailure } from '../domain/failure.ts';
import type { Problem, Question, ResourceRef } from '../domain/question.ts';
import type { Source } from '../domain/source.ts';

/** As many as fit under a message as buttons without burying the rest. */
const OFFERED_MAX = 5;
const SHORTEST_USEFUL = 3;

/** Problems for each resource or actor that is only the beginning of an id; empty when all are whole. */
export async function completePartialIds(
  question: Question,
  source: Pick<Source, 'completions'>,
): Promise<readonly Problem[] | Failure> {
  const problems: Problem[] = [];
  for (const resource of [...question.resources, ...question.actors]) {
    if (!resource.partial) continue;
    const prefix = resource.text.toLowerCase();
    const found = await source.completions(prefix, OFFERED_MAX + 1);
    if (isFailure(found)) return found;
    // A log may really hold so short an id (masked or pseudonymised): then it is whole after all.
    if (found?.includes(prefix)) continue;
    problems.push(partialId(question, resource, found));
  }
  return problems;
}

function partialId(question: Question, resource: ResourceRef, found: readonly string[] | null): Problem {
  const kind = 'partial-id';
  const name = resource.text;
  if (found === null) {
    return { kind, text: `${name} is only the beginning of an id; this source needs the whole one.`, instead: [] };
  }
  if (found.length === 0) {
    const text = `${name} is only the beginning of an id, and no id in these logs begins with it. A whole one has 8 or 17 characters after the dash.`;
    return { kind, text, instead: [] };
  }
  const offered = found.slice(0, OFFERED_MAX);
  const more =
    found.length > OFFERED_MAX ? `, and there are more: type ${SHORTEST_USEFUL} or more further characters` : '';
  return {
    kind,
    text: `${name} is only the beginning of an id. It fits ${offered.join(', ')}${more}. Which one?`,
    instead: offered.map((id) => replaceWord(question.text, name, id)),
  };
}

function replaceWord(text: string, word: string, replacement: string): string {
  const at = text.toLowerCase().indexOf(word.toLowerCase());
  return at < 0 ? `${replacement} ${text}` : text.slice(0, at) + replacement + text.slice(at + word.length);
}
