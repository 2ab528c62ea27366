// `/whodid digest`: the worker reads the rest from the recorded text.
import type { Command } from '../src/domain/command.ts';
import { ask } from './ask.ts';

export const digest: Command = {
  name: 'digest',
  usage: '/whodid digest add root daily 9:00',
  summary: 'a digest at set times; `/whodid digest` lists them, to run now, pause or remove',
  run: (request, door) => ask.run(request, door),
};
