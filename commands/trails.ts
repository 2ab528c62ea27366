// `/whodid trails`: the worker reads the rest from the recorded text.
import type { Command } from '../src/domain/command.ts';
import { ask } from './ask.ts';

export const trails: Command = {
  name: 'trails',
  usage: '/whodid trails',
  summary:
    'what each trail records and what is wrong with it; `/whodid trails enable NAME because …` asks for approval',
  run: (request, door) => ask.run(request, door),
};
