// `/whodid explain <question>`: how a question would be read and where it would look, without asking it.
import type { Command } from '../src/domain/command.ts';
import { ask } from './ask.ts';

export const explain: Command = {
  name: 'explain',
  usage: '/whodid explain <question>',
  summary: 'how I would read the question and where I would look, without asking it',
  // The worker reads the subcommand from the recorded text: here it is a question like any other.
  run: (request, door) => ask.run(request, door),
};
