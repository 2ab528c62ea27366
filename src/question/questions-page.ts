// The recognisers' own examples → docs/questions.md. Each example is also a test, so the page cannot promise more than the
// reader does.
import { type ExampleGroup, questionExamples } from './examples.ts';
import { windowExamples } from './window/index.ts';

const WORDS_MAX = 30;
const INTRO =
  'A name may be an id, an ARN, a URL, an e-mail address or a bare name; several joined by “and”. What is not ' +
  'understood is asked back, never guessed. `whodid explain "<question>"` says how a text would be read.';

/** The whole page, as markdown ending in a line feed. */
export function questionsPage(): string {
  return `${[
    '# What can be asked',
    'Printed from the examples of the reader’s own recognisers by `npm run docs:questions`; each line is a test.',
    INTRO,
    ...section('Kinds of question', 'kind'),
    ...section('Verbs', 'verb'),
    ...section('Filters', 'filter'),
    ...dates(),
  ].join('\n\n')}\n`;
}

function section(title: string, part: ExampleGroup['part']): readonly string[] {
  const groups = questionExamples.filter((group) => group.part === part);
  return [`## ${title}`, ...groups.flatMap(group)];
}

function group({ recogniser, words, examples }: ExampleGroup): readonly string[] {
  const listed = words.slice(0, WORDS_MAX).join(', ');
  const also = words.length === 0 ? [] : [`Words: ${listed}${words.length > WORDS_MAX ? ', …' : ''}.`];
  return [`### ${recogniser}`, ...also, examples.map(({ text }) => `- ${code(text)}`).join('\n')];
}

function dates(): readonly string[] {
  const intro =
    'Windows are half-open, in the asker’s zone. The examples are read on Wednesday 18 November 2026 at 10:30 UTC.';
  const tables = windowExamples.map(({ name, examples }) =>
    [
      `### ${name}`,
      '',
      '| phrase | from | to |',
      '|---|---|---|',
      ...examples.map((each) => `| ${cell(each.phrase)} | ${each.from ?? 'the beginning'} | ${each.to} |`),
    ].join('\n'),
  );
  return ['## Dates', intro, ...tables];
}

function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
