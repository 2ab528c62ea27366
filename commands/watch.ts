// `/whodid watch "<question>"`: the worker reads the rest from the recorded text.
import type { Command } from '../src/domain/command.ts';
import { ask } from './ask.ts';

export const watch: Command = {
  name: 'watch',
  usage: '/whodid watch "<question>"',
  summary: 'tell me when it happens again; `/whodid watch` lists, `/whodid watch remove N` ends one',
  run: (request, door) => ask.run(request, door),
};
